"""Exercise 05.8: why does the run stop far from the minimum?"""

from mathlib.exercises.core import choice


def explain() -> str:
    """Return the letter of the right answer to the question below.

    On the plateau (1 − exp(−r²/2)) the rule ‖∇f‖ ≤ 0.01 stops the run at its start (4, 1),
    4.12 away from the minimum. Why?

    A: the gradient there is exactly zero. B: η is too large, so the walk overshoots. C: the ground
    far out is so flat that a small slope does not mean that the minimum is near. D: the rule
    measures the length of the step, and the step was short.

    >>> explain()
    'C'
    """
    return "C"


EXPLAIN = choice(
    name="05.8",
    title="Why does the run stop far from the minimum?",
    answer=explain,
    replies={
        "A": "exp(−r²/2) is never zero, and so the gradient is zero at the minimum only. "
        "Must it be zero for the rule to stop the run?",
        "B": "The run stops at its start: it has taken no step, so η has not come into play yet.",
        "D": "Read the rule again: ‖∇f‖ is a slope, measured before any step. η is not in it.",
    },
    hints=(
        "The run has taken no step yet. What does the rule look at, at the start?",
        "The slope is ‖∇f‖ = r exp(−r²/2). Work it out at r = 4.12 and compare it with 0 and 0.01.",
        "It is 0.0008: not zero, yet below 0.01, and far from the minimum. Which answer says how "
        'the two go together? Return its letter in quotes: `return "…"`.',
    ),
    praise="A small slope is all that the rule sees: on flat ground the minimum may be far away.",
)
