"""The question before the figure: every answer has its own reply, no run is needed."""

import pytest

from mathlib.exercises import QUESTIONS, predict
from mathlib.exercises.core import Question
from mathlib.exercises.predictions import Prediction

ANSWERS = {
    "it settles": "Not at η·λ = 2: look at the steps.",
    "it swings for ever": "The factor is 1 − ηλ = −1.",
    "it <b>diverges</b>": "That needs η·λ > 2 & more.",
}
QUESTION = Question("x", "What happens at η = 1 & x₀ < 0?", ANSWERS, correct="it swings for ever")


@pytest.fixture
def ask():
    return Prediction(QUESTION)


def shown(ask: Prediction) -> str:
    """Return all that the HTML parts of the question show."""
    return " ".join(child.value for child in ask.children if "HTML" in type(child).__name__)


def radio(ask: Prediction):
    return next(child for child in ask.children if hasattr(child, "options"))


def test_nothing_is_chosen_or_given_away_at_first(ask):
    assert ask.reply == ""
    assert radio(ask).value is None
    assert "Choose first" in shown(ask)
    assert not any(reply in shown(ask) for reply in ANSWERS.values())


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_gets_its_own_reply(ask, answer):
    reply = ask.choose(answer)
    assert reply == ask.reply
    assert reply.endswith(ANSWERS[answer])
    assert reply.startswith("✓" if answer == QUESTION.correct else "✗")
    assert sum(other in reply for other in ANSWERS.values()) == 1


def test_a_click_shows_the_reply_and_a_second_one_replaces_it(ask):
    radio(ask).value = "it settles"
    assert "Not at η·λ = 2" in shown(ask)
    radio(ask).value = "it swings for ever"
    assert "✓" in shown(ask) and "Not at η·λ = 2" not in shown(ask)
    radio(ask).value = None
    assert "Choose first" in shown(ask) and ask.reply == ""


def test_what_authors_write_is_text_and_not_html(ask):
    ask.choose("it <b>diverges</b>")
    assert "η = 1 &amp; x₀ &lt; 0" in shown(ask)
    assert "η·λ &gt; 2 &amp; more" in shown(ask)


def test_a_page_that_is_only_read_offers_the_answers_and_keeps_the_secret(ask):
    data = ask._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    for answer in ANSWERS:
        assert f"( ) {answer}" in data["text/plain"]
    assert QUESTION.prompt in data["text/plain"]
    assert "it &lt;b&gt;diverges&lt;/b&gt;" in data["text/html"]
    for reply in ANSWERS.values():
        assert reply not in data["text/plain"] and reply not in data["text/html"]
    untouched = data["text/plain"], data["text/html"]
    ask.choose(QUESTION.correct)
    data = ask._repr_mimebundle_()
    assert (data["text/plain"], data["text/html"]) == untouched


@pytest.mark.parametrize("answer", ["it explodes", None, ""])
def test_an_answer_not_on_offer_is_refused_with_the_list(ask, answer):
    with pytest.raises(ValueError, match="is not on offer; choose one of it settles, it swings"):
        ask.choose(answer)
    assert ask.reply == ""


def test_two_questions_do_not_disturb_each_other(ask):
    other = Prediction(QUESTION)
    ask.choose("it settles")
    assert other.reply == ""


def test_a_question_without_its_right_answer_is_refused():
    with pytest.raises(ValueError, match="correct must be one of yes, no; got 'maybe'"):
        Question("x", "Is it?", {"yes": "It is.", "no": "Look again."}, correct="maybe")


@pytest.mark.parametrize("answers", [{}, {"yes": "It is."}])
def test_a_question_with_no_choice_is_refused(answers):
    with pytest.raises(ValueError, match=f"at least two answers; got {len(answers)}"):
        Question("x", "Is it?", answers, correct="yes")


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_of_the_course_replies_to_every_answer(name):
    ask = predict(name)
    replies = {answer: ask.choose(answer) for answer in QUESTIONS[name].answers}
    assert [a for a, reply in replies.items() if reply.startswith("✓")] == [QUESTIONS[name].correct]
    assert len(set(replies.values())) == len(replies)
    assert all(reply.endswith((".", "?", "!")) for reply in replies.values())


@pytest.mark.parametrize("name", ["99.nothing", None, 5])
def test_a_question_that_does_not_exist_is_answered_with_the_list(name):
    with pytest.raises(ValueError, match=r"there is no question .* choose one of"):
        predict(name)
