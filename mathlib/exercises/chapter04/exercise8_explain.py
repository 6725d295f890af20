"""Exercise 04.8: why do likelihood and cross-entropy give the same fit?"""

from mathlib.exercises.core import choice


def explain() -> str:
    """Return the letter of the right answer to the question below.

    A model gives the classes the probabilities q. You fit it to a sample of labels in which the
    classes have the shares p: once by maximum likelihood, once by minimising the cross-entropy of
    p and q. Both give the same q. Why?

    A: for large samples both come close to the true probabilities; for small ones they differ. B:
    the likelihood is the probability of q, and cross-entropy is its logarithm. C: both are convex
    in the logits, and a convex function has one minimum only. D: the mean of −ln q over the labels
    holds −ln q of each class as often as it came, which is its share p.

    >>> explain()
    'D'
    """
    return "D"


EXPLAIN = choice(
    name="04.8",
    title="Why do likelihood and cross-entropy give the same fit?",
    answer=explain,
    replies={
        "A": "Try it with the labels 0, 0, 1: three are enough. −ln q₀ − ln q₀ − ln q₁, divided by "
        "3: what are the weights of the two logarithms?",
        "B": "The likelihood is the probability of the labels, not that of q: it does not sum to "
        "1 over q. What does its logarithm look like, label by label?",
        "C": "x² and (x − 1)² are both convex, each with one minimum, and not the same one. Two "
        "losses agree everywhere only if they are the same sum.",
    },
    hints=(
        "Write the log-likelihood of the labels 0, 0, 1 down. How often does ln q₀ occur?",
        "Divide by the number of labels, and gather equal terms. What stands before ln q₀?",
        "Two of three labels are 0, so before ln q₀ stands ⅔, up to the sign. What is ⅔ to the "
        'class 0, and which answer says so? Return its letter in quotes: `return "…"`.',
    ),
    praise="One sum, counted label by label or class by class: this loss of a classifier is its "
    "negative log-likelihood.",
)
