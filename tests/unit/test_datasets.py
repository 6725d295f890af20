"""The data files: what is in them, what the README says, and what happens when one is damaged."""

import hashlib
import re

import numpy as np
import pytest

from mathlib import datasets
from mathlib.datasets import load_galton, load_horse_kicks, load_penguins, load_photo, two_moons

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


@pytest.mark.parametrize("load", [load_galton, load_horse_kicks, load_penguins])
def test_readme_counts_rows_and_missing_values(load):
    table, text = load(), README.partition(f"## {load.__name__[5:]}.csv")[2].partition("\n## ")[0]
    assert f"- **Size:** {len(table)} rows" in text
    for name in table.dtype.names:
        column = table[name]
        missing = np.isnan(column) if column.dtype.kind in "if" else column == "NA"
        row = re.search(rf"^\| {name} \|.*\| (\d+) \|$", text, re.MULTILINE)
        assert row and int(row[1]) == np.count_nonzero(missing)


def test_readme_counts_the_species():
    penguins = load_penguins()
    for species, count in zip(*np.unique(penguins["species"], return_counts=True), strict=True):
        assert f"{species} ({count})" in README


def test_readme_and_registry_are_in_step_and_know_every_file():
    files = {path.name for kind in ("*.csv", "*.png") for path in datasets.DATA.glob(kind)}
    assert files == set(datasets.SHA256)
    assert set(re.findall(r"^## (\S+)$", README, re.MULTILINE)) == files
    assert re.findall(r"\*\*SHA-256:\*\* `(\w+)`", README) == list(datasets.SHA256.values())
    for name, digest in datasets.SHA256.items():
        content = (datasets.DATA / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
        assert f"{len(content)} bytes" in README


def test_git_leaves_the_line_endings_alone():
    rules = (datasets.DATA / ".gitattributes").read_text().splitlines()
    assert {"*.csv -text", "*.png -text"} <= set(rules)


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


@pytest.mark.parametrize("load", [load_penguins, load_horse_kicks])
def test_every_load_is_a_fresh_array(load):
    load()["year"] = 0
    assert load()["year"].min() in (1875, 2007)


# ---- horse kicks and heights -----------------------------------------------------------------


def test_horse_kicks_have_the_totals_of_the_textbooks():
    kicks = load_horse_kicks()
    assert kicks.dtype.names == ("corps", "year", "deaths")
    assert kicks["deaths"].sum() == 196 and len(kicks) == 14 * 20 == 280
    assert np.bincount(kicks["deaths"]).tolist() == [144, 91, 32, 11, 2]
    assert len({(corps, year) for corps, year, _ in kicks.tolist()}) == 280
    assert set(kicks["year"]) == set(range(1875, 1895))
    of_fisher = kicks[~np.isin(kicks["corps"], ["G", "I", "VI", "XI"])]
    assert np.bincount(of_fisher["deaths"]).tolist() == [109, 65, 22, 3, 1]


def test_galton_measured_934_children_of_205_families():
    heights = load_galton()
    assert heights.dtype.names == ("family", "father_in", "mother_in", "sex", "height_in")
    assert len(heights) == 934 and len(set(heights["family"])) == 205
    assert {sex: int((heights["sex"] == sex).sum()) for sex in set(heights["sex"])} == {
        "female": 453,
        "male": 481,
    }
    assert heights[0].tolist() == ("001", 78.5, 67.0, "male", 73.2)
    assert heights[-1].tolist() == ("204", 62.5, 63.0, "female", 57.0)
    for name in ("father_in", "mother_in", "height_in"):
        assert 55 < heights[name].min() and heights[name].max() < 80
    families = {}
    for family, father, mother, _, _ in heights.tolist():
        assert families.setdefault(family, (father, mother)) == (father, mother)


@pytest.mark.parametrize("load", [load_galton, load_horse_kicks])
def test_a_damaged_or_missing_table(tmp_path, monkeypatch, load):
    name = f"{load.__name__[5:]}.csv"
    content = (datasets.DATA / name).read_bytes()
    monkeypatch.setattr(datasets, "DATA", tmp_path)
    with pytest.raises(FileNotFoundError, match=rf"data/{name} is missing.*git checkout"):
        load()
    (tmp_path / name).write_bytes(content[:-10])
    with pytest.raises(ValueError, match=rf"data/{name} was changed.*git checkout"):
        load()


# ---- the photograph --------------------------------------------------------------------------


def test_the_photo_is_a_matrix_of_grey_values():
    photo = load_photo()
    assert photo.shape == (240, 320) and photo.dtype == np.float64
    assert f"{photo.shape[0]} rows and {photo.shape[1]} columns" in README
    steps = photo * 255
    assert np.allclose(steps, np.round(steps), atol=1e-9)
    assert 0 <= photo.min() < 0.1 and 0.9 < photo.max() <= 1
    assert np.linalg.matrix_rank(photo) == 240
    assert (datasets.DATA / "coffee.png").stat().st_size <= 150_000


def test_the_photo_is_the_right_way_up():
    photo = load_photo()
    cup, dark_saucer = photo[20:50, 85:95], photo[160:170, 60:80]
    assert cup.mean() > 0.5 > dark_saucer.mean()


def test_every_photo_is_a_fresh_array():
    load_photo()[:] = 0
    assert load_photo().max() > 0.9


@pytest.mark.parametrize("damage", [lambda c: c[:-10], lambda c: c + b"\n", lambda c: b""])
def test_a_damaged_photo(tmp_path, monkeypatch, damage):
    content = (datasets.DATA / "coffee.png").read_bytes()
    (tmp_path / "coffee.png").write_bytes(damage(content))
    monkeypatch.setattr(datasets, "DATA", tmp_path)
    with pytest.raises(ValueError, match=r"data/coffee\.png was changed.*git checkout"):
        load_photo()


def test_a_missing_photo(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets, "DATA", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"data/coffee\.png is missing.*git checkout"):
        load_photo()


# ---- two moons -------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 7, 200])
def test_the_moons_without_noise_are_half_circles(n):
    points, classes = two_moons(n, 0.0, np.random.default_rng(0))
    assert points.shape == (n, 2) and np.bincount(classes).tolist() == [n // 2, n - n // 2]
    upper, lower = points[classes == 0], points[classes == 1]
    assert np.allclose(np.linalg.norm(upper, axis=-1), 1) and (upper[:, 1] >= -1e-12).all()
    assert np.allclose(np.linalg.norm(lower - [1, 0.5], axis=-1), 1)
    assert (lower[:, 1] <= 0.5 + 1e-12).all()


def test_the_noise_of_the_moons_is_normal_and_only_from_the_generator():
    exact, _ = two_moons(20_000, 0.0, np.random.default_rng(0))
    noisy, _ = two_moons(20_000, 0.2, np.random.default_rng(1))
    again, _ = two_moons(20_000, 0.2, np.random.default_rng(1))
    assert np.array_equal(noisy, again)
    assert (noisy - exact).mean() == pytest.approx(0, abs=0.005)
    assert (noisy - exact).std() == pytest.approx(0.2, rel=0.02)


@pytest.mark.parametrize(
    "n, noise, message",
    [
        (2.5, 0.1, "n must be an integer"),
        (-1, 0.1, "n must be an integer"),
        (10, -0.1, "noise must be a finite number, 0 or more; got -0.1"),
        (10, np.nan, "noise must be"),
        (10, np.inf, "noise must be"),
    ],
)
def test_moons_that_cannot_be_drawn(n, noise, message):
    with pytest.raises(ValueError, match=message):
        two_moons(n, noise, np.random.default_rng(0))
