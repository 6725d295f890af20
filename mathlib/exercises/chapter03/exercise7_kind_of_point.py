"""Exercise 03.7: minimum, maximum, saddle, or undecided."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def kind_of_point(H: np.ndarray) -> str:
    r"""Return "minimum", "maximum", "saddle" or "undecided", from the eigenvalues of H.

    All positive: minimum. All negative: maximum. Both signs: saddle, whatever the others are.
    Else an eigenvalue 0 leaves it undecided.

    Arguments:
        H: the Hessian at a stationary point, symmetric, shape (n, n), n at least 2.

    Source: Apostol (1974), Mathematical Analysis, theorem 13.10.

    >>> kind_of_point(np.array([[1.0, 2.0], [2.0, 1.0]]))
    'saddle'
    """
    low, *_, high = np.linalg.eigvalsh(H)
    if low < 0 < high:
        return "saddle"
    if low > 0:
        return "minimum"
    if high < 0:
        return "maximum"
    return "undecided"


def _hessians(rng: np.random.Generator) -> list[Arguments]:
    full: list[list[list[int]]]
    full = [[[2, -1], [-1, 2]], [[2, 1], [1, 1]], [[-2, 1], [1, -2]], [[-1, 1], [1, -3]]]
    full += [[[1, 2], [2, 1]], [[-1, 2], [2, -1]], [[2, 2], [2, -1]]]
    flat = ([0, 2], [-1, 0], [0, 0], [1, 0, 3], [0, 2, -1], [2, 1, 3], [-1, -2, -1], [-1, -2, 3])
    matrices = [*full, *map(np.diag, flat)]
    scales = rng.uniform(0.3, 0.9, size=len(matrices)).round(1)
    return [(s * np.array(H, float) + 0.0,) for s, H in zip(scales, matrices, strict=True)]


def _by_signs(values: np.ndarray, both: str = "saddle", else_: str = "undecided") -> str:
    """What numbers say if they are taken for eigenvalues."""
    if values.min() < 0 < values.max():
        return both
    if values.min() > 0:
        return "minimum"
    return "maximum" if values.max() < 0 else else_


def _eigenvalues(H: np.ndarray) -> np.ndarray:
    return np.linalg.eigvalsh(H)


def _by_determinant(H: np.ndarray, corner: bool) -> str:
    det = round(float(np.linalg.det(H)), 12)
    if det <= 0:
        return "saddle" if det else "undecided"
    return "maximum" if corner and H[0, 0] < 0 else "minimum"


def _zero_first(H: np.ndarray) -> str:
    values = _eigenvalues(H)
    return _by_signs(values) if values.all() else "undecided"


def _zero_positive(H: np.ndarray) -> str:
    values = _eigenvalues(H)
    if values.min() >= 0:
        return "minimum"
    return "maximum" if values.max() <= 0 else "saddle"


def _two_only(H: np.ndarray, else_: str) -> str:
    values = _eigenvalues(H)
    if values[0] * values[1] < 0:
        return "saddle"
    if values[0] > 0:
        return "minimum"
    return "maximum" if (values[1] < 0 and else_ == "maximum") or values[-1] < 0 else "undecided"


_DIAGONAL = (
    "You look at the diagonal of H only. Between the axes the mixed derivatives count: take the "
    "eigenvalues."
)

KIND = Exercise(
    name="03.7",
    title="Minimum, maximum, saddle, or undecided",
    reference=kind_of_point,
    inputs=_hessians,
    mistakes=(
        (lambda H: _by_signs(np.diag(H)), _DIAGONAL),
        (lambda H: _by_signs(np.diag(H), else_="saddle"), _DIAGONAL),
        (
            lambda H: _by_signs(H),
            "You look at the signs of the entries. It is the signs of the eigenvalues that count.",
        ),
        (
            lambda H: _by_signs(_eigenvalues(H), else_="saddle"),
            "An eigenvalue 0 makes no saddle: x⁴ + y⁴ has H = 0 and a minimum. Say `undecided`.",
        ),
        (
            _zero_positive,
            "You count a 0 as positive or negative. It leaves it open: x⁴ − y⁴ has H = 0, and "
            "neither minimum nor maximum.",
        ),
        *(
            (
                lambda H, else_=else_: _two_only(H, else_),
                "You look at two eigenvalues only; H may be larger. Take the smallest and the "
                "largest of all.",
            )
            for else_ in ("maximum", "undecided")
        ),
        (
            _zero_first,
            "You give up at every eigenvalue 0. Where two others have opposite signs f falls one "
            "way and rises another: a saddle all the same.",
        ),
        (
            lambda H: _by_signs(_eigenvalues(H), both="undecided"),
            "Two opposite signs decide: f falls one way and rises another, and that is a saddle.",
        ),
        (
            lambda H: _by_signs(_eigenvalues(-H)),
            "You swap minimum and maximum: positive eigenvalues bend the surface up, like a bowl.",
        ),
        (
            lambda H: _by_determinant(H, corner=False),
            "The determinant alone cannot tell a bowl from a dome: two negative eigenvalues have a "
            "positive product.",
        ),
        (
            lambda H: _by_determinant(H, corner=True),
            "Determinant and corner are enough for two variables without an eigenvalue 0. For "
            "three take the eigenvalues.",
        ),
        (
            lambda H: "minimum" if _eigenvalues(H).min() > 0 else "maximum",
            "You know only two kinds. Not all positive is not yet all negative.",
        ),
    ),
    hints=(
        "What are the curvatures of the surface, in the directions where they are largest and "
        "smallest?",
        "They are the largest and the smallest eigenvalue. Is the smallest above 0? The largest "
        "below 0? One below and one above?",
        "`values = np.linalg.eigvalsh(H)`; test `values.min() < 0 < values.max()`, then "
        "`values.min() > 0`, then `values.max() < 0`; after them, `return …`.",
    ),
    praise="You know when the Hessian decides, and when it has nothing to say.",
    errors=(
        (
            "truth value",
            "`if` compares single numbers: take the smallest and the largest eigenvalue.",
        ),
        (
            "too many values to unpack",
            "H may be larger than 2 × 2: it has as many eigenvalues as rows. Take the smallest and "
            "the largest.",
        ),
    ),
)
