"""Where numbers come from, in words: a table a layer, or a parameter in full, and who cites which source."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from stackdesk.cli.words import aligned
from stackdesk.core.quantity import Parameter
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.provenance import (
    MEANINGS,
    Citations,
    counts,
    figure_text,
    number_text,
    origin_text,
    places,
    published,
    range_name,
    range_text,
    unit_text,
    value_text,
    when_text,
)
from stackdesk.scenario.references import Reference
from stackdesk.scenario.trajectory import value_at

PAGE = 110
NARROWEST = 40


def lines(
    reference: Reference, asked: Sequence[Parameter], cited: Sequence[Citations], *, in_full: bool
) -> list[str]:
    """Write all of it, as wide as the terminal."""
    wide = _width()
    told = [*_summary(reference, asked, cited, wide), ""]
    if in_full:
        for one in asked:
            told += [*_in_full(reference, one, wide), ""]
    else:
        told += [*_wrapped("--parameter ADDRESS tells a parameter in full, by region.", wide, 0), ""]
        for key, group in groupby(asked, key=lambda one: one.layer):
            told += [*_table(reference, key, list(group), wide), ""]
    if cited:
        told.append("SOURCES")
    for source in cited:
        told += _source(source, wide)
    return told


def _width() -> int:
    """Give the width of the terminal; a file or pipe is written as wide as a page."""
    wide = shutil.get_terminal_size((PAGE, 24)).columns if sys.stdout and sys.stdout.isatty() else PAGE
    return max(wide, NARROWEST)


def _wrapped(text: str, wide: int, indent: int = 2, hang: int | None = None) -> list[str]:
    """Wrap a text, further lines as far in as the first or further; links are not broken."""
    return textwrap.wrap(
        text,
        wide,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hang is None else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _summary(
    reference: Reference, asked: Sequence[Parameter], cited: Sequence[Citations], wide: int
) -> Iterator[str]:
    """Say how many parameters and sources there are, and what the words for their basis mean."""
    found = counts(reference.entry(one.address) for one in asked)
    publications = sum(published(one.source) for one in cited)
    yield (
        f"Reference {reference.version}: {len(asked)} parameter{'s' * (len(asked) != 1)}, "
        f"{len(cited)} source{'s' * (len(cited) != 1)}, {publications} of them publications"
    )
    for basis, count in found.items():
        if count:
            words = f"{count:>5} {basis or 'not said':<9}{MEANINGS.get(basis, '')}"
            yield from _wrapped(words, wide, hang=17)


def _table(reference: Reference, layer: str, parameters: Sequence[Parameter], wide: int) -> list[str]:
    """Write one layer's parameters, one a line, or where that is too wide in two."""
    rows = [["parameter", "default", "low to high", "unit", "basis", "confidence", "sources"]]
    for one in parameters:
        entry = reference.entry(one.address)
        place = places(reference, one)[0]
        rows.append(
            [
                one.address.partition(".")[2],
                number_text(value_at(place.value, reference.present), 4),
                range_text(place.low, place.high),
                unit_text(one.quantity.unit),
                entry.basis or "not said",
                entry.confidence,
                str(len(set(entry.sources)) or ""),
            ]
        )
    title = f"{layer.upper()} (default: at the present, of the World)"
    whole = aligned(rows, left=(0, 3, 4, 5))
    if max(map(len, whole)) <= wide:
        return [title, *whole]
    numbers = aligned([row[1:] for row in rows], left=(2, 3, 4))
    pairs = zip((row[0] for row in rows), numbers, strict=True)
    return [title, *(line for name, rest in pairs for line in (name, f"  {rest}"))]


def _in_full(reference: Reference, parameter: Parameter, wide: int) -> Iterator[str]:
    """Write all there is to know of one parameter, but its sources."""
    quantity, entry = parameter.quantity, reference.entry(parameter.address)
    unit = unit_text(quantity.unit)
    yield parameter.address
    yield from _wrapped(f"{parameter.label}, {unit or 'a pure number'}, {quantity.kind}", wide)
    yield from _wrapped(parameter.definition, wide)
    shown = places(reference, parameter)
    name = range_name(entry).lower()
    rows = [["", "default", name]]
    for place in shown:
        label = reference.catalogue.region_label(place.region) if len(shown) > 1 else "everywhere"
        if place.region is None and len(shown) > 1:
            label = f"{WORLD} ({'sum' if quantity.split == 'extensive' else 'mean'})"
        digits = 6 if place.region or len(shown) == 1 else 4
        rows.append([f"  {label}", value_text(place.value, digits), range_text(place.low, place.high)])
    yield from aligned(rows)
    yield from _wrapped(
        f"allowed {range_text(*reference.catalogue.limits(parameter, None))} {unit}".rstrip(), wide
    )
    yield from _wrapped(f"{entry.basis or 'basis not said'}, confidence {entry.confidence}", wide)
    yield from _wrapped(entry.note, wide)
    keys = dict.fromkeys(source.key for source in entry.sources)
    yield from _wrapped(f"sources: {', '.join(keys) or 'none, this is a judgement'}", wide)


def _source(cited: Citations, wide: int) -> Iterator[str]:
    """Write one source: what it is, what it says, where it is, and who cites it."""
    source = cited.source
    yield from _wrapped(
        f"{source.key}: {'. '.join(p for p in (source.title, origin_text(source)) if p)}", wide, 0, 4
    )
    about = ", ".join(part for part in (source.quantity, source.region, when_text(source.year)) if part)
    confidence = f"; confidence {source.confidence}" if source.confidence else ""
    yield from _wrapped(f"{about}: {figure_text(source)}{confidence}", wide, 4)
    yield from _wrapped(source.note, wide, 4)
    if source.url:
        yield f"    {source.url}"
    by = [*cited.parameters, *(f"observation {name}" for name in cited.observations)]
    yield from _wrapped(f"cited by {', '.join(by) or 'nothing'}", wide, 4, 6)
