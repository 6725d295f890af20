"""Exercise 04.6: log-softmax that does not overflow."""

from collections.abc import Callable

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def log_softmax(z: np.ndarray) -> np.ndarray:
    r"""Return the logarithms of the probabilities that softmax makes of logits.

    .. math:: z_i - \ln \sum_j e^{z_j}, \qquad \text{with } z - \max_j z_j \text{ in place of } z

    Arguments:
        z: logits, shape (k,), or (m, k) for a batch with one list of logits a row.

    Source: Blanchard, Higham & Higham (2021), IMA Journal of Numerical Analysis 41(4).

    >>> log_softmax(np.array([0.0, 1000.0])).tolist()
    [-1000.0, 0.0]
    """
    z = z - np.max(z, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def _logits(rng: np.random.Generator) -> list[Arguments]:
    shapes = (3, 4, (2, 3), (3, 4), 3)
    cases = [rng.uniform(-2.0, 2.0, size=shape).round(1) for shape in shapes]
    cases[3] += np.array([[1000.0], [0.0], [-1000.0]])
    cases[4] += np.array([0.0, 3000.0, 0.0])
    return [(z,) for z in cases]


def _naive(z: np.ndarray) -> np.ndarray:
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)


def _along(z: np.ndarray, axis: int | None) -> np.ndarray:
    z = z - np.max(z, axis=axis, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=axis, keepdims=True))


def _from_the_mean(z: np.ndarray) -> np.ndarray:
    z = z - np.mean(z, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def _one_maximum(z: np.ndarray) -> np.ndarray:
    z = z - np.max(z)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def _total(z: np.ndarray) -> np.ndarray:
    """The ln Σ e^z of each row."""
    return (z - log_softmax(z))[..., 0]


def _forgotten(z: np.ndarray) -> np.ndarray:
    return z - _total(z - np.max(z, axis=-1, keepdims=True))[..., None]


def _clipped(low: float, high: float) -> tuple[Callable[[np.ndarray], np.ndarray], ...]:
    """The ways to write it with logits that are kept between two bounds."""

    def total(z: np.ndarray) -> np.ndarray:
        return np.log(np.sum(np.exp(np.clip(z, low, high)), axis=-1, keepdims=True))

    return (
        lambda z: z - total(z),
        lambda z: np.clip(z, low, high) - total(z),
        lambda z: np.log(_naive(np.clip(z, low, high))),
    )


_OVERFLOW = (
    "Right for small logits, but e to the 1000 is too large for a float. Subtract the largest "
    "logit of the row first: that changes no probability."
)
_NOT_LOG = "That is softmax itself, the probabilities. Asked for are their logarithms."
_WHOLE = (
    "You sum over the whole batch. Each row is a question of its own: `axis=-1, keepdims=True`."
)
_CLIP = (
    "You clip the logits. Nothing overflows then, but the large ones become equal, and their "
    "probabilities with them. Subtract the largest logit of the row: all differences remain."
)

LOG_SOFTMAX = Exercise(
    name="04.6",
    title="Log-softmax that does not overflow",
    reference=log_softmax,
    inputs=_logits,
    mistakes=(
        (lambda z: z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True)), _OVERFLOW),
        (lambda z: np.log(_naive(z)), _OVERFLOW),
        (lambda z: z - np.log(np.sum(np.exp(z))), f"{_WHOLE} And e to the 1000 overflows."),
        (
            lambda z: np.log(np.exp(z) / np.sum(np.exp(z))),
            f"{_WHOLE} And e to the 1000 overflows.",
        ),
        (
            lambda z: np.log(np.exp(log_softmax(z))),
            "You take the logarithm of probabilities, and a tiny one has become 0. Leave "
            "softmax out: z − ln Σ e^z needs no logarithm of anything tiny.",
        ),
        (_naive, f"{_NOT_LOG} And e to the 1000 overflows: subtract the largest logit first."),
        (lambda z: np.exp(log_softmax(z)), _NOT_LOG),
        *(
            (wrong, _CLIP)
            for high in (10, 20, 30, 50, 88, 100, 200, 300, 500, 600, 700, 709)
            for low in (-high, -np.inf)
            for wrong in _clipped(low, high)
        ),
        (
            lambda z: z - np.max(z, axis=-1, keepdims=True),
            "That is the first step only: the logarithm of the sum is missing.",
        ),
        (
            _from_the_mean,
            "You subtract the mean. A logit far above it still overflows: subtract the largest.",
        ),
        (lambda z: _along(z, None), _WHOLE),
        (
            lambda z: _along(z, 0),
            "You go along the columns, `axis=0`. The classes stand on the last axis, `axis=-1`.",
        ),
        (
            _one_maximum,
            "You subtract the largest logit of the whole batch. A row far below it becomes 0 "
            "throughout, and ln 0 = −∞: each row has its own largest.",
        ),
        (
            _forgotten,
            "You subtract the largest logit inside the sum only. Take it off in both places: "
            "`z = z - np.max(…)` first, then go on with the new z.",
        ),
        (
            _total,
            "That is ln Σ e^z, one number a row. Take it off each logit.",
        ),
        (
            lambda z: -log_softmax(z),
            "The sign is reversed: these are the losses, −ln p. Asked for is ln p, at most 0.",
        ),
        (
            lambda z: log_softmax(z) + np.log(z.shape[-1]),
            "You take the mean of the exponentials. Probabilities sum to 1 if you divide by the "
            "sum.",
        ),
        (
            lambda z: log_softmax(z) / np.log(2),
            "You use the logarithm of base 2. Here it is the natural one, `np.log`.",
        ),
    ),
    hints=(
        "What is ln of e^z over a sum? And what happens to softmax if every logit falls by 5?",
        "z − ln Σ e^z, after the largest logit of each row was subtracted. Then every exponent is "
        "0 or less.",
        "Begin with `z = z - np.max(z, axis=-1, keepdims=True)`. What is left is the formula with "
        "the new z: how does its sum stay one number for each row, and fit the rows?",
    ),
    praise="Any logits will do, alone or in a batch: this is how libraries compute it.",
    errors=(
        (
            "broadcast",
            "After a sum or maximum along an axis, that axis is gone. Keep it, so that it fits the "
            "rows: `keepdims=True`.",
        ),
        ("math range error", _OVERFLOW),
        (
            "out of bounds",
            "One list of logits has one axis only, and no axis 1. The last axis, of a list and of "
            "a batch, is `axis=-1`.",
        ),
    ),
)
