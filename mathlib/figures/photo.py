"""A photograph on axes, drawn fast enough to change in every frame."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.transforms import IdentityTransform, Transform

GREYS = np.stack([*3 * [np.arange(256, dtype=np.uint8)], np.full(256, 255, np.uint8)], axis=-1)
"""The colour of each brightness: red, green, blue, opacity. (Numbers would take longer.)

Look up many by `numpy.take`, a tenth of the time of ``GREYS[…]``.
"""


class Photo(AxesImage):
    """An image that fills its axes, pixel by pixel: thirty times as fast as matplotlib's own.

    It takes what `numpy.uint8` arrays (rows, columns, 4) say, red, green, blue and opacity, and
    repeats or leaves out pixels to fit the screen; it neither blends nor zooms.
    """

    def make_image(
        self, renderer: object, magnification: float = 1.0, unsampled: bool = False
    ) -> tuple[np.ndarray, float, float, Transform]:
        """Return the pixels for the screen and where they go, as matplotlib asks for them."""
        left, bottom, right, top = np.rint(self.axes.bbox.extents).astype(int)
        packed = np.ascontiguousarray(self.get_array()).view(np.uint32)[..., 0]
        rows, columns = (
            np.arange(size) * pixels // size
            for size, pixels in zip((top - bottom, right - left), packed.shape, strict=True)
        )
        rows = rows[::-1]  # the renderer begins at the bottom
        pixels = packed[rows[:, None], columns][..., None].view(np.uint8)
        return pixels, left, bottom, IdentityTransform()


def draw_photo(ax: Axes, shape: tuple[int, int]) -> Photo:
    """Prepare axes for a picture of ``shape`` (rows, columns), rows from the top; return it.

    Give it ``set_data`` with an array (rows, columns, 4) of `numpy.uint8`.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> picture = draw_photo(ax, (2, 3))
    >>> picture.get_extent(), picture.get_array().shape
    ((-0.5, 2.5, 1.5, -0.5), (2, 3, 4))
    """
    rows, columns = shape
    picture = Photo(ax, extent=(-0.5, columns - 0.5, rows - 0.5, -0.5))
    picture.set_data(np.full((rows, columns, 4), 255, np.uint8))
    picture.set_label("_photo")
    picture.set_clip_path(ax.patch)
    ax.add_image(picture)
    ax.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5), aspect="equal")
    return picture
