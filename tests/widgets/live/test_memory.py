"""Two figures share nothing, and one that is closed leaves nothing behind."""

import weakref

import pytest
from ipywidgets.widgets.widget import _instances as open_models


def test_two_figures_share_nothing(wave, start, new_wave, browse):
    other = new_wave()
    picture = other.png()
    wave.set(amplitude=5.0, kind="narrow")
    wave.set(kind="wide")
    browse(wave).look("dark", 1.0)
    with pytest.raises(ArithmeticError):
        wave.set(points=13)
    assert other.state == start and other._canvas.error == ""
    assert other.controls["amplitude"].max == 5.0
    assert other.png() == picture
    assert wave._places is not other._places


def test_a_closed_figure_is_off_the_page(new_wave, widgets_in):
    figure = new_wave()
    inside = widgets_in(figure)
    assert len(inside) == 11
    assert all(w.comm is not None for w in inside)
    figure.close()
    assert [w for w in inside if w.comm is not None] == []
    figure.close()


def test_a_closed_figure_leaves_no_model_open(new_wave, collect):
    before = set(open_models)
    new_wave().close()
    collect()
    left = [type(open_models[key]).__name__ for key in set(open_models) - before]
    assert left == []


def test_a_closed_figure_frees_its_memory(new_wave, browse, collect):
    figure = new_wave()
    browse(figure).look("dark", 1.0)
    figure.png()
    gone = [weakref.ref(part) for part in (figure, figure._stage, figure._canvas, figure.line)]
    figure.close()
    del figure
    collect()
    assert [ref() for ref in gone] == [None] * 4


@pytest.mark.parametrize(
    "use",
    [lambda f: f.set(amplitude=2.0), lambda f: f.reset(), lambda f: f.png(), lambda f: f.summary()],
)
def test_a_closed_figure_says_that_it_is_closed(wave, use):
    wave.close()
    with pytest.raises(RuntimeError, match=r"has been closed: make a new one, Wave\(\)"):
        use(wave)
