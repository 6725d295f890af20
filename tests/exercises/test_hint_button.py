"""The button that shows the hints one by one."""

import pytest

from mathlib.exercises import EXERCISES, hint


@pytest.mark.parametrize("name", EXERCISES)
def test_each_press_shows_one_more_hint(name):
    box = hint(name)
    seen = [box.text.value]
    for i in range(1, 4):
        assert box.button.description == f"Show a hint ({i} of 3)"
        assert not box.button.disabled
        box.button.click()
        seen.append(box.text.value)
        assert box.text.value.count("<li>") == i
    assert len(set(seen)) == 4
    assert box.button.disabled
    assert box.button.description == "All 3 hints are shown"
    box.button.click()
    assert box.text.value == seen[-1]


def test_hints_can_be_read_without_a_kernel():
    box = hint("05.1")
    before = box._repr_mimebundle_()
    assert before["text/plain"] == "3 hints for 05.1: press the button in a running notebook."
    assert before["text/html"].count("<details>") == 3
    assert "<code>f.gradient(x)</code>" in before["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in before
    box.button.click()
    assert box._repr_mimebundle_()["text/html"] == before["text/html"]
