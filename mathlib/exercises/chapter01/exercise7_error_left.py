"""Exercise 01.7: the relative error of rank k."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def error_left(sigma: np.ndarray, k: int) -> np.floating:
    r"""Return the relative error of the best approximation of rank k.

    .. math:: \frac{\sqrt{\sigma_{k+1}^2 + \dots + \sigma_r^2}}{\sqrt{\sigma_1^2 + \dots +
        \sigma_r^2}}

    Arguments:
        sigma: all singular values, the largest first, shape (r,).
        k: how many are kept, from 0 to r.

    Source: Eckart & Young (1936), Psychometrika 1(3), 211-218.

    >>> float(error_left(np.array([4.0, 3.0]), 1))
    0.6
    """
    return np.linalg.norm(sigma[k:]) / np.linalg.norm(sigma)


def _spectra(rng: np.random.Generator) -> list[Arguments]:
    return [
        (np.sort(rng.uniform(0.5, 9.0, size=n).round(1))[::-1].copy(), k)
        for n, k in ((3, 1), (4, 2), (5, 2), (5, 4), (6, 3))
    ]


ERROR_LEFT = Exercise(
    name="01.7",
    title="The relative error of rank k",
    reference=error_left,
    inputs=_spectra,
    mistakes=(
        (
            lambda sigma, k: np.linalg.norm(sigma[:k]) / np.linalg.norm(sigma),
            "That is what you keep. The error is made of the singular values that are left out.",
        ),
        (
            lambda sigma, k: np.linalg.norm(sigma[k:]),
            "That is the error, but not the relative one: divide by the same root over all.",
        ),
        (
            lambda sigma, k: np.sum(sigma[k:]) / np.sum(sigma),
            "You add the singular values. The pieces are perpendicular, so their squares add up.",
        ),
        (
            lambda sigma, k: np.sum(sigma[k:] ** 2) / np.sum(sigma**2),
            "You forgot the root: that is the square of the relative error.",
        ),
        (
            lambda sigma, k: 1 - np.linalg.norm(sigma[:k]) / np.linalg.norm(sigma),
            "You take what is kept away from 1. Squares add up, lengths do not: what is left out "
            "is the other leg of a right triangle.",
        ),
        (
            lambda sigma, k: np.linalg.norm(sigma[k + 1 :]) / np.linalg.norm(sigma),
            "You leave out one singular value too few. numpy counts from 0, so `sigma[k]` is the "
            "first one that is dropped.",
        ),
        (
            lambda sigma, k: np.linalg.norm(sigma[k - 1 :]) / np.linalg.norm(sigma),
            "You leave out one singular value too many: k of them are kept.",
        ),
        (
            lambda sigma, k: np.linalg.norm(sigma[k:]) / np.linalg.norm(sigma[:k]),
            "You divide by what is kept. The relative error compares with the whole.",
        ),
        (
            lambda sigma, k: sigma[k] / sigma[0],
            "That compares only the largest that is left out with the largest of all. Here all "
            "that are left out count.",
        ),
        (
            lambda sigma, k: np.sqrt(np.sum(sigma[k:]) / np.sum(sigma)),
            "You take the root, but the singular values are not squared before they are added.",
        ),
    ),
    hints=(
        "Which singular values are left out when the k largest are kept?",
        "The error is the root of the sum of their squares; divide by the same root over all.",
        "`sigma[k:]` are those left out; return `np.linalg.norm(…) / np.linalg.norm(sigma)`.",
    ),
    praise="You know how good the approximation of rank k is before you have made it.",
)
