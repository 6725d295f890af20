"""What learners are asked before they touch a figure of chapter 03, and what each answer is told."""

from mathlib.exercises.core import Question

QUESTIONS = (
    Question(
        "03.direction",
        "You turn u once round. At the point the surface is not flat. In how many directions is the slope 0?",
        {
            "in none, since ∇f is not 0": "One way is up and the opposite one is down. Turn from one to the other: the slope cannot jump.",
            "in one, against ∇f": "Against ∇f it goes down most steeply. Turn u there in the figure and read the slope.",
            "in two, at right angles to ∇f": "cos 90° = 0: along the level line, one way or the other, f neither rises nor falls.",
            "in all but one, ∇f itself": "Turn u a little away from ∇f: the slope falls a little, it does not drop to 0.",
        },
        correct="in two, at right angles to ∇f",
    ),
    Question(
        "03.taylor",
        "ln(1 + x), centre x₀ = 0. You raise the degree from 4 to 20. What becomes of the error at x = 1.5?",
        {
            "it falls, a higher degree is better": "So it is at x = 0.5. Mark x = 1.5 in the figure, and raise the degree.",
            "it falls, and then stays as it is": "A term of degree k holds 1.5 to the power k, divided by k. Does that become small?",
            "it grows": "The terms are 1.5 to the power k, divided by k, and they grow. Nothing on the curve at 1.5 warns of it.",
        },
        correct="it grows",
    ),
    Question(
        "03.step",
        "You walk along −∇f on a parabola that bends up along the way. To first order f falls by η‖∇f‖². What does f really do as η grows from 0?",
        {
            "it falls as promised, in proportion to η": "That holds while η is tiny. The slope becomes less on the way: compare line and curve in the figure.",
            "it falls by more than promised": "That needs a parabola that bends down. In the figure, the button “bends down” shows one.",
            "it falls by less than promised, then it rises": "The bend takes back a share that grows with η². From some η on it takes back more than the slope gives.",
            "it falls until ∇f = 0, then it stays": "You go on along a straight line, however the ground lies. What comes behind the lowest point?",
        },
        correct="it falls by less than promised, then it rises",
    ),
)
