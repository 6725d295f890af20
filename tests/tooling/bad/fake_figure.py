"""A live figure in miniature, with the same contract, and the ways in which one can be broken."""

import random
from types import SimpleNamespace

import ipywidgets as widgets


class Figure(widgets.VBox):
    """Its picture is the text of its controls' values; subclasses break it."""

    def __init__(self):
        self.controls = {
            "x": widgets.FloatSlider(value=1, min=-2, max=2, description="x"),
            "y": widgets.FloatSlider(value=1, min=-2, max=2, description="y"),
            "rate": widgets.FloatLogSlider(value=0.1, min=-3, max=1, description="rate"),
            "kind": widgets.Dropdown(options=["bowl", "valley", "saddle"], description="kind"),
        }
        self.handles = (SimpleNamespace(name="start", x="x", y="y"),)
        self.start = {name: control.value for name, control in self.controls.items()}
        preset = widgets.Button(description="Large rate")
        preset.on_click(lambda _: self.press())
        again = widgets.Button(description="Reset")
        again.on_click(lambda _: self.reset())
        super().__init__([*self.controls.values(), preset, again])
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self.moved(name, change.new), "value")

    def values(self):
        return {name: control.value for name, control in self.controls.items()}

    def png(self):
        return repr(self.values()).encode()

    def press(self):
        self.controls["rate"].value = 5.0

    def reset(self):
        for name, value in self.start.items():
            self.controls[name].value = value

    def moved(self, name, value):
        pass

    def __repr__(self):
        return "a figure"


class SaysNan(Figure):
    @property
    def verdict(self):
        x = self.controls["x"].value
        return f"The loss f is now {x if x < 2 else float('nan')}."


class RaisesAtMaximum(Figure):
    def moved(self, name, value):
        if name == "rate" and value == 10:
            raise ValueError("too large")


class RaisesInCorner(Figure):
    def png(self):
        if self.controls["x"].value == 2 and self.controls["y"].value == -2:
            raise IndexError("off the map")
        return super().png()


class RaisesInCentre(Figure):
    def png(self):
        if self.controls["x"].value == 0 and self.controls["y"].value == 0:
            raise ValueError("the zero vector has no direction")
        return super().png()


class RaisesAtPair(Figure):
    def png(self):
        if self.controls["kind"].value == "valley" and self.controls["rate"].value == 10:
            raise OverflowError("too far")
        return super().png()


class RaisesAtOption(Figure):
    def moved(self, name, value):
        if value == "saddle":
            raise KeyError("saddle")


class ButtonRaises(Figure):
    def press(self):
        raise RuntimeError("no such preset")


class DeadButton(Figure):
    def press(self):
        pass


class NeverChanges(Figure):
    def png(self):
        return repr({**self.values(), "y": 0}).encode()


class DeadOption(Figure):
    def png(self):
        return repr(self.values()).replace("saddle", "valley").encode()


class Typed(Figure):
    """Holds a text box as well; "2x" is no formula."""

    message = ""

    def __init__(self):
        super().__init__()
        box = widgets.Text(value="x", description="f(x)")
        box.examples, box.mistakes = ("x", "x**2"), ("2x",)
        box.observe(lambda change: self.typed(change.new), "value")
        self.formula, self.start["f"], self.controls["f"] = "x", "x", box
        self.children = (box, *self.children)

    def typed(self, text):
        self.message = "Products are written with *" if text == "2x" else ""
        self.formula = self.formula if self.message else text

    def png(self):
        values = {name: value for name, value in self.values().items() if name != "f"}
        return repr((values, self.formula)).encode()


class MistakeRaises(Typed):
    def typed(self, text):
        super().typed(text)
        if self.message:
            raise SyntaxError("2x")


class MistakeIsDrawn(Typed):
    def typed(self, text):
        super().typed(text)
        self.formula = text


class MistakeIsNotTold(Typed):
    def typed(self, text):
        self.formula = self.formula if text == "2x" else text


class MessageStays(Typed):
    def typed(self, text):
        told = self.message
        super().typed(text)
        self.message = self.message or told


class DeadExample(Typed):
    def typed(self, text):
        super().typed(text)
        self.formula = "x"


class Random(Figure):
    def png(self):
        return super().png() + str(random.random()).encode()


class NotRestored(Figure):
    """Once x was at its end, the picture remembers it."""

    seen = False

    def moved(self, name, value):
        self.seen = self.seen or (name == "x" and value == 2)

    def png(self):
        return super().png() + str(self.seen).encode()


class ResetForgets(Figure):
    def reset(self):
        self.controls["x"].value = self.start["x"]


class Warns(Figure):
    def moved(self, name, value):
        import sys

        if name == "y" and value == 2:
            sys.stderr.write("RuntimeWarning: overflow")


class DeadKernel(Figure):
    def moved(self, name, value):
        import os

        os._exit(1)


class Question(widgets.VBox):
    """Choose an answer, read what it says: no png(), the picture is the text."""

    def __init__(self, answers=("too far", "right", "too short")):
        choice = widgets.RadioButtons(options=["a", "b", "c"], value=None, description="η = 1")
        said = widgets.HTML()
        choice.observe(lambda change: setattr(said, "value", self.say(choice, answers)), "value")
        super().__init__([choice, said])

    @staticmethod
    def say(choice, answers):
        return "" if choice.index is None else answers[choice.index]

    def __repr__(self):
        return "a question"


def unbounded():
    """A number box that takes anything."""
    box = Question()
    box.children = (*box.children, widgets.FloatText(description="any number"))
    return box


def no_examples():
    """A text box that does not say what to type."""
    box = Question()
    box.children = (*box.children, widgets.Text(description="any text"))
    return box


def captured():
    """What `interact` makes: the error goes to an Output widget, the picture too."""
    return widgets.VBox([widgets.IntSlider(max=3), widgets.Output()])
