"""Reality checks in words: what was expected and what was found, in one sentence each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from stackdesk.engine.records import spelled_causes
from stackdesk.engine.result import Result
from stackdesk.scenario.catalogue import Catalogue
from stackdesk.scenario.checks import ALL_BUT, EACH, Change, Expectation
from stackdesk.scenario.checks_in import matching

Array = npt.NDArray[np.float64]
MANY = 1e6


def number(value: float) -> str:
    """Write three significant figures: 86.1, 1,152, 0.0415, 7.1e30."""
    if not math.isfinite(value):
        return "nothing to divide by" if math.isnan(value) else "without bounds"
    if value == 0.0 or 1e-3 <= abs(value) < MANY:
        power = math.floor(math.log10(abs(value))) if value else 0
        return f"{value:,.{min(max(2 - power, 0), 6)}f}"
    mantissa, _, exponent = f"{value:.2e}".partition("e")
    return f"{mantissa}e{int(exponent)}"


def bound(value: float) -> str:
    """Write a bound as it was given: 0, 1.0001, 1e-6."""
    mantissa, e, exponent = f"{value:.6g}".replace("-", "−").partition("e")
    return f"{mantissa}e{int(exponent.replace('−', '-'))}" if e else mantissa


def share(value: float) -> str:
    """Write a share in per cent with its sign: +3.1 %, −0.04 %."""
    if not math.isfinite(value):
        return "without bounds"
    text = f"{abs(value) * 100:.{0 if abs(value) >= 0.1 else 1 if abs(value) >= 0.01 else 2}f} %"
    return text if float(text[:-2]) == 0.0 else f"{'+' if value > 0 else '−'}{text}"


def percent(value: float) -> str:
    """Write a bound in per cent without a needless sign: 5 %, −3 %."""
    return f"{'−' if value < 0 else ''}{abs(value) * 100:.4g} %"


def year(value: float) -> str:
    """Write a date as a year, with its fraction where it has one."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def place(catalogue: Catalogue, region: str) -> str:
    """Write a place, to follow a name: " in Europe"; the World needs no word."""
    if region == EACH:
        return " in each region"
    if region.startswith(ALL_BUT):
        return f" in all but {catalogue.region_label(region.removeprefix(ALL_BUT))}"
    return f" in {catalogue.region_label(region)}" if region in catalogue.regions else ""


def time(expectation: Expectation) -> str:
    """Write when: in 2030, throughout 2027 to 2032, at some time in 2027 to 2032."""
    span = expectation.during or expectation.within
    if span is None:
        return f"until {year(expectation.last)}"
    if span[0] == span[1]:
        return f"in {year(span[0])}"
    return f"{'at some time in' if expectation.within else 'throughout'} {year(span[0])} to {year(span[1])}"


def expected_text(expectation: Expectation, catalogue: Catalogue, region: str) -> str:
    """Write an expectation as a sentence without a full stop."""
    where, when = place(catalogue, region), time(expectation)
    verb, value = expectation.verb, expectation.value
    if verb in ("binds", "does_not_bind"):
        word = "bound" if verb == "binds" else "not bound"
        return f"{word} by {limit_text(value, catalogue)}{where or ' in the World'} {when}"
    if verb == "binds_with_ceilings":
        return f"another layer binds{where} only within {percent(value)} of the lowest ceiling, {when}"
    name = catalogue.series[expectation.series].label + where
    if expectation.over:
        below = expectation.over_region or region
        name += f" over {catalogue.series[expectation.over].label.lower()}"
        name += "" if below == region else place(catalogue, below) or " of the World"
    return f"{name} {_verb(verb, value, unit_text(expectation, catalogue))} {when}".rstrip()


def limit_text(word: str, catalogue: Catalogue) -> str:
    """Write a layer or a cause as people say it; one with a star stays as it is."""
    for layer in catalogue.layers:
        if layer.key == word:
            return layer.label.lower()
        for cause, label in spelled_causes(layer.causes, catalogue.lists):
            if cause == word:
                return label
    return word


def _verb(verb: str, value: object, unit: str) -> str:
    """Write what a verb says of a series."""
    if verb == "unmoved_until":
        return "does not move"
    if verb == "moves":
        return {"up": "rises", "down": "falls", "not": "does not move"}[str(value)]
    if verb == "course":
        return str(value)
    assert isinstance(value, tuple)
    if verb == "is_between":
        return f"is {bounds(value, bound)}{unit}"
    word = {"rises_by": "rises by", "falls_by": "falls by", "changes_by": "changes by"}[verb]
    return f"{word} {bounds(value, percent)}"


def bounds(pair: tuple[float, float], write: Callable[[float], str]) -> str:
    """Write a range."""
    return f"{write(pair[0])} to {write(pair[1])}"


def unit_text(expectation: Expectation, catalogue: Catalogue) -> str:
    """Write the unit, to follow a number; a share and a ratio have none."""
    unit = catalogue.series[expectation.series].unit
    return "" if expectation.over or unit == "1" else f" {unit}"


def found_text(
    expectation: Expectation, years: Array, seen: Array, was: Array, now: Array, pick: int, unit: str
) -> str:
    """Write what was found: at the date that decides, and over the time where that is one."""
    suffix = "" if unit == "1" or expectation.over else f" {unit}"
    if expectation.verb == "course":
        text = f"from {number(now[0])} to {number(now[-1])}{suffix}"
        turned = expectation.value.startswith("never")
        return f"{text}, by {number(now[pick] - now[pick - 1])} to {year(years[pick])}" if turned else text
    if not expectation.compares:
        text = f"{number(seen[pick])}{suffix}"
    else:
        text = f"{share(seen[pick])} ({number(was[pick])} to {number(now[pick])}{suffix})"
    return f"{text} in {year(years[pick])}" if len(years) > 1 else text


def limit_found_text(result: Result, years: Array, layers: Sequence[str], causes: Sequence[str]) -> str:
    """Write what bound over the dates: stretches of the same limit, with their first dates."""
    stretches: list[str] = []
    before = ("", "")
    for date, pair in zip(years, zip(layers, causes, strict=True), strict=True):
        if pair != before:
            start = f" from {year(date)}" if len(years) > 1 else ""
            stretches.append(f"{pair[0]}: {result.cause_label(*pair)}{start}")
        before = pair
    return "; ".join(stretches)


def change_text(change: Change, catalogue: Catalogue, present: float) -> str:
    """Write a change: "Connection lead time times 0.5 from 2027 in Europe"."""
    action, amount = change.action
    word = {"set": "at", "multiply": "times", "add": "plus"}[action]
    matched = [catalogue.parameters[address] for address in matching(catalogue, change.parameter)]
    unit = matched[0].quantity.unit if matched and action != "multiply" else "1"
    number = f"{amount:g}".replace("-", "−")
    text = f"{_name(change.parameter, [one.label for one in matched])} {word} {number}"
    text += "" if unit in ("1", "x") else " a year" if unit == "1/yr" else f" {unit}"
    text += f" from {year(present if change.start is None else change.start)}"
    if change.region == EACH:
        return f"{text} in each region"
    return text + (place(catalogue, change.region) if change.region else "")


def _name(address: str, labels: Sequence[str]) -> str:
    """Name what is turned: a label, or what the labels of several end in, such as "each lead time"."""
    if len(labels) == 1:
        return labels[0]
    common: list[str] = []
    for words in zip(*(reversed(label.split()) for label in labels), strict=False):
        if len(set(words)) > 1:
            break
        common.insert(0, words[0])
    return f"Each {' '.join(common)}" if common else address
