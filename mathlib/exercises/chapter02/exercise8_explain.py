"""Exercise 02.8: why does the gradient of a loss come by reverse mode?"""

from mathlib.exercises.core import choice


def explain() -> str:
    """Return the letter of the right answer to the question below.

    A network has a million weights and one loss. Its gradient is computed by reverse mode and not
    by forward mode. Why?

    A: forward mode rounds in every step, reverse mode is exact. B: forward mode needs a step h, and
    no h is good for all weights. C: reverse mode need not know what was computed on the way from
    the weights to the loss. D: one run of forward mode follows one nudge, so it takes a run for
    each weight; one walk back serves all weights.

    >>> explain()
    'D'
    """
    return "D"


EXPLAIN = choice(
    name="02.8",
    title="Why does the gradient of a loss come by reverse mode?",
    answer=explain,
    replies={
        "A": "Both apply the same rules to the same numbers, and both round in the last digit. "
        "What differs is the order, and with it how often one has to start anew.",
        "B": "That is true of difference quotients. Look at the pairs of section 8: where is an h?",
        "C": "It must: each local derivative is taken at the value that was there. That is why the "
        "graph is recorded, and why training takes more memory than using a network.",
    },
    hints=(
        "How many numbers go in, and how many come out? Which of the two does each mode follow?",
        "With pairs, you set the derivative of one weight to 1 and those of the others to 0. What "
        "does the loss tell you then, and what is left to do?",
        "Forward: one run tells one entry of the gradient. Reverse: the loss tells all inputs at "
        'once. Which answer says so? Return its letter in quotes: `return "…"`.',
    ),
    praise="One loss, many weights: going back costs a few evaluations, however many weights.",
)
