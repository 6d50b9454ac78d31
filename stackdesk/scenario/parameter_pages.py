"""The parameter reference: every parameter with its default, range, basis and sources, as Markdown.

`python -m stackdesk.scenario.parameter_pages` writes docs/parameters.md for the newest reference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from stackdesk.core.layer import Layer
from stackdesk.core.quantity import Parameter
from stackdesk.scenario.library import reference as shipped
from stackdesk.scenario.provenance import (
    MEANINGS,
    Place,
    counts,
    figure_text,
    origin_text,
    places,
    published,
    range_name,
    range_text,
    unit_text,
    value_text,
    when_text,
)
from stackdesk.scenario.references import Entry, Reference
from stackdesk.scenario.sources import Source

FILE = Path(__file__).resolve().parents[2] / "docs" / "parameters.md"

_MARKS = re.compile(r"([\\`*_<>\[\]|~$])")


def document(reference: Reference) -> str:
    """Write the whole reference: what its words mean, then one section a layer."""
    return "\n".join([*_head(reference), *pages(reference).values()])


def pages(reference: Reference) -> dict[str, str]:
    """Write one page of Markdown for every layer, by the layer's key, in the order of the layers."""
    named = headings(reference)
    return {layer.key: _page(reference, layer, named) for layer in reference.catalogue.layers}


def anchor(heading: str) -> str:
    """Give the name by which a forge links to a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def _head(reference: Reference) -> Iterator[str]:
    """Say what follows, what the words mean, and how many parameters there are of each kind."""
    found = counts(reference.entries.values())
    yield f"# Parameters of reference {reference.version}"
    yield ""
    yield (
        "Written by `python -m stackdesk.scenario.parameter_pages` from the declarations in "
        "`stackdesk/layers` and `stackdesk/markets` and the data in `resources/reference`; not edited by "
        "hand."
    )
    yield ""
    yield (
        f"A default holds over all years, or at the years given with it, joined by straight lines. Its "
        f"published low and high frame the value at the present ({reference.present:g}). What is allowed is "
        f"wider: it is where the equations stop making sense. A *policy* is a choice that someone can make, "
        f"an *assumption* is about the world. How a number was come by:"
    )
    yield ""
    yield "| basis | meaning | parameters |"
    yield "| --- | --- | ---: |"
    for basis, count in found.items():
        yield f"| {basis or 'not said'} | {MEANINGS.get(basis, '')} | {count} |"
    yield ""
    yield (
        "Confidence is high, medium or low; *memory* says that a figure was written down from memory and not "
        "looked up, *derived* that it is arithmetic on other figures. Where no source is cited, a range is a "
        "judgement like the default."
    )
    yield ""
    for layer in reference.catalogue.layers:
        count = len(reference.catalogue.of_layer(layer.key))
        yield f"- [{layer.label}](#{anchor(layer.label)}): {count} parameters"
    yield ""


def _page(reference: Reference, layer: Layer, named: Mapping[str, str]) -> str:
    """Write one layer: an overview that links to what follows, then its parameters."""
    parameters = reference.catalogue.of_layer(layer.key)
    found = counts(reference.entry(one.address) for one in parameters)
    lines = [
        f"## {layer.label}",
        "",
        ", ".join(f"{count} {basis}" for basis, count in found.items() if count) + ".",
        "",
    ]
    lines += ["| parameter | unit | basis | confidence |", "| --- | --- | --- | --- |"]
    for one in parameters:
        entry = reference.entry(one.address)
        link = f"[{_plain(one.label)}](#{anchor(named[one.address])})"
        unit = _plain(unit_text(one.quantity.unit))
        lines.append(f"| {link} | {unit} | {entry.basis} | {entry.confidence} |")
    lines.append("")
    for one in parameters:
        lines += [f"### {_plain(named[one.address])}", "", *_parameter(reference, one), ""]
    return "\n".join(lines)


def headings(reference: Reference) -> dict[str, str]:
    """Give every parameter's heading: its label, with the address where another one is called the same."""
    parameters = reference.catalogue.parameters
    used = Counter(anchor(one.label) for one in parameters.values())
    used.update(anchor(layer.label) for layer in reference.catalogue.layers)
    return {
        address: one.label if used[anchor(one.label)] == 1 else f"{one.label} ({address})"
        for address, one in parameters.items()
    }


def _parameter(reference: Reference, parameter: Parameter) -> Iterator[str]:
    """Write one parameter."""
    quantity, entry = parameter.quantity, reference.entry(parameter.address)
    shown = places(reference, parameter)
    unit = unit_text(quantity.unit)
    yield f"`{parameter.address}` · {unit or 'a pure number'} · {quantity.kind}"
    yield ""
    yield _plain(parameter.definition)
    yield ""
    if len(shown) == 1:
        yield f"- Default: {value_text(shown[0].value)} {unit}".rstrip()
        around = range_text(shown[0].low, shown[0].high)
        yield f"- {range_name(entry)}: {around or 'none'} {unit if around else ''}".rstrip()
    yield f"- Allowed: {range_text(*reference.catalogue.limits(parameter, None))} {unit}".rstrip()
    yield f"- Basis: **{entry.basis or 'not said'}**, confidence {entry.confidence or 'not said'}"
    if entry.note:
        yield f"- Note: {_plain(entry.note)}"
    if quantity.hidden:
        yield "- Serves relief alone: it is no lever and stands in no table."
    if len(shown) > 1:
        yield ""
        yield from _regions(reference, entry, shown, unit, summed=quantity.split == "extensive")
    yield ""
    yield from _sources(entry)


def _regions(
    reference: Reference, entry: Entry, shown: Sequence[Place], unit: str, *, summed: bool
) -> Iterator[str]:
    """Write the defaults and ranges of all regions as a table."""
    yield f"| {_plain(unit) or 'region'} | default | {range_name(entry).lower()} |"
    yield "| --- | --- | --- |"
    for place in shown:
        name = reference.catalogue.region_label(place.region)
        digits = 6 if place.region else 4  # sums and means are no finer than what they are made of
        if place.region is None:
            name += " (sum)" if summed else " (mean)"
        yield f"| {name} | {value_text(place.value, digits)} | {range_text(place.low, place.high)} |"


def _sources(entry: Entry) -> Iterator[str]:
    """Write the sources, a publication's title being the link to it."""
    if not entry.sources:
        yield "No source is cited: this is a judgement."
        return
    yield "Sources:"
    yield ""
    for source in dict.fromkeys(entry.sources):
        yield f"- {source_text(source)}"


def source_text(source: Source) -> str:
    """Write one source: title, publisher, date, the figure as published, how sure it is, its note."""
    title = _plain(source.title) or source.key
    if source.url.startswith(("https://", "http://")):
        title = f"[{title}](<{source.url}>)"
    if not published(source):
        title = f"No publication: {title[:1].lower()}{title[1:]}"
    parts = [
        ", ".join(part for part in (title, _plain(origin_text(source) if published(source) else "")) if part)
    ]
    about = ", ".join(part for part in (source.quantity, source.region, when_text(source.year)) if part)
    parts.append(_plain(f"{about[:1].upper()}{about[1:]}: {figure_text(source)}"))
    parts.append(f"Confidence {source.confidence}" if source.confidence else "")
    parts.append(_plain(source.note))
    return ". ".join(part.rstrip(".") for part in parts if part) + f". ({source.key})"


def _plain(text: str) -> str:
    """Keep Markdown from reading signs in a text as its own."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(document(shipped()), encoding="utf-8")


if __name__ == "__main__":
    main()
