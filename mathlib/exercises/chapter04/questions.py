"""What learners are asked before they touch a figure of chapter 04, and what each answer is told."""

from mathlib.exercises.core import Question

QUESTIONS = (
    Question(
        "04.density",
        "A density is 3 at some point. Is that possible?",
        {
            "yes": "Spread over a width of ⅓, a height of 3 makes an area of 1. A height is no probability, an area is.",
            "no": "A probability is at most 1, but a density is no probability: it is probability per unit of x. Make the distribution narrow in the figure: the area stays 1, so what does the height do?",
            "only for a discrete variable": "It is the other way round: there each height is a probability, and at most 1. Look at a narrow distribution in the figure.",
        },
        correct="yes",
    ),
    Question(
        "04.spread",
        "You make a sample 4 times as large. What becomes of the standard error of its mean?",
        {
            "half": "σ/√n: the variance of the mean falls to a quarter, its root to a half.",
            "a quarter": "That is the variance of the mean, σ²/n. The standard error is its root.",
            "the same": "The spread of the single values stays the same. In their mean, errors to both sides cancel, the more the larger the sample.",
        },
        correct="half",
    ),
    Question(
        "04.curve",
        "You toss a coin 10 times as often, and the share of heads is the same. What becomes of the curve of the likelihood over p, drawn with its peak at 1?",
        {
            "narrower, about √10 times": "10 times the tosses: the curve is taken to the power of 10. At a small distance d from the peak, 1 − cd² becomes about 1 − 10cd², so the same height comes at a distance √10 times as small.",
            "narrower, about 10 times": "Near its peak the curve does fall 10 times as steeply: at a distance d from it, 1 − cd² becomes about 1 − 10cd². But how does the width of a parabola 1 − cd² at one height depend on c?",
            "the same, for the share is the same": "The peak stays where it is. But a p beside it now fails to explain 10 times as many tosses: try it in the figure.",
            "wider, more tosses mean more chance": "The number of heads does stray more. Its share strays less, and it is the share that tells about p.",
        },
        correct="narrower, about √10 times",
    ),
    Question(
        "04.kl",
        "Drag q towards p. The cross-entropy of p and q goes down. To which value?",
        {
            "to H(p), the entropy of p": "KL(p‖q) goes to 0, and what p leaves uncertain remains: nobody can know better than p.",
            "to 0": "KL(p‖q) goes to 0. Even one who believes q = p is surprised by what comes, unless p is certain.",
            "to 1": "That is what the probabilities sum to. A cross-entropy is a mean surprise: for an even coin it is ln 2 = 0.693 nats at best.",
        },
        correct="to H(p), the entropy of p",
    ),
)
