"""Presets and Reset: what each sets, shows and says, as a learner who presses the buttons finds it.

What they set and what the figure then says is on record in ``presets.json``.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from mathlib.widgets.calculus import (
    PolygonsAroundCircle,
    SecantToTangent,
    SlopeAndCurvature,
    StepError,
)
from nbtools.explorers import explorers
from nbtools.rounding import forgive

EXPLORERS = explorers()

ON_RECORD = Path(__file__).with_name("presets.json")
NEW = Path("build") / "presets.json"
NAMED_VALUE = re.compile(r"(\S+) = ([-−]?\d+(?:\.\d+)?(?:e-?\d+)?)(?![\w./⁻⁰¹²³⁴⁵⁶⁷⁸⁹])")

every_explorer = pytest.mark.parametrize("make", EXPLORERS, ids=lambda c: c.__name__)


@dataclass(frozen=True)
class Shown:
    """A figure after a preset: its state, what it says, and what is on the screen at rest."""

    state: dict
    wished: dict
    words: dict
    verdict: str
    summary: str
    picture: bytes


def shown(figure, wished):
    """What a figure shows now."""
    for _ in figure._refining or ():
        pass
    return Shown(
        state=figure.state,
        wished=wished,
        words={n: c.description.split() for n, c in figure.controls.items() if hasattr(c, "min")},
        verdict=figure.verdict,
        summary=figure.summary(),
        picture=figure._stage._blit().tobytes(),
    )


@pytest.fixture(scope="module")
def tour():
    """A function that returns what an explorer shows at the start and after each preset, by label.

    Each explorer is made and each preset is drawn once, for all tests here.
    """
    seen = {}

    def presses(make):
        if make not in seen:
            figure = make()
            figure._stage_as("light", 0.5)
            seen[make] = {"start": shown(figure, {})}
            for button in figure.children[1].children[:-1]:
                figure.reset()
                button.click()
                label = button.description
                seen[make][label] = shown(figure, figure.presets[label])
            figure.close()
        return seen[make]

    return presses


def recorded(seen):
    """Settings and verdict, for the start and each preset of an explorer."""
    return {
        label: {
            "settings": {name: _rounded(value) for name, value in after.state.items()},
            "verdict": after.verdict,
        }
        for label, after in seen.items()
    }


def _rounded(value):
    return float(f"{value:.6g}") if isinstance(value, float) else value


def as_lines(record):
    return json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


@pytest.fixture(scope="module")
def now(tour):
    return {make.__name__: recorded(tour(make)) for make in EXPLORERS}


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


def test_a_number_in_the_label_of_a_preset_is_what_it_sets(tour):
    checked = []
    for make in EXPLORERS:
        for label, after in tour(make).items():
            for symbol, value in NAMED_VALUE.findall(label):
                for name in [n for n, words in after.words.items() if symbol in words]:
                    checked.append(label)
                    expected = float(value.replace("−", "-"))
                    assert after.state[name] == pytest.approx(expected, rel=1e-2), (
                        f"{make.__name__}: {label!r} sets {name} to {after.state[name]}"
                    )
    assert len(checked) >= 8


@every_explorer
def test_the_number_beside_a_slider_is_the_one_that_is_set(make, one_of):
    """0.125 was shown as 0.13. What no eight digits can write is rounded, as on a slider's way."""
    figure = one_of(make)
    for values in ({}, *figure.presets.values()):
        for name, value in (figure._start | values).items():
            spec = getattr(figure.controls[name], "readout_format", "d")
            if spec[-1] in "fg" and "," not in spec and len(f"{value:.12g}") < 9:
                assert float(format(value, spec)) == pytest.approx(value, rel=1e-12), (name, spec)


@every_explorer
def test_every_preset_shows_something_of_its_own(make, tour, is_one_sentence):
    _, *presets = tour(make).values()
    for after in presets:
        assert is_one_sentence(after.verdict)
        assert {name: after.state[name] for name in after.wished} == after.wished
    assert len({after.picture for after in presets}) == len(presets) > 0


@every_explorer
def test_the_summary_follows_the_data(make, tour):
    first, *presets = tour(make).values()
    for after in presets:
        if after.state != first.state:
            assert after.summary != first.summary


@pytest.mark.parametrize(
    "make", [PolygonsAroundCircle, SecantToTangent, StepError, SlopeAndCurvature]
)
def test_a_reset_brings_the_start_back(make, one_of, press):
    figure = one_of(make)
    first = figure.png()
    for label in figure.presets:
        press(figure, label)
        assert (figure.png() == first) == (figure.state == figure._start)
        figure.reset()
        assert figure.png() == first
