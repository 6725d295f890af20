"""Fitting: the parameters of largest likelihood, in closed form or by walking downhill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.formatting import format_number
from mathlib.optimize.minimization import minimize
from mathlib.optimize.optimizers import Optimizer
from mathlib.optimize.results import OptimizeResult
from mathlib.probability.distributions.base import Distribution
from mathlib.probability.likelihood.checks import a_distribution
from mathlib.probability.likelihood.scores import (
    log_likelihood,
    negative_log_likelihood,
    standard_errors,
)
from mathlib.probability.scaling import quiet


@dataclass(frozen=True, eq=False, repr=False)
class Fit:
    r"""The parameters that explain a sample best, and how sure that is.

    Arguments:
        names: what the p entries of θ are called.
        theta: the estimate $\hat\theta$, shape (p,).
        standard_errors: how far each entry strays from sample to sample, shape (p,); NaN where
            curvature cannot tell, or the run did not converge.
        log_likelihood: $\ell(\hat\theta)$, the sum over the sample.
        n: the size of the sample.
        success: whether the closed form was taken, or the run converged. A run may have converged
            where the slope is 0 and there is no maximum.
        message: one sentence that says how it was found, or what went wrong.
        run: the way downhill, with its ``path``; None for a closed form.

    >>> from mathlib.probability import normal
    >>> fit(normal, [1.0, 2.0, 3.0, 6.0])
    Fit: n = 4
      mu              3 ± 0.9354
      sigma           1.871 ± 0.6614
      log-likelihood  -8.181
      message         Closed form: the normal distribution of largest likelihood.
    """

    names: tuple[str, ...]
    theta: np.ndarray
    standard_errors: np.ndarray
    log_likelihood: float
    n: int
    success: bool
    message: str
    run: OptimizeResult | None = None

    def __repr__(self) -> str:
        rows = [
            (name, f"{format_number(value)} ± {format_number(error)}")
            for name, value, error in zip(self.names, self.theta, self.standard_errors, strict=True)
        ]
        rows += [
            ("log-likelihood", format_number(self.log_likelihood)),
            ("message", self.message),
        ]
        return f"Fit: n = {self.n}" + "".join(f"\n  {name:<14}  {text}" for name, text in rows)


@quiet
def fit(
    distribution: Distribution,
    data: Any,
    optimizer: Optimizer | None = None,
    start: Any = None,
    *,
    maxiter: int = 1000,
    gtol: float = 1e-8,
) -> Fit:
    r"""Return the maximum-likelihood estimate $\hat\theta = \arg\max_\theta \ell(\theta)$.

    In closed form; or, with an optimizer, by `minimize` on the mean negative log-likelihood, from
    ``start``. The path is then in ``fit(…).run.path``.

    Arguments:
        distribution: one of mathlib.probability.distributions.
        data: the sample, shape (n,), n ≥ 1.
        optimizer: for example ``gradient_descent(0.5)``; None for the closed form.
        start: θ to walk from, shape (p,).
        maxiter, gtol: as in :func:`mathlib.optimize.minimize`.

    Returns:
        The estimate with its standard errors, its log-likelihood and how it was found, as `Fit`.

    Raises:
        ValueError: data that are missing, infinite, impossible or constant; an optimizer without
            a start, or a start without an optimizer; or a start that is no θ.
        TypeError: data that are not numbers, or no distribution or optimizer where one is meant.

    Source: Fisher (1922); Casella & Berger (2002), Statistical Inference, section 7.2.2.

    See also ``scipy.stats.norm.fit``, which returns θ only, and ``scipy.stats.fit``, which searches
    within bounds.

    >>> from mathlib.probability import poisson
    >>> from mathlib.optimize import gradient_descent
    >>> fit(poisson, [0, 1, 2, 5], gradient_descent(0.5), start=1.0).message
    'Converged: ‖∇f‖ = 7.5e-09 ≤ gtol = 1e-08 after 60 steps.'
    """
    x = a_distribution(distribution).data(data)
    if (optimizer is None) != (start is None):
        raise ValueError(
            "an optimizer needs a start, and a start an optimizer. Try "
            "fit(distribution, data, gradient_descent(0.1), start=[…]), or give neither."
        )
    run = None
    if optimizer is None:
        theta, success = distribution.checked(np.array(distribution.estimate(x), float)), True
        message = f"Closed form: the {distribution.name} distribution of largest likelihood."
    else:
        objective = negative_log_likelihood(distribution, x)
        start = distribution.checked(start, "start")
        bound = max(
            1e8, 10 * float(np.abs(start).max(initial=0.0))
        )  # data in units of 1e9 start far out
        run = minimize(objective, start, optimizer, maxiter=maxiter, gtol=gtol, bound=bound)
        theta, success, message = run.x, bool(run.success), str(run.message)
        if not distribution.inside(theta):
            return _lost(distribution, len(x), run)
    errors, doubt = np.full(theta.shape, np.nan), ""
    if success:
        errors, doubt = _errors(distribution, theta, len(x))
    likelihood = float(log_likelihood(distribution, theta, x))
    return Fit(
        distribution.parameters, theta, errors, likelihood, len(x), success, message + doubt, run
    )


def _lost(distribution: Distribution, n: int, run: OptimizeResult) -> Fit:
    """Return the fit of a run that stepped where there is no distribution."""
    message = (
        f"Diverged: step {run.nit} went to {distribution.named(run.x)}, but a {distribution.name} "
        f"distribution needs {distribution.rule}. Take a smaller learning rate; if the "
        "maximum is on the edge, use the closed form."
    )
    errors = np.full(run.x.shape, np.nan)
    return Fit(distribution.parameters, run.x, errors, -np.inf, n, False, message, run)


def _errors(distribution: Distribution, theta: np.ndarray, n: int) -> tuple[np.ndarray, str]:
    """Return the standard errors; or NaN, and a sentence that says why."""
    try:
        return standard_errors(distribution, theta, n), ""
    except ValueError as error:
        return np.full(theta.shape, np.nan), f" No standard errors: {error}"
