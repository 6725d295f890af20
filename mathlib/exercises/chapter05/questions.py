"""What learners are asked before they touch a figure of chapter 05, and what each answer is told."""

from mathlib.exercises.core import Question

QUESTIONS = (
    Question(
        "05.swing",
        "f(x) = x², start at 10, η = 1. Where is the walk after 60 steps?",
        {
            "at the minimum": "A step of η·f′ = 20 is twice the way to the minimum. Try η = 1 in the figure, and then η = 0.5.",
            "at 10 or −10, for ever": "x − 1·2x = −x: each step lands exactly as far away on the other side.",
            "far away, it explodes": "That needs steps longer than twice the way. Compare η = 1 and η = 1.1 in the figure.",
        },
        correct="at 10 or −10, for ever",
    ),
    Question(
        "05.kappa",
        "κ grows from 10 to 100, and you may choose the best η each time. How many more steps are needed?",
        {
            "about the same": "The best η shrinks with κ, and the flat direction pays for it. The map of rates further down counts: 69 against 691 steps.",
            "about 10 times as many": "For large κ the best factor is about 1 − 2/κ, so the number of steps grows like κ.",
            "about 100 times as many": "The error left per step is 0.818 and 0.980; compare their logarithms. The map of rates further down counts: 69 against 691 steps.",
        },
        correct="about 10 times as many",
    ),
    Question(
        "05.ridge",
        "On the saddle x₁² − x₂², start at (1.5, 0), exactly on the ridge. Where does the walk end?",
        {
            "it slides off, downhill for ever": "The second slope is −2x₂ = 0 on the ridge, in every step. Nothing pushes it aside.",
            "at the saddle (0, 0)": "∂f/∂x₂ = 0 all along the ridge, so the walk stays on it, down to the point where both slopes are 0.",
            "it does not move": "The first slope is 2x₁ = 3 there. Look at the path.",
        },
        correct="at the saddle (0, 0)",
    ),
    Question(
        "05.borders",
        "η grows. What happens to the borders between the basins?",
        {
            "nothing, a basin belongs to the landscape": "Only for tiny steps. A long step can jump over a ridge.",
            "they move a little": "For small changes, yes. Compare η = 0.005 and η = 0.0145.",
            "they break up into patches and strips": "A long step jumps over ridges: starts side by side land in different valleys.",
        },
        correct="they break up into patches and strips",
    ),
)
