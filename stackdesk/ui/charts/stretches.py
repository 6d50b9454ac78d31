"""What the ribbon shows: which layer binds when and why, laid out in pixels. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.words import cause_words, layer_name
from stackdesk.ui.charts.year_axis import QUARTER
from stackdesk.ui.view import View

if TYPE_CHECKING:
    from stackdesk.engine import Result

_PAD, _GLYPH, _AIR = 5.0, 9.0, 5.0


@dataclass(frozen=True)
class Piece:
    """One stretch of time in which a layer binds, with its cause in words."""

    start: float
    end: float
    layer: str
    words: str
    name: str


@dataclass(frozen=True)
class Block:
    """One stretch on the screen: its ends, where the glyph and the words go, if anywhere."""

    left: float
    right: float
    glyph: float | None
    words: float | None


@dataclass(frozen=True)
class RibbonView:
    """All that the ribbon shows in one frame."""

    pieces: tuple[Piece, ...]
    baseline: tuple[Piece, ...]
    cuts: tuple[tuple[float, float], ...]
    year: float
    note: str
    baseline_note: str
    against: str = ""


class Pieces:
    """The stretches of the runs on show; read once a run and region, for the comparison stays the same."""

    def __init__(self) -> None:
        self._known: list[tuple[object, str, tuple[Piece, ...]]] = []

    def of(self, view: View, result: Result) -> tuple[Piece, ...]:
        """Give a run's stretches in the region in view."""
        for known, region, pieces in self._known:
            if known is result and region == view.region:
                return pieces
        pieces = tuple(
            Piece(s.start, s.end, s.layer, cause_words(view, s.layer, s.cause), layer_name(view, s.layer))
            for s in result.binding(view.region)
        )
        kept = [one for one in self._known if one[0] is view.reference_result and one[1] == view.region]
        self._known = [*kept[:1], (result, view.region, pieces)]
        return pieces


def read_ribbon(view: View, known: Pieces, *, differs: bool) -> RibbonView:
    """Read the ribbon off the result; the baseline is told only where the scenario differs."""
    pieces = known.of(view, view.result)
    reference = view.reference_result
    baseline = known.of(view, reference) if differs and reference is not None else ()
    cuts = runs(view.result.years, view.result.capital_cut(view.region))
    note = _baseline_note(baseline, view.year, view.against_label())
    following = next_note(pieces, view.year)
    return RibbonView(pieces, baseline, cuts, view.year, following, note, view.against_name)


def runs(years: Iterable[float], flags: Iterable[bool]) -> tuple[tuple[float, float], ...]:
    """Merge steps that are set into stretches from their first to one step past their last."""
    found: list[tuple[float, float]] = []
    for year, flag in zip(years, flags, strict=True):
        if not flag:
            continue
        if found and abs(found[-1][1] - float(year)) < 1e-6:
            found[-1] = (found[-1][0], float(year) + QUARTER)
        else:
            found.append((float(year), float(year) + QUARTER))
    return tuple(found)


def piece_at(pieces: Sequence[Piece], year: float) -> int:
    """Give the place of the piece that holds a year, or -1."""
    inside = [place for place, piece in enumerate(pieces) if piece.start <= year + 1e-9]
    return inside[-1] if inside else -1


def next_note(pieces: Sequence[Piece], year: float, words: str = "") -> str:
    """Say which layer binds after the one at the cursor, and from when; else until when that one does.

    `words` name {layer} and {year} otherwise than "then ... from ...".
    """
    here = piece_at(pieces, year)
    if here < 0:
        return ""
    later = next((p for p in pieces[here + 1 :] if p.layer != pieces[here].layer), None)
    if later is None:
        until = QCoreApplication.translate("charts", "{layer} to {year}")
        return until.format(layer=pieces[here].name, year=fmt.year(pieces[-1].end))
    words = words or QCoreApplication.translate("charts", "then {layer} from {year}")
    return words.format(layer=later.name, year=fmt.year(later.start))


def _baseline_note(pieces: Sequence[Piece], year: float, name: str) -> str:
    here = piece_at(pieces, year)
    if here < 0:
        return ""
    words = QCoreApplication.translate("charts", "{name}: {cause} to {year}")
    cause, until = pieces[here].words or pieces[here].name, fmt.year(pieces[here].end)
    return words.format(name=name, cause=cause, year=until)


def block(left: float, right: float, words: float, cursor: float | None) -> Block:
    """Lay out a stretch: words so many pixels wide go where they fit clear of the cursor, else the glyph."""
    slots = [(left, right)]
    if cursor is not None and left < cursor < right:
        slots = [(left, cursor - 1.0), (cursor + 1.0, right)]
    for start, end in slots:
        if _PAD + _GLYPH + _AIR + words + _PAD <= end - start:
            return Block(left, right, start + _PAD + _GLYPH / 2.0, start + _PAD + _GLYPH + _AIR)
    start, end = max(slots, key=lambda slot: slot[1] - slot[0])
    if end - start < _GLYPH + 2.0:
        return Block(left, right, None, None)
    inset = min(_PAD, (end - start - _GLYPH) / 2.0)
    return Block(left, right, start + inset + _GLYPH / 2.0, None)
