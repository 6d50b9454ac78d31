"""Moves and reasons in words, with the labels and units that the window uses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from stackdesk.engine.solve import Move, Proposals, Solution
from stackdesk.ui import format as fmt

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

_FIGURES = r"([+-]?\d[\d.]*(?:e[+-]?\d+)?)"
_ADDRESS = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("solve", text)


def value_words(move: Move, window: MainWindow, value: float) -> str:
    """Write a value of a move's lever without its unit, finely enough to tell it from where it stood."""
    shape = window.subject(move.lever).shape
    digits = 3
    while digits < 6 and fmt.number(move.now * shape.factor, digits) == fmt.number(
        move.value * shape.factor, digits
    ):
        digits += 1
    return fmt.number(value * shape.factor, digits)


def move_words(move: Move, window: MainWindow, *, named: bool) -> str:
    """Say a move: the lever, from, to, and whether that is outside what is published."""
    subject = window.subject(move.lever)
    now, value = (value_words(move, window, number) for number in (move.now, move.value))
    words = f"{now} → {value} {subject.shape.unit}".rstrip()
    words = f"{subject.label}: {words}" if named else words
    return f"{words}, {tr('outside the published range')}" if move.outside else words


def row_words(move: Move, window: MainWindow, *, named: bool) -> str:
    """Say a move in one short line; an asterisk stands for being outside what is published."""
    words = move_words(replace(move, outside=False), window, named=named)
    return f"{words} *" if move.outside else words


def reason_words(answer: Solution | Proposals, window: MainWindow) -> str:
    """Say why a target is out of reach and how far one gets, with labels in the place of addresses."""
    words = labelled(_readable(answer, window), window)
    words = f"{tr('Out of reach.')} {words[:1].upper()}{words[1:]}."
    nearest = answer.nearest
    outside = nearest is not None and nearest.outside
    return f"{words} {tr('That is outside the published range.')}" if outside else words


def _readable(answer: Solution | Proposals, window: MainWindow) -> str:
    """Give the reason with numbers in the units that are on screen: 51.2 P tokens/day, 30 %."""
    words, nearest = answer.reason, answer.nearest
    unit = window.reference.catalogue.series[answer.target.series].unit
    if unit not in ("", "1"):
        pattern = rf"{_FIGURES} {re.escape(unit)}(?![\w/])"
        words = re.sub(pattern, lambda found: str(fmt.shown(float(found[1]), unit)), words)
    if nearest is not None:
        subject = window.subject(nearest.lever)
        own = subject.parameter.quantity.unit
        tail = "" if own in ("", "1") else f" {re.escape(own)}"
        pattern = rf"(?<={re.escape(nearest.lever)} at ){_FIGURES}{tail}"
        words = re.sub(pattern, lambda found: subject.text(float(found[1])), words)
    return words


def labelled(words: str, window: MainWindow) -> str:
    """Put labels in the place of addresses."""
    catalogue = window.reference.catalogue

    def label(found: re.Match[str]) -> str:
        address = found.group(0)
        if address in catalogue.parameters:
            plain = catalogue.parameter(address).quantity.label
        elif address in catalogue.series:
            plain = catalogue.series[address].label
        else:
            return address
        told = QCoreApplication.translate("declarations", plain)
        return told if told[1:2].isupper() else told[:1].lower() + told[1:]

    return _ADDRESS.sub(label, words)
