"""Complex numbers for the complex step, which wants functions that are analytic."""

from __future__ import annotations

from typing import Any

import numpy as np

NOT_ANALYTIC = {
    *(np.absolute, np.fabs, np.conjugate, np.sign, np.maximum, np.minimum),
    *(np.greater, np.greater_equal, np.less, np.less_equal),
}
"""Functions of numpy that have no derivative over the complex numbers."""


class Analytic(np.ndarray):
    """Complex numbers that refuse what has no derivative over the complex numbers.

    >>> np.exp(np.array([0j]).view(Analytic)).real
    Analytic([1.])
    """

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if ufunc in NOT_ANALYTIC:
            raise ValueError(
                f"the complex step needs functions that have a derivative over the complex "
                f'numbers; {ufunc.__name__} has none. Try method="central".'
            )
        plain = [np.asarray(v) if isinstance(v, Analytic) else v for v in inputs]
        result = getattr(ufunc, method)(*plain, **options)
        return np.asarray(result).view(Analytic) if np.iscomplexobj(result) else result
