"""Exercise 04.7: cross-entropy."""

from collections.abc import Callable

import numpy as np

from mathlib.exercises.core import Arguments, Exercise, domain_errors

Formula = Callable[[np.ndarray, np.ndarray], float | np.ndarray]


def my_cross_entropy(p: np.ndarray, q: np.ndarray) -> float:
    r"""Return the cross-entropy in nats, where 0 ln 0 = 0.

    .. math:: -\sum_i p_i \ln q_i

    Arguments:
        p: the true probabilities, shape (k,).
        q: the believed ones, shape (k,). Where q is 0 and p is not, the result is infinite.

    Source: Cover & Thomas, Elements of Information Theory (2006), section 5.4.

    >>> float(my_cross_entropy(np.array([1.0, 0.0]), np.array([0.25, 0.75])).round(4))
    1.3863
    """
    happens = p > 0
    return -np.sum(p[happens] * np.log(q[happens]))


def _beliefs(rng: np.random.Generator) -> list[Arguments]:
    pairs = (
        ((0.5, 0.3, 0.2), (0.2, 0.5, 0.3)),
        ((0.7, 0.1, 0.2), (0.6, 0.3, 0.1)),
        ((0.0, 0.4, 0.6), (0.3, 0.5, 0.2)),
        ((0.0, 0.25, 0.75), (0.0, 0.6, 0.4)),
        ((1.0, 0.0, 0.0), (0.7, 0.2, 0.1)),
        ((0.1, 0.9, 0.0), (0.0, 0.8, 0.2)),
    )
    return [tuple(rng.permutation(np.array(pair), axis=1)) for pair in pairs]


def _where_p(formula: Formula) -> Formula:
    """The formula, taken over what can happen only."""
    return lambda p, q: formula(p[p > 0], q[p > 0])


_SWAPPED = (
    "You swap p and q. What comes is drawn from p; how much it surprises you lies in your belief q."
)
_WRONG: tuple[tuple[Formula, str], ...] = (
    (
        lambda p, q: -np.sum(p * np.log2(q)),
        "That is in bits. For nats use the natural logarithm, `np.log`.",
    ),
    (
        lambda p, q: -np.sum(p * np.log10(q)),
        "You use the logarithm of base 10. For nats use the natural one, `np.log`.",
    ),
    (
        lambda p, q: np.sum(p * np.log(q)),
        "The sign is reversed: −ln q is the surprise, 0 or more, and so is its mean.",
    ),
    (
        lambda p, q: -np.mean(p * np.log(q)),
        "You divide by the number of classes. p is the weight already: add, do not average.",
    ),
    (
        lambda p, q: -np.sum(q * np.log(p)),
        _SWAPPED,
    ),
    (
        lambda p, q: -np.sum(p * np.log(p)),
        "That is the entropy of p, the cost of the right belief. What does it cost to believe q?",
    ),
    (
        lambda p, q: -np.sum(q * np.log(q)),
        "That is the entropy of q. The classes come with the probabilities p.",
    ),
    (
        lambda p, q: np.sum(p * np.log(p / q)),
        "That is KL(p‖q), the extra cost. The cross-entropy is larger by the entropy of p.",
    ),
    (
        lambda p, q: -np.sum(np.log(q)),
        "You count every class alike. Weigh its surprise −ln q with its p.",
    ),
    (
        lambda p, q: -np.log(np.sum(p * q)),
        "That is the logarithm of a sum. Take the logarithms first, then add.",
    ),
    (
        lambda p, q: -p * np.log(q),
        "You return one number for each class. Add them up.",
    ),
)

_CLIPPED = (
    "You keep q away from 0, so what happens although q calls it impossible costs a finite price. "
    "Asked for is the true one: infinite."
)

CROSS_ENTROPY = Exercise(
    name="04.7",
    title="Cross-entropy",
    reference=my_cross_entropy,
    inputs=_beliefs,
    mistakes=(
        (
            lambda p, q: -np.sum(p * np.log(q)),
            "Right, until p and q are both 0: there 0 times −∞ is nan. What never happens costs "
            "nothing: leave it out of the sum.",
        ),
        *((variant, text) for wrong, text in _WRONG for variant in (wrong, _where_p(wrong))),
        (lambda p, q: my_cross_entropy(q, p), _SWAPPED),
        (
            lambda p, q: -np.sum(p[q > 0] * np.log(q[q > 0])),
            "You leave out what q calls impossible. If p says that it happens, it costs infinitely "
            "much: leave out where p is 0, not where q is.",
        ),
        (
            lambda p, q: np.inf if (q == 0).any() else my_cross_entropy(p, q),
            "You answer ∞ as soon as one q is 0. That is the price only where p is above 0: what "
            "never happens costs nothing, whatever q says.",
        ),
        *(
            (lambda p, q, eps=eps: -np.sum(p * np.log(np.maximum(q, eps))), _CLIPPED)
            for eps in (1e-16, np.finfo(float).eps, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8)
        ),
        (
            lambda p, q: -np.log(q[np.argmax(p)]),
            "That is the surprise at the likeliest class alone. All classes count, with weight p.",
        ),
    ),
    hints=(
        "A class with belief q surprises by −ln q. How often does it come?",
        "The mean surprise is −Σ p ln q. Where p is 0 nothing happens: such classes are left out.",
        "`happens = p > 0` marks what can come, and `p[happens]` are its probabilities. Take the "
        "beliefs in the same classes, and go on with the formula.",
    ),
    praise="The usual loss of a classifier: the mean surprise of one who believes q.",
    errors=domain_errors(
        "`math.log` refuses 0. `np.log` gives −∞ there, and that is what a belief of 0 in "
        "something that happens must cost."
    ),
)
