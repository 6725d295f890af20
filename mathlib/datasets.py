"""Small real data sets. Each file is compared with its checksum whenever it is loaded."""

import hashlib
import io
from pathlib import Path

import numpy as np

DATA = Path(__file__).resolve().parent.parent / "data"

SHA256 = {
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
    return np.genfromtxt(
        io.StringIO(_checked_text("penguins.csv")),
        delimiter=",",
        skip_header=1,
        dtype=_PENGUIN,
    )


def _checked_text(name: str) -> str:
    """Return the text of a data file, or say how to restore the file."""
    path = DATA / name
    restore = (
        f"To restore it, run: git checkout -- data/{name} "
        "(or copy it from the package named in data/README.md)."
    )
    if not path.is_file():
        raise FileNotFoundError(f"The data file data/{name} is missing at {path}. {restore}")
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise ValueError(
            f"The data file data/{name} was changed: {len(content)} bytes with SHA-256 "
            f"{found[:12]}…, expected SHA-256 {SHA256[name][:12]}…. {restore}"
        )
    return content.decode("utf-8")
