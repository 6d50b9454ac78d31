"""One sentence for assistive technology: what a chart shows at the cursor, whence it comes, where it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.strands import Strand, Strands
from stackdesk.ui.charts.words import declared, layer_name, region_words
from stackdesk.ui.view import View

_SAME = 0.005
_MOST = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("charts", text)


def course_words(values: Sequence[float], unit: str, years: tuple[float, float, float]) -> str:
    """Say a value, what it came from and what it ends at: at the cursor, an earlier year and the last."""
    now, then, end = values
    year, before, last = years
    said = _tr("{value} in {year}").format(value=f"{fmt.number(now)} {unit}".rstrip(), year=fmt.year(year))
    parts = [said]
    if before < year:
        parts.append(
            _tr("{way} {value} in {year}").format(
                way=_way(now, then), value=fmt.number(then), year=fmt.year(before)
            )
        )
    if last > year:
        parts.append(_tr("{value} in {year}").format(value=fmt.number(end), year=fmt.year(last)))
    return ", ".join(parts)


def _way(now: float, then: float) -> str:
    """Say whether a value rose or fell."""
    if abs(now - then) <= _SAME * max(abs(then), 1e-12):
        return _tr("as")
    return _tr("up from") if now > then else _tr("down from")


def strands_sentence(title: str, strands: Strands, view: View) -> str:
    """Say what lines or bands show: a single line's course; of several each at the cursor, and the sum."""
    if not strands.everything:
        return ""
    start, last = min(view.present, view.year), float(strands.years[-1])
    years = (view.year, start, last)
    head = f"{title}, {region_words(view)}"
    if len(strands.everything) == 1:
        strand = strands.everything[0]
        values = [strands.at(strand, year) for year in years]
        return f"{head}: {course_words(values, strands.unit, years)}."
    ranked = _largest(strands)
    told = ", ".join(f"{one.label} {fmt.number(strands.at(one))}" for one in ranked)
    more = len(strands.everything) - len(ranked)
    rest = _tr(", {count} more").format(count=more) if more else ""
    unit = _tr("in {year}, {unit}").format(year=fmt.year(view.year), unit=strands.unit or _tr("a ratio"))
    if strands.stacked and strands.unit != "%":
        sums = [_total(strands, year) for year in years]
        return f"{head}: {course_words(sums, strands.unit, years)}; {unit}: {told}{rest}."
    return f"{head} {unit}: {told}{rest}."


def series_sentence(view: View, address: str) -> str:
    """Say a series at the cursor, what it came from and what it ends at."""
    series, last = view.series[address], float(view.result.years[-1])
    years = (view.year, min(view.present, view.year), last)
    values = [float(view.result.at(address, year, view.region)) for year in years]
    scale = fmt.Scale(100.0, "%") if series.unit == "1" else fmt.scale(series.unit, values[0])
    told = course_words([value * scale.factor for value in values], scale.unit, years)
    return f"{declared(series.label)}, {region_words(view)}: {told}."


def delivery_sentence(view: View, address: str) -> str:
    """Say what runs, and what binds until when."""
    told = series_sentence(view, address).rstrip(".")
    binds = binding_words(view)
    return f"{told}; {binds}." if binds else f"{told}."


def _largest(strands: Strands) -> list[Strand]:
    """Give the strands worth naming: all of a few, else the largest at the cursor, in their order."""
    by_size = sorted(strands.everything, key=lambda one: -abs(strands.at(one)))[:_MOST]
    return [one for one in strands.everything if one in by_size]


def _total(strands: Strands, year: float) -> float:
    """Add up the bands at a year."""
    return sum(strands.at(strand, year) for strand in strands.strands)


def binding_words(view: View) -> str:
    """Say what binds at the cursor and until when, and what after it."""
    stretches = list(view.result.binding(view.region))
    place = next(
        (p for p, one in enumerate(stretches) if one.start <= view.year < one.end), len(stretches) - 1
    )
    if place < 0:
        return ""
    layer, end = stretches[place].layer, stretches[place].end
    later = next((p for p in range(place + 1, len(stretches)) if stretches[p].layer != layer), None)
    end = stretches[later].start if later is not None else stretches[-1].end
    if later is None:
        return _tr("{layer} binds to the end").format(layer=layer_name(view, layer))
    return _tr("{layer} binds to {year}, then {next}").format(
        layer=layer_name(view, layer), year=fmt.year(end), next=layer_name(view, stretches[later].layer)
    )
