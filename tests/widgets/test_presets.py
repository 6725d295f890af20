"""What every preset sets, and what the figure then says, is on record in ``presets.json``."""

import json
import re
from pathlib import Path

import pytest

from nbtools.explorers import explorers
from nbtools.rounding import forgive

EXPLORERS = explorers()

ON_RECORD = Path(__file__).with_name("presets.json")
NEW = Path("build") / "presets.json"
NAMED_VALUE = re.compile(r"(\S+) = ([-−]?\d+(?:\.\d+)?(?:e-?\d+)?)(?![\w./⁻⁰¹²³⁴⁵⁶⁷⁸⁹])")


def recorded(make):
    """Return for the start and each preset of an explorer its settings and its verdict."""
    figure = make()
    said = {}
    for label, values in {"start": {}, **figure.presets}.items():
        figure.reset()
        figure.set(**values)
        settings = {name: _rounded(value) for name, value in figure.state.items()}
        said[label] = {"settings": settings, "verdict": figure.verdict}
    figure.close()
    return said


def _rounded(value):
    return float(f"{value:.6g}") if isinstance(value, float) else value


def as_lines(record):
    return json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


@pytest.fixture(scope="module")
def now():
    return {make.__name__: recorded(make) for make in EXPLORERS}


def test_presets_do_and_say_what_is_on_record(now):
    stored, fresh = ON_RECORD.read_text(encoding="utf-8"), as_lines(now)
    if forgive(fresh, stored) != stored:
        NEW.parent.mkdir(exist_ok=True)
        NEW.write_text(fresh, encoding="utf-8")
    changed = [
        f"{name}, {label}: {json.dumps(was.get(label), ensure_ascii=False)}\n  is now "
        f"{json.dumps(said.get(label), ensure_ascii=False)}"
        for name, said in now.items()
        for was in [json.loads(stored).get(name, {})]
        for label in sorted(said.keys() | was.keys())
        if not _same(said.get(label), was.get(label))
    ]
    assert not changed, "\n".join(
        [*changed, f"If this is what you want: cp {NEW} {ON_RECORD.relative_to(Path.cwd())}"]
    )
    assert set(json.loads(stored)) == set(now), "an explorer is missing, or on record in vain"


def _same(said, was):
    said, was = (json.dumps(part, ensure_ascii=False, sort_keys=True) for part in (said, was))
    return forgive(said, was) == was


def test_a_number_in_the_label_of_a_preset_is_what_it_sets():
    checked = []
    for make in EXPLORERS:
        figure = make()
        for label in figure.presets:
            for symbol, value in NAMED_VALUE.findall(label):
                sliders = {n: c for n, c in figure.controls.items() if hasattr(c, "min")}
                names = [n for n, c in sliders.items() if symbol in c.description.split()]
                figure.reset()
                figure.set(**figure.presets[label])
                for name in names:
                    checked.append(label)
                    expected = float(value.replace("−", "-"))
                    assert figure.state[name] == pytest.approx(expected, rel=1e-2), (
                        f"{make.__name__}: {label!r} sets {name} to {figure.state[name]}"
                    )
        figure.close()
    assert len(checked) >= 8
