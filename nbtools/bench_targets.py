"""The targets of the benchmark, and its tables: what was measured, and what is missed."""

from __future__ import annotations

Row = tuple[str, str, float, str, float, str]
"""Who, what, the number, "≤" or "≥", the target, the unit."""


def compare(figures: dict[str, dict], package: dict[str, float]) -> list[Row]:
    """Return every number that has a target.

    Eight times the frames of the baseline, or nine in ten of the values that a coarse slider has.
    """
    rows = []
    for name, figure in figures.items():
        if name == "baseline":
            continue
        usual = figure["usual"]
        key, fps = figure["key_ms"] / usual["key_ms"], figure["fps"] / usual["fps"]
        every = figure["changes"] / usual["fps"]  # a picture for each value there was
        rows += [
            (name, "key → pixels", key, "≤", 0.2, "× baseline"),
            (name, "frames per second", fps, "≥", min(8.0, 0.9 * every), "× baseline"),
            (name, "last frame", figure["lag_ms"], "≤", 120.0, "ms after release"),
            (name, "kernel time", figure["kernel_ms"], "≤", 15.0, "ms per frame"),
        ]
    return [
        *rows,
        ("minimize", "40,000 × 200 steps", package["batch_s"], "≤", 1.0, "s"),
        ("value_and_grad", "2-layer network", package["gradient_ratio"], "≤", 3.0, "× autograd"),
        ("mathlib.widgets", "import time", package["import_ratio"], "≤", 1.3, "× usual imports"),
        ("all explorers", "kernel memory", package["memory_ratio"], "≤", 1.3, "× usual imports"),
    ]


def is_met(row: Row) -> bool:
    """Whether the number of a row is on the right side of its target.

    >>> is_met(("x", "fps", 9.0, "≥", 8.0, "")), is_met(("x", "lag", 130.0, "≤", 120.0, "ms"))
    (True, False)
    """
    _, _, number, sign, target, _ = row
    return number <= target if sign == "≤" else number >= target


def table(figures: dict[str, dict], rows: list[Row]) -> str:
    """Return both tables as text: what was measured, and how it compares with the targets."""
    lines = [f"{'':20}{'key → pixels':>18}{'frames/s':>10}{'lag':>8}{'kernel':>8}{'p95':>6}  (ms)"]
    for name, f in figures.items():
        key = f"{f['key_ms']:.0f} (p95 {f['key_p95_ms']:.0f})"
        kernel = f"{f['kernel_ms']:>8.1f}{f['kernel_p95_ms']:>6.0f}"
        lines.append(f"{name:20}{key:>18}{f['fps']:>10.1f}{f['lag_ms']:>8.0f}{kernel}")
    lines.append("")
    for row in rows:
        who, what, number, sign, target, unit = row
        mark = "✓" if is_met(row) else "✗"
        lines.append(f"{mark} {who:18}{what:20}{number:>8.3g}  target {sign} {target:g} {unit}")
    return "\n".join(lines)
