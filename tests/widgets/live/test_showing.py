"""A cell that is run anew closes the figures it showed before, and no others."""

from types import SimpleNamespace

import pytest

from mathlib.widgets.live import showing
from mathlib.widgets.optimize import DescentOnCurve


class Shell:
    """What IPython tells of the cell that runs, and whom it tells that one has run."""

    def __init__(self):
        self.user_ns, self.after, self.count = {}, [], 0
        self.history_manager = SimpleNamespace(outputs={})
        self.events = SimpleNamespace(register=lambda _name, call: self.after.append(call))

    def run(self, cell, *figures, **names):
        """Run a cell that shows figures and then gives names."""
        self.count += 1
        self.parent = {"metadata": {"cellId": cell}, "header": {"msg_id": str(self.count)}}
        for figure in figures:
            showing.note(figure)
            self.user_ns[f"_{self.count}"] = figure
        self.user_ns |= names
        for call in self.after:
            call(None)

    def get_parent(self):
        return self.parent

    def del_var(self, name):
        """Forget what a name names."""
        gone = self.user_ns[name]
        self.user_ns = {n: value for n, value in self.user_ns.items() if value is not gone}


@pytest.fixture
def shell(monkeypatch):
    monkeypatch.setattr(showing, "_shown", {})
    made = Shell()
    monkeypatch.setattr(showing, "get_ipython", lambda: made)
    return made


@pytest.fixture
def figures():
    made = [DescentOnCurve() for _ in range(3)]
    yield made
    for figure in made:
        figure.close()


def is_open(figure) -> bool:
    return hasattr(figure, "_stage")


def test_the_figure_of_the_run_before_is_closed(shell, figures):
    for number, figure in enumerate(figures):
        shell.run("a", figure)
        assert [is_open(f) for f in figures] == [i >= number for i in range(3)]


def test_nothing_that_was_replaced_is_remembered(shell, figures):
    bundles = [figure._repr_mimebundle_()[0] for figure in figures]
    outputs = [SimpleNamespace(bundle=bundle) for bundle in (*bundles, {"text/plain": "1"})]
    shell.history_manager.outputs[1] = outputs[:]
    shell.run("a", figures[0])
    shell.run("a", figures[1])
    assert shell.history_manager.outputs[1] == outputs[1:]
    assert figures[0] not in shell.user_ns.values() and figures[1] in shell.user_ns.values()


def test_a_cell_that_shows_nothing_any_more_closes_it_too(shell, figures):
    shell.run("a", figures[0])
    shell.run("b")
    assert is_open(figures[0])
    shell.run("a")
    assert not is_open(figures[0])


def test_what_is_shown_again_or_elsewhere_or_has_a_name_stays(shell, figures):
    again, elsewhere, named = figures
    shell.run("a", again, elsewhere, named)
    shell.run("b", elsewhere)
    shell.run("a", again, mine=named)
    assert all(map(is_open, figures))
    shell.run("b")
    assert not is_open(elsewhere) and is_open(again) and is_open(named)


def test_where_no_cell_is_known_nothing_is_closed(monkeypatch, figures):
    for parent in ({}, {"metadata": {}, "header": {"msg_id": "1"}}, None):
        shell = SimpleNamespace(get_parent=lambda parent=parent: parent)
        monkeypatch.setattr(showing, "get_ipython", lambda shell=shell: shell)
        showing.note(figures[0])
    monkeypatch.setattr(showing, "get_ipython", lambda: None)
    showing.note(figures[0])
    assert is_open(figures[0])
