"""What learners are asked before they touch a figure of chapter 01, and what each answer is told."""

from mathlib.exercises.core import Question

QUESTIONS = (
    Question(
        "01.dot",
        "x turns from the direction of a to the opposite one and keeps its length. What does ⟨x, a⟩ do?",
        {
            "it does not change, since the lengths do not": "The lengths are two of three factors. The third, cos φ, changes with the angle.",
            "it falls to 0 at the opposite direction": "It is 0 at the right angle already: cos 90° = 0. Turn x further in the figure.",
            "it falls, is 0 at the right angle, then negative": "It follows the cosine, which goes from 1 through 0 to −1.",
        },
        correct="it falls, is 0 at the right angle, then negative",
    ),
    Question(
        "01.area",
        "A sends e₁ to (2, 2) and e₂ to (1, 3). How large is the image of the unit square?",
        {
            "1, since a matrix only moves it": "A rotation does that. This matrix stretches as well: look at the figure.",
            "4": "The sides are long but lean towards each other. The determinant gives it: 2·3 − 1·2.",
            "6, that is 2·3": "The numbers on the diagonal are enough only if one of the other two is 0. Read det A under the figure.",
            "about 9, one side times the other": "That would be a rectangle with these sides. They are not perpendicular, and a leaning one is smaller.",
        },
        correct="4",
    ),
    Question(
        "01.power",
        "The eigenvalues are 4 and 1. Suppose they were 4 and 3.7: how many steps would be needed for the same accuracy?",
        {
            "fewer, since both directions are stretched more": "What counts is how far the winner gets ahead, and 3.7 follows 4 more closely than 1 does.",
            "as many, since the winner is still 4": "The winner is the same, but its lead is smaller: look at λ₂/λ₁. Compare the slow matrix in the figure.",
            "many more, about 18 times as many": "In the end each step leaves 3.7/4 = 0.925 of the angle, in place of 0.25, and 18 factors 0.925 are about one factor 0.25.",
        },
        correct="many more, about 18 times as many",
    ),
    Question(
        "01.rank",
        "The photograph has 240 rows and 240 singular values. How many of them do you need to see what it shows?",
        {
            "nearly all 240": "They differ very much in size, and the last ones hold next to nothing. Try k = 20.",
            "about half of them": "Fewer: they fall quickly, and the first ones hold the large shapes. Try k = 20.",
            "about 20": "With 20 of them you can tell what it is; those that follow add fine detail.",
        },
        correct="about 20",
    ),
)
