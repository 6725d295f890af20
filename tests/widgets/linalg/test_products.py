"""A product of matrices, step by step: each entry is one row times one column."""

import numpy as np
import pytest

from mathlib.widgets.linalg.products import MatmulStepper


@pytest.fixture
def product(one_of):
    return one_of(MatmulStepper)


def numbers_on(axes) -> list[str]:
    return [text.get_text().replace("−", "-") for text in axes.texts]


def seen_entries(figure) -> set[tuple[int, int]]:
    return {place for place, cover in figure.covers.items() if not cover.get_visible()}


FITTING = [name for name in MatmulStepper.pairs if "does not fit" not in name]


UNFIT = "2×3 · 2×3: does not fit"


@pytest.mark.parametrize("shapes", FITTING)
def test_each_step_makes_one_entry_out_of_one_row_and_one_column(product, shapes):
    product.set(shapes=shapes, view="row · column")
    A, B = map(np.array, MatmulStepper.pairs[shapes])
    C = A @ B
    assert product.controls["step"].max == C.size
    for M, axes in zip((A, B, C), product._stage.figure.axes, strict=True):
        assert numbers_on(axes) == [str(v) for v in M.ravel()]
    for step, (i, j) in enumerate(np.ndindex(C.shape), start=1):
        product.set(step=step)
        assert round(product.used[0].get_y()) == i and round(product.column.get_x()) == j
        assert np.allclose(product.made.get_xy(), (j - 0.46, i - 0.46))
        assert len(seen_entries(product)) == step and (i, j) in seen_entries(product)
        start = f"C[{i}, {j}] = row {i} of A · column {j} of B = "
        assert product.verdict.startswith(start) and f" = {C[i, j]}; " in product.verdict
        products = product.verdict.removeprefix(start).split(" = ")[0].split(" + ")
        pairs = [[int(n.strip("()")) for n in p.split("·")] for p in products]
        assert np.array_equal(pairs, np.stack([A[i], B[:, j]], axis=1))
        assert product.verdict.endswith(f"{A.shape} @ {B.shape} gives {C.shape}.")


@pytest.mark.parametrize("shapes", FITTING)
def test_each_column_mixes_the_columns_of_the_first_matrix(product, shapes):
    product.set(shapes=shapes, view="mix of columns")
    A, B = map(np.array, MatmulStepper.pairs[shapes])
    assert product.controls["step"].max == B.shape[1]
    assert [round(frame.get_x()) for frame in product.used] == list(range(A.shape[1]))
    for j in range(B.shape[1]):
        product.set(step=j + 1)
        mix = sum(B[k, j] * A[:, k] for k in range(len(B)))
        assert f"Column {j} of C" in product.verdict and f" = {mix.tolist()}; " in product.verdict
        assert {column for _, column in seen_entries(product)} == set(range(j + 1))
        assert round(product.made.get_height()) == len(A)


@pytest.mark.parametrize("view", MatmulStepper.views)
def test_shapes_that_do_not_fit_give_no_entry_and_both_shapes(product, view):
    product.set(shapes=UNFIT, view=view)
    for step in range(1, product.controls["step"].max + 1):
        product.set(step=step)
        assert product.verdict.startswith("No product: (2, 3) @ (2, 3) has rows of 3 in A")
        assert "columns of 2 in B, and (m, k) @ (k, n) needs the same k." in product.verdict
        assert set(numbers_on(product._stage.figure.axes[2])) == {"?"}
        assert not product.made.get_visible()
        assert product.unpaired.get_xdata().tolist() == [2]
    product.set(shapes=FITTING[0])
    assert product.made.get_visible() and not len(product.unpaired.get_xdata())
