"""What the dial of directions says: slopes, the steepest direction, a whole step."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.formatting import format_number, format_short
from mathlib.widgets.calculus.partials import FLAT

EXACT = 1e-6
"""Angles that differ by at most so many degrees are equal."""


def directions(degrees: Any, norm: float) -> np.ndarray:
    """Vectors of length 1 in that norm in the given directions, shape (…, 2).

    >>> directions(45.0, np.inf).round(12)
    array([1., 1.])
    """
    angle = np.radians(degrees)
    u = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return u / np.linalg.norm(u, ord=norm, axis=-1, keepdims=True)


def degrees_of(vector: np.ndarray) -> float:
    """The direction of a vector, 0 to below 360 degrees; 0 for the zero vector.

    >>> degrees_of(np.array([0.0, -2.0]))
    270.0
    """
    return float(np.degrees(np.arctan2(vector[1], vector[0])) % 360)


def angle_between(a: float, b: float) -> float:
    """The angle between two directions, 0 to 180 degrees.

    >>> angle_between(350.0, 20.0)
    30.0
    """
    return abs((a - b + 180) % 360 - 180)


def say_slope(gradient: np.ndarray, angle: float) -> str:
    """The slope in a direction, for lengths measured as usual.

    >>> say_slope(np.array([0.0, 2.0]), 90.0)
    'D_u f = 2 = ‖∇f‖: u points along ∇f, no direction is steeper.'
    >>> say_slope(np.array([0.0, 2.0]), 0.4).split(": ")[1]
    'u points nearly along the level line, almost at a right angle to ∇f.'
    """
    length, between = np.linalg.norm(gradient), angle_between(angle, degrees_of(gradient))
    slope = format_short(directions(angle, 2.0) @ gradient)
    off = min(between, abs(between - 90), 180 - between)
    equal, nearly, almost = ("=", "", "") if off <= EXACT else ("≈", "nearly ", "almost ")
    points = f"u points {nearly}along"
    if between < 0.5:
        return f"D_u f = {slope} {equal} ‖∇f‖: {points} ∇f, {almost}no direction is steeper."
    if between > 179.5:
        return f"D_u f = {slope} {equal} −‖∇f‖: {points} −∇f, f falls {almost}fastest this way."
    if abs(between - 90) < 0.5:
        return f"D_u f = {slope}: {points} the level line, {almost}at a right angle to ∇f."
    way = "rises" if between < 90 else "falls"
    return (
        f"D_u f = {slope} = ‖∇f‖ cos {format_number(between, 3)}° with"
        f" ‖∇f‖ = {format_short(length)}: f {way} this way, it rises fastest at"
        f" {_degrees(degrees_of(gradient))}."
    )


def say_other_norm(gradient: np.ndarray, angle: float, norm: float, name: str) -> str:
    """The steepest direction if lengths are measured by another norm.

    >>> say_other_norm(np.array([0.0, -2.0]), 0.0, np.inf, "max |uᵢ|")
    'D_u f = 0; lengths measured by max |uᵢ|: ∇f at 270° is among the steepest: 2.'
    """
    slope, up = format_short(directions(angle, norm) @ gradient), degrees_of(gradient)
    slopes, along = directions(np.arange(360.0), norm) @ gradient, directions(up, norm) @ gradient
    head = f"D_u f = {slope}; lengths measured by {name}:"
    if along >= slopes.max() * (1 - 1e-9):
        return f"{head} ∇f at {_degrees(up)} is among the steepest: {format_short(along)}."
    return (
        f"{head} steepest is {np.argmax(slopes)}° with slope {format_short(slopes.max())};"
        f" along ∇f, at {_degrees(up)}, it is only {format_short(along)}."
    )


def say_step(
    gradient: np.ndarray, means: np.ndarray, step: float, mean: float, slope: float
) -> str:
    """What a whole step does, against what the slope at its start promises.

    ``means`` holds the mean slope over the step for 0, 1, … degrees.
    """
    head = f"A step of h = {format_number(step, 3)} along u changes f by {format_short(mean)}"
    head += f" per unit, D_u f promises {format_short(slope)}; for this length"
    means = np.round(means[:360], 9)
    best, down = int(np.argmin(means)), degrees_of(-gradient)
    where = f"{'e.g. ' if (means == means[best]).sum() > 1 else ''}at {best}°"
    if means[best] > 0:
        return f"{head} f rises in every direction, least {where}."
    if means[best] == 0:
        return f"{head} f falls in no direction, and is level {where}."
    if np.linalg.norm(gradient) <= FLAT:
        return f"{head} the lowest point lies {where}, though ∇f = 0."
    if angle_between(best, down) < 1:
        return f"{head} the lowest point lies {where}, along −∇f."
    return f"{head} the lowest point lies {where}, not at {_degrees(down)} along −∇f."


def _degrees(angle: float) -> str:
    return f"{format_number(angle, 3)}°"
