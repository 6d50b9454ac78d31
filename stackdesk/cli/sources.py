"""Say where every number of a reference comes from: range, basis, confidence and sources."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from stackdesk.cli.check import opened
from stackdesk.cli.streams import say, write_raw
from stackdesk.cli.usage import UsageError
from stackdesk.core.quantity import Parameter
from stackdesk.scenario.catalogue import WORLD
from stackdesk.scenario.library import reference as shipped
from stackdesk.scenario.provenance import (
    BASES,
    Citations,
    citations,
    counts,
    origin_text,
    places,
    published,
    value_text,
)
from stackdesk.scenario.references import Reference
from stackdesk.scenario.trajectory import Trajectory, Value, value_at
from stackdesk.scenario.words import near, suggestion, year_text

NAME = "sources"
HELP = "say where every number of a reference comes from"
HEAD = (
    *("address", "label", "layer", "kind", "unit", "region", "default", "low", "central", "high"),
    *("allowed_low", "allowed_high", "basis", "confidence", "definition", "note", "sources"),
)


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a scenario file, for its reference; the newest if left out"
    )
    parser.add_argument(
        "--parameter",
        metavar="ADDRESS",
        help="one parameter in full, or all below such as energy.sources.gas",
    )
    parser.add_argument("--layer", metavar="L", help="only this layer's, such as energy, or capital")
    parser.add_argument("--basis", choices=BASES, help="only what was come by in this way")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text")


def obey(options: argparse.Namespace) -> int:
    """Find the parameters asked for and tell."""
    reference = opened(options.file).reference if options.file else shipped()
    asked = _asked(reference, options.parameter, options.layer, options.basis)
    cited = _cited(reference, asked)
    if options.format == "text":
        from stackdesk.cli.sources_text import lines

        say(*lines(reference, asked, cited, in_full=bool(options.parameter)))
        return 0
    from stackdesk.cli.export import as_json  # late: the only part that loads numpy

    if options.format == "json":
        write_raw(as_json(as_data(reference, asked, cited)) + "\n")
    else:
        write_raw(csv_text(reference, asked))
    return 0


def _asked(
    reference: Reference, address: str | None, layer: str | None, basis: str | None
) -> tuple[Parameter, ...]:
    """Give the parameters asked for, in the order they are declared.

    Raises:
        UsageError: there is no such address or layer.
    """
    catalogue = reference.catalogue
    if address is not None and address not in catalogue.parameters and not catalogue.tables.get(address):
        raise UsageError(f"--parameter {address}: no such parameter{suggestion(catalogue.meant(address))}")
    layers = [one.key for one in catalogue.layers]
    if layer is not None and layer not in layers:
        known = suggestion(near(layer, layers)) or f"; there are {', '.join(layers)}"
        raise UsageError(f"--layer {layer}: no such layer{known}")
    return tuple(
        one
        for one in catalogue.parameters.values()
        if (address is None or one.address == address or one.address.startswith(f"{address}."))
        and layer in (None, one.layer)
        and basis in (None, reference.entry(one.address).basis)
    )


def _cited(reference: Reference, asked: Sequence[Parameter]) -> tuple[Citations, ...]:
    """Give the sources that the parameters asked for cite; all of them if all were asked for."""
    known = citations(reference)
    if len(asked) == len(reference.catalogue.parameters):
        return tuple(known.values())
    named = {source.key for one in asked for source in reference.entry(one.address).sources}
    return tuple(one for key, one in known.items() if key in named)


def as_data(reference: Reference, asked: Sequence[Parameter], cited: Sequence[Citations]) -> dict[str, Any]:
    """Give everything as it stands in JSON; `central` is the default at the present."""
    return {
        "reference": reference.version,
        "present": reference.present,
        "summary": {
            "parameters": len(asked),
            "basis": counts(reference.entry(one.address) for one in asked),
            "sources": len(cited),
            "publications": sum(published(one.source) for one in cited),
        },
        "parameters": [_parameter_data(reference, one) for one in asked],
        "sources": [
            {
                **asdict(one.source),
                "published": published(one.source),
                "parameters": one.parameters,
                "observations": one.observations,
            }
            for one in cited
        ],
    }


def _parameter_data(reference: Reference, parameter: Parameter) -> dict[str, Any]:
    """Give one parameter; regions stand by themselves where they differ."""
    quantity, entry = parameter.quantity, reference.entry(parameter.address)
    first, *regions = (
        {
            "region": place.region or WORLD,
            "default": _value_data(place.value),
            "low": place.low,
            "central": value_at(place.value, reference.present),
            "high": place.high,
        }
        for place in places(reference, parameter)
    )
    return {
        "address": parameter.address,
        "label": parameter.label,
        "layer": parameter.layer,
        "kind": quantity.kind,
        "unit": quantity.unit,
        "definition": parameter.definition,
        "allowed": reference.catalogue.limits(parameter, None),
        **{key: value for key, value in first.items() if key != "region"},
        "regions": {row.pop("region"): row for row in regions},
        "basis": entry.basis,
        "confidence": entry.confidence,
        "note": entry.note,
        "sources": list(dict.fromkeys(source.key for source in entry.sources)),
        "hidden": quantity.hidden,
    }


def _value_data(value: Value) -> float | dict[str, float]:
    """Give a number, or a path as its points by year."""
    if isinstance(value, Trajectory):
        return {year_text(year): number for year, number in value.points}
    return value


def csv_text(reference: Reference, asked: Sequence[Parameter]) -> str:
    """Write one row a parameter and region."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    for one in asked:
        writer.writerows(_rows(reference, one))
    return stream.getvalue()


def _rows(reference: Reference, parameter: Parameter) -> Iterator[list[str]]:
    """Give a parameter's rows: the World's or the only one, then the regions'."""
    from stackdesk.cli.export import cell

    quantity, entry = parameter.quantity, reference.entry(parameter.address)
    sources = "; ".join(
        " ".join(part for part in (one.key, one.title, origin_text(one), one.url) if part)
        for one in dict.fromkeys(entry.sources)
    )
    for place in places(reference, parameter):
        row: tuple[str | float | None, ...] = (
            *(parameter.address, parameter.label, parameter.layer, quantity.kind, quantity.unit),
            *(place.region or WORLD, value_text(place.value)),
            *(place.low, value_at(place.value, reference.present), place.high),
            *reference.catalogue.limits(parameter, place.region),
            *(entry.basis, entry.confidence, parameter.definition, entry.note, sources),
        )
        yield [cell(one) for one in row]
