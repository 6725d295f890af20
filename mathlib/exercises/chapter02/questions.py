"""What learners are asked before they touch a figure of chapter 02, and what each answer is told."""

from mathlib.exercises.core import Question

QUESTIONS = (
    Question(
        "02.chain",
        "y = 2x and z = y². At x = 1, how many times as fast as x does z move?",
        {
            "4 times, since the slope of y² is 2y and y is 2": "That is z against y. But y itself moves twice as fast as x: one more factor.",
            "4 times, since y² has slope 2 at 1, and y = 2x doubles it": "What arrives at the second function is y = 2, not x = 1. Its slope there is 2y.",
            "6 times: the rates 2 and 4 add up": "A nudge of x is doubled, and what comes out is made 4 times as large. What is that together?",
            "8 times: the rates 2 and 4 multiply": "2 for y against x, and 2y = 4 for z against y. By hand: z = 4x², with slope 8x.",
        },
        correct="8 times: the rates 2 and 4 multiply",
    ),
    Question(
        "02.step",
        "You make the step h of the forward quotient smaller, from 0.1 to 1e-16. What becomes of its error?",
        {
            "it falls all the way, as in the limit": "So it does in mathematics. A computer keeps about 16 digits: try h = 1e-12 in the figure, then h = 1e-15.",
            "it falls, and from some h on it grows again": "Two errors take turns: the bend of the curve counts for large h, the last digits of f for small h.",
            "it falls, and stays at the 16th digit": "A value of f has 16 digits. But two values that are nearly the same are subtracted, and most of their digits cancel.",
            "it grows from the start": "At h = 0.1 the curve bends a good deal within the step. Make h a hundred times smaller in the figure.",
        },
        correct="it falls, and from some h on it grows again",
    ),
    Question(
        "02.decides",
        "f′(0) = 0, and f″(0) = 0 as well. What is at 0?",
        {
            "an inflection, since f″ is 0": "For x³ that is right. Choose x⁴ in the figure: f″ is 0 there, and the curve is a bowl.",
            "no extremum, since f″ is neither positive nor negative": "Choose x⁴ in the figure: a minimum, and yet f″ is 0 there.",
            "still open, a later derivative may decide": "x³ has no extremum at 0 and x⁴ has one; both have f′ = f″ = 0 there.",
        },
        correct="still open, a later derivative may decide",
    ),
)
