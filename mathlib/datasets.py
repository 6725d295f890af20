"""Small data sets: real ones, compared with their checksum whenever loaded, and a made-up one."""

import hashlib
import io
from pathlib import Path

import numpy as np

from mathlib.arguments import generator, not_negative, whole_number

MOST = 10_000_000
"""More points than this fill the memory of most computers."""
PACKAGE = Path(__file__).resolve().parent
CHECKOUT = (PACKAGE.parent / "pyproject.toml").is_file()
"""Whether the course runs from its own folder; an installed wheel brings its data along."""
DATA = (PACKAGE.parent if CHECKOUT else PACKAGE) / "data"

SHA256 = {
    "coffee.png": "74e688361f5a980f8797f82ef64e9b115179a971017e30348e044c3082559695",
    "galton.csv": "41834d1ea9d8685ee9a19153e9c8ceee146cfe90a6c99f49fbbfdeb6f5a71629",
    "horse_kicks.csv": "417714e3fe8209af2005e9806d31ef9d3bbd2ff19229be6eeebe4560c2d9b503",
    "penguins.csv": "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93",
}

_PENGUIN = np.dtype(
    [
        ("species", "U9"),
        ("island", "U9"),
        ("bill_length_mm", float),
        ("bill_depth_mm", float),
        ("flipper_length_mm", float),
        ("body_mass_g", float),
        ("sex", "U6"),
        ("year", int),
    ]
)

_CHILD = np.dtype(
    [
        ("family", "U4"),
        ("father_in", float),
        ("mother_in", float),
        ("sex", "U6"),
        ("height_in", float),
    ]
)
_CORPS_YEAR = np.dtype([("corps", "U4"), ("year", int), ("deaths", int)])


def load_galton() -> np.ndarray:
    """Return Galton's heights: 934 grown-up children of 205 families, and their parents.

    Returns:
        A structured array, shape (934,), with the columns family, father_in, mother_in, sex
        ("female" or "male") and height_in. Heights are in inches of 2.54 cm; none is missing.

    Raises:
        FileNotFoundError: ``data/galton.csv`` is missing.
        ValueError: the file is not the one that the course ships.

    Source: Galton (1886), J. Anthropological Institute 15, 246–263; see ``data/README.md``.

    >>> heights = load_galton()
    >>> float(heights["height_in"][heights["sex"] == "female"].mean().round(2))
    64.1
    """
    return _table("galton.csv", _CHILD)


def load_horse_kicks() -> np.ndarray:
    """Return the deaths by horse kick in 14 corps of the Prussian army, 1875 to 1894.

    Returns:
        A structured array, shape (280,), with the columns corps, year and deaths, one row for each
        corps in each of the 20 years.

    Raises:
        FileNotFoundError: ``data/horse_kicks.csv`` is missing.
        ValueError: the file is not the one that the course ships.

    Source: von Bortkiewicz (1898), Das Gesetz der kleinen Zahlen; see ``data/README.md``.

    >>> np.bincount(load_horse_kicks()["deaths"])
    array([144,  91,  32,  11,   2])
    """
    return _table("horse_kicks.csv", _CORPS_YEAR)


def load_penguins() -> np.ndarray:
    """Return the Palmer penguins: 344 birds of three species, measured 2007 to 2009.

    Returns:
        A structured array, shape (344,), with the columns species, island, bill_length_mm,
        bill_depth_mm, flipper_length_mm, body_mass_g, sex, year. Lengths are in millimetres, the
        mass in grams. A missing number is NaN, a missing sex the text "NA".

    Raises:
        FileNotFoundError: ``data/penguins.csv`` is missing.
        ValueError: the file is not the one that the course ships.

    Source: Gorman, Williams & Fraser (2014), PLoS ONE 9(3): e90081; see ``data/README.md``.

    >>> penguins = load_penguins()
    >>> penguins.shape, int(np.isnan(penguins["body_mass_g"]).sum())
    ((344,), 2)
    """
    return _table("penguins.csv", _PENGUIN)


def load_photo() -> np.ndarray:
    """Return a photograph of a cup of coffee, in shades of grey.

    Returns:
        Brightness, shape (240, 320): rows from the top, columns from the left. 0 is black and
        1 white, in steps of 1/255.

    Raises:
        FileNotFoundError: ``data/coffee.png`` is missing.
        ValueError: the file is not the one that the course ships.

    Source: Rachel Michetti, from scikit-image (CC0); see ``data/README.md``.

    >>> photo = load_photo()
    >>> photo.shape, photo.min() >= 0, photo.max() <= 1
    ((240, 320), np.True_, np.True_)
    """
    from PIL import Image  # here, so that only those who look at the photo need it

    with Image.open(io.BytesIO(_checked_bytes("coffee.png"))) as picture:
        return np.asarray(picture, dtype=np.float64) / 255


def two_moons(n: int, noise: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    r"""Return the points of two half circles that reach into each other, and their classes.

    .. math:: (\cos t,\ \sin t) \quad\text{and}\quad
        (1 - \cos t,\ \tfrac12 - \sin t), \qquad 0 \le t \le \pi,

    t in even steps, plus normal noise in both coordinates.

    Arguments:
        n: how many points; half of them (if odd, one less) are on the first, upper moon.
        noise: the standard deviation of the noise, 0 or more.
        rng: a generator, such as ``np.random.default_rng(0)``.

    Returns:
        The points, shape (n, 2), and their classes 0 (upper) and 1 (lower), shape (n,).

    Raises:
        ValueError: n is not a whole number from 0 to 10 million, or ``noise`` is negative or not
            finite.
        TypeError: ``rng`` is no generator, but a seed, for one.

    Source: ``sklearn.datasets.make_moons`` draws the same two curves.

    >>> points, classes = two_moons(4, 0.0, np.random.default_rng(0))
    >>> points.round(12).tolist(), classes
    ([[1.0, 0.0], [-1.0, 0.0], [0.0, 0.5], [2.0, 0.5]], array([0, 0, 1, 1]))
    """
    n = whole_number("n", n, "200", MOST)
    spread = not_negative("noise", noise, "0.1")
    rng = generator("rng", rng)
    upper, lower = np.linspace(0, np.pi, n // 2), np.linspace(0, np.pi, n - n // 2)
    points = np.concatenate(
        [
            np.stack([np.cos(upper), np.sin(upper)], axis=-1),
            np.stack([1 - np.cos(lower), 0.5 - np.sin(lower)], axis=-1),
        ]
    )
    classes = np.repeat([0, 1], [len(upper), len(lower)])
    return points + rng.normal(0.0, spread, points.shape), classes


def _table(name: str, columns: np.dtype) -> np.ndarray:
    """Return the rows of a data file as a structured array."""
    text = io.StringIO(_checked_bytes(name).decode("utf-8"))
    return np.genfromtxt(text, delimiter=",", skip_header=1, dtype=columns)


def _checked_bytes(name: str) -> bytes:
    """Return the content of a data file, or say how to restore the file."""
    path, restore = DATA / name, _advice(name)
    if not path.is_file():
        raise FileNotFoundError(f"The data file data/{name} is missing at {path}. {restore}")
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise ValueError(
            f"The data file data/{name} was changed: {len(content)} bytes with SHA-256 "
            f"{found[:12]}…, expected SHA-256 {SHA256[name][:12]}…. {restore}"
        )
    return content


def _advice(name: str) -> str:
    """Return how to restore a data file: from git, or by installing the package again."""
    if CHECKOUT:
        return (
            f"To restore it, run: git checkout -- data/{name} "
            "(or copy it from the package named in data/README.md)."
        )
    return (
        "To restore it, install the course again, from where you had it: "
        "pip install --force-reinstall --no-deps …"
    )
