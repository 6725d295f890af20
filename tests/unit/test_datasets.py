"""The data files: what is in them, what the README says, and what happens when one is damaged."""

import hashlib
import re

import numpy as np
import pytest

from mathlib import datasets
from mathlib.datasets import load_penguins

README = (datasets.DATA / "README.md").read_text(encoding="utf-8")


def test_penguins_have_the_columns_and_types_of_the_documentation():
    penguins = load_penguins()
    assert penguins.shape == (344,)
    assert penguins.dtype.names == (
        "species",
        "island",
        "bill_length_mm",
        "bill_depth_mm",
        "flipper_length_mm",
        "body_mass_g",
        "sex",
        "year",
    )
    assert penguins[0].tolist() == ("Adelie", "Torgersen", 39.1, 18.7, 181, 3750, "male", 2007)
    assert penguins[-1].tolist() == ("Chinstrap", "Dream", 50.2, 18.7, 198, 3775, "female", 2009)


def test_readme_counts_rows_and_missing_values():
    penguins = load_penguins()
    assert f"- **Size:** {len(penguins)} rows" in README
    for name in penguins.dtype.names:
        column = penguins[name]
        missing = np.isnan(column) if column.dtype == float else column == "NA"
        row = re.search(rf"^\| {name} \|.*\| (\d+) \|$", README, re.MULTILINE)
        assert row and int(row[1]) == np.count_nonzero(missing)
    for species, count in zip(*np.unique(penguins["species"], return_counts=True), strict=True):
        assert f"{species} ({count})" in README


def test_readme_and_registry_are_in_step_and_know_every_file():
    files = {path.name for path in datasets.DATA.glob("*.csv")}
    assert files == set(datasets.SHA256)
    assert set(re.findall(r"^## (\S+\.csv)$", README, re.MULTILINE)) == files
    assert re.findall(r"\*\*SHA-256:\*\* `(\w+)`", README) == list(datasets.SHA256.values())
    for name, digest in datasets.SHA256.items():
        content = (datasets.DATA / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
        assert f"{len(content)} bytes" in README


def test_git_leaves_the_line_endings_alone():
    assert "*.csv -text" in (datasets.DATA / ".gitattributes").read_text().splitlines()


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the data directory that a test may damage."""
    path = tmp_path / "penguins.csv"
    path.write_bytes((datasets.DATA / "penguins.csv").read_bytes())
    monkeypatch.setattr(datasets, "DATA", tmp_path)
    return path


def test_an_untouched_copy_loads(copy):
    assert load_penguins().shape == (344,)


def test_a_missing_file(copy):
    copy.unlink()
    with pytest.raises(
        FileNotFoundError,
        match=r"data/penguins\.csv is missing.*git checkout -- data/penguins\.csv.*README",
    ):
        load_penguins()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-100],
        lambda content: content.replace(b"39.1", b"93.1", 1),
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content + b"\n",
        lambda content: b"",
    ],
    ids=["truncated", "edited", "line endings", "longer", "empty"],
)
def test_a_damaged_file(copy, damage):
    copy.write_bytes(damage(copy.read_bytes()))
    with pytest.raises(
        ValueError,
        match=r"data/penguins\.csv was changed.*expected SHA-256 f204db2c753b…\. "
        r"To restore it, run: git checkout -- data/penguins\.csv",
    ):
        load_penguins()


def test_every_load_is_a_fresh_array():
    load_penguins()["year"] = 0
    assert load_penguins()["year"].min() == 2007
