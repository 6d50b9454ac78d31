"""What the tour says, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Step:
    """One step: the key of what it is about, a title and two sentences (Qt calls marked texts objects)."""

    key: str
    title: object
    words: object


STEPS = (
    Step(
        "stack",
        QT_TRANSLATE_NOOP("tour", "The stack"),
        QT_TRANSLATE_NOOP(
            "tour",
            "Five layers, energy at the bottom and applications on top. The bar at the left edge says how "
            "much of a layer's ceiling is in use; BINDS stands on the layer that stops the rest.",
        ),
    ),
    Step(
        "lever",
        QT_TRANSLATE_NOOP("tour", "Drag a lever"),
        QT_TRANSLATE_NOOP(
            "tour",
            "Try it now: every number and curve follows while you drag, and Ctrl+Z takes it back. "
            "Or type a value with any unit of its kind; Delete returns to the reference.",
        ),
    ),
    Step(
        "ribbon",
        QT_TRANSLATE_NOOP("tour", "What binds, and when"),
        QT_TRANSLATE_NOOP(
            "tour",
            "The ribbon runs along the same years as the curves. Its colour and glyph are the layer that "
            "binds, its words the cause. Drag the year below to look at another.",
        ),
    ),
    Step(
        "relief",
        QT_TRANSLATE_NOOP("tour", "What would help"),
        QT_TRANSLATE_NOOP(
            "tour",
            "Relief: how many per cent more tokens one per cent more of each limit would bring. "
            "Ladder… lists the smallest moves that free what binds. Or pull a curve up: a lever gives.",
        ),
    ),
    Step(
        "region",
        QT_TRANSLATE_NOOP("tour", "One region, or the World"),
        QT_TRANSLATE_NOOP(
            "tour",
            "The same year can bind differently elsewhere. With a region in view, levers that have "
            "regions change that region alone.",
        ),
    ),
    Step(
        "inspector",
        QT_TRANSLATE_NOOP("tour", "Where a number comes from"),
        QT_TRANSLATE_NOOP(
            "tour",
            "Every value has a range, a source and a confidence. Give a reason for what you change: it is "
            "saved beside it.",
        ),
    ),
    Step(
        "fit",
        QT_TRANSLATE_NOOP("tour", "Fit to history"),
        QT_TRANSLATE_NOOP(
            "tour",
            "How far the run is from what was published, figure by figure. It is under Analyse, or Ctrl+H, "
            "for your own scenario too.",
        ),
    ),
    Step(
        "save",
        QT_TRANSLATE_NOOP("tour", "Make it yours"),
        QT_TRANSLATE_NOOP(
            "tour",
            "A scenario is a small text file that holds what you changed and why. Save it from here; the "
            "stories and this tour are under File, Start Page.",
        ),
    ),
)
