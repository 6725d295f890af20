"""Two slices through a point: curves, tangents and what the two slopes say."""

import numpy as np
import pytest

from mathlib.widgets.calculus.partials import PartialSlopes


@pytest.fixture
def partials(one_of):
    return one_of(PartialSlopes)


@pytest.mark.parametrize("surface", PartialSlopes.surfaces)
def test_slices_and_tangents_are_those_of_the_surface(
    partials, surface, surface_formulas, by_differences
):
    f = surface_formulas[surface]
    partials.set(surface=surface)
    partials.set(x1=0.37, x2=-0.28)
    (along, up), slopes = partials.slices, by_differences(f, 0.37, -0.28)
    assert np.allclose(along[0].get_ydata(), f(along[0].get_xdata(), -0.28))
    assert np.allclose(up[0].get_ydata(), f(0.37, up[0].get_xdata()))
    for (_, tangent, here), slope, at in zip((along, up), slopes, (0.37, -0.28), strict=True):
        x, y = tangent.get_data()
        assert np.diff(y)[0] / np.diff(x)[0] == pytest.approx(slope, rel=1e-6)
        assert np.interp(at, x, y) == pytest.approx(f(0.37, -0.28))
        assert [here.get_xdata()[0], here.get_ydata()[0]] == pytest.approx([at, f(0.37, -0.28)])
    assert set(partials.cuts[0].get_ydata()) == {-0.28} and set(partials.cuts[1].get_xdata()) == {
        0.37
    }


def test_what_the_two_slopes_say(partials, press):
    assert "∂f/∂x₁ = -1.54, f falls as x₁ grows; ∂f/∂x₂ = 1.6, f rises" in partials.verdict
    assert press(partials, "lowest in one slice only").startswith("At [0.742, 1]: ∂f/∂x₁ = 0, flat")
    assert "a minimum, says" in press(partials, "both 0: minimum")
    assert "a saddle, says" in press(partials, "both 0: saddle")


def test_partial_derivatives_exist_where_the_function_jumps(partials, press):
    assert "yet f jumps here: on the diagonal it is 0.5" in press(partials, "both 0, yet a jump")
    assert not any(curve.get_ydata().any() for curve, *_ in partials.slices)
    t = 1e-200 * np.ones(2)
    assert partials.f(t) == pytest.approx(0.5) and partials.f(0 * t) == 0
    partials.set(x1=0.5, x2=0.5)  # on the ridge, but f is smooth there
    assert partials.verdict.endswith("a stationary point: undecided by the Hessian.")


def map_of(figure):
    return figure._stage.figure.axes[0]


def test_peanos_slices_have_a_minimum_and_the_surface_has_none(partials, press, surface_formulas):
    assert all("1.5" not in str(line.get_label()) for line in map_of(partials).lines)
    assert press(partials, "two valleys, no minimum").endswith(
        "yet f falls along the dashed x₂ = 1.5 x₁²: it is below 0 between x₂ = x₁² and 2 x₁²."
    )
    (valley,) = [line for line in map_of(partials).lines if "1.5" in str(line.get_label())]
    x, y = valley.get_data()
    assert (
        np.allclose(y, 1.5 * x * x)
        and (surface_formulas["Peano's surface"](x, y)[x != 0] < 0).all()
    )
    x, y = np.meshgrid(np.linspace(-0.7, 0.7, 71), np.linspace(-0.4, 0.8, 71))
    apart = np.abs((y - x * x) * (y - 2 * x * x)) > 1e-9
    below, between = surface_formulas["Peano's surface"](x, y) < 0, (x * x < y) & (y < 2 * x * x)
    assert np.array_equal(below[apart], between[apart]) and between.sum() > 100
    for curve, *_ in partials.slices:
        assert curve.get_ydata().min() == 0 == curve.get_ydata()[np.argmin(abs(curve.get_xdata()))]
    t = np.array([1e-3, 0.1])
    assert (partials.f(np.stack([t, 1.5 * t * t], axis=-1)) < 0).all()


@pytest.mark.parametrize("surface", PartialSlopes.surfaces)
def test_the_heights_on_the_map_are_those_of_their_lines(partials, surface):
    partials.set(surface=surface)
    ax, (f, domain) = partials._stage.figure.axes[0], partials.surfaces[surface]
    written = [float(text.get_text().replace("−", "-")) for text in ax.texts]
    assert len(set(written)) == len(written) >= 4
    values = f(np.array([text.get_position() for text in ax.texts]))
    spread = np.ptp(f(np.stack(np.meshgrid(*[np.linspace(*d, 41) for d in domain]), axis=-1)))
    assert np.allclose(values, written, atol=0.02 * spread)
