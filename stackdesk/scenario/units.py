"""Values as people type them, with any unit of the right dimension, turned into the unit that is declared."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from stackdesk.core.errors import ValueRefusedError
from stackdesk.scenario.unit_names import COUNTED, Unit, UnknownUnitError, named, stranger, unit_of

__all__ = ["UnreadableError", "parsed", "plain_number"]

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<digits>\d(?:[\d.,'’_]|[ \u00a0\u2009\u202f](?=\d{3}(?!\d)))*|[.,]\d+)"
    r"(?P<power>[eE][+-]?\d+)?"
    r"(?:\s*[x×·*]\s*10(?:\^|\*\*)?(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\^|\*)[+-]?\d+))?"
)
_MONEY = re.compile(r"(?P<sign>[+-]?)\s*(?:US\$|\$|USD\b)\s*(?=[\d.,+-])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[,_ '’\u00a0\u2009\u202f])\d{3})(?:(?P=mark)\d{3})*(?:\.\d*)?")
_ENERGY_A_YEAR = {"energy": 1, "time": -1}
_POWER = {"power": 1}
_RATE = {"time": -1}

ReadNumber = Callable[[str], float | None]


class UnreadableError(ValueRefusedError):
    """A typed value is no number, or its unit is of another kind; the message says which."""


def plain_number(text: str) -> float | None:
    """Read a number with a point; commas, spaces and the like may group thousands, as in 1,200.5."""
    grouped = _GROUPED.fullmatch(text.strip().lstrip("+-"))
    bare = text.replace(grouped["mark"], "") if grouped else text
    try:
        value = float(bare)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def parsed(
    text: str, unit: str, *, bare: float = 1.0, shown: str = "", number: ReadNumber = plain_number
) -> float:
    """Read a typed value as one of the declared unit.

    Args:
        text: what was typed: "2.6", "2000 MW", "17.5 TWh/yr", "100k", "3 months", "15 %", "0.3 $/kWh".
        unit: the declared unit, such as "GW" or "USD/MWh".
        bare: what a number without any unit counts in, as a share of the declared unit: 0.01 where shares are
            shown as per cent.
        shown: the unit as it is shown, for messages; without it, the declared one.
        number: reads the digits; the window reads them as the user's locale writes them.

    Returns:
        The value in the declared unit. Limits are not looked at.

    Raises:
        UnreadableError: says in a sentence what is wrong.
    """
    declared, here = unit_of(unit), shown or unit
    value, rest, paid = _split(text, number)
    if not rest and not paid:
        return _tidy(value * bare)
    if rest == "m" and "time" in declared.dimension:
        raise UnreadableError("m may be months or millions: write one of them")
    try:
        typed = unit_of(rest)
    except UnknownUnitError as error:
        told = "" if unit in ("", "1") else f"; this is in {here}"
        raise UnreadableError(f"{error}{told}") from None
    if paid and typed.bare and declared.dimension.get("money") == 1:
        return _tidy(value * typed.factor / declared.lead)  # the sign alone stands for the whole unit
    if paid:
        typed = _times_money(typed)
    return _tidy(value * _ratio(typed, declared, bare, _told(rest, paid=paid), here))


def _split(text: str, number: ReadNumber) -> tuple[float, str, bool]:
    """Take a text apart: the number, the unit behind it, and whether a dollar sign stood before it."""
    cleaned = text.strip().replace("\u2212", "-").lstrip("~≈ ")
    money = _MONEY.match(cleaned)
    if money:
        cleaned = money["sign"] + cleaned[money.end() :]
    found = _NUMBER.match(cleaned)
    value = None
    if found is not None:
        power = found["power"] or (f"e{found['raised'].translate(_RAISED)}" if found["raised"] else "")
        digits = number(found["digits"].strip())
        value = None if digits is None else _number(digits, found["sign"], power)
    if found is None or value is None:
        foreign = stranger(cleaned[0]) if cleaned[:1] in ("€", "£") else ""
        raise UnreadableError(foreign or f"“{text.strip()}” is not a number")
    return value, cleaned[found.end() :].strip(), bool(money)


def _number(digits: float, sign: str, power: str) -> float | None:
    value = float(f"{digits!r}{power}") if "e" not in repr(digits) else digits * float(f"1{power}")
    return (-value if sign == "-" else value) if math.isfinite(value) else None


def _times_money(typed: Unit) -> Unit:
    """Put the dollar sign from before the number into the unit: $2 bn/yr is 2 bn USD/yr."""
    dimension = {"money": 1, **typed.dimension}
    return Unit(typed.factor, dimension, typed.lead, typed.words)


def _told(rest: str, *, paid: bool) -> str:
    return f"${rest}" if paid and rest.startswith("/") else f"$ {rest}".rstrip() if paid else rest


def _ratio(typed: Unit, declared: Unit, bare: float, told: str, here: str) -> float:
    """Give what one of the typed unit is in the declared one, or say why there is no such number."""
    factors = "x" in declared.words
    if "%" in typed.words and factors and declared.dimension == _RATE:
        raise UnreadableError("this is a factor a year, not per cent: for 42 % more a year type 1.42")
    if "x" in typed.words and declared.dimension == _RATE and not factors:
        raise UnreadableError(f"this is a rate ({here}), not a factor: for 1.42 times a year type 42 %")
    if typed.bare:
        share = bare if not declared.dimension and declared.lead == 1.0 else 1.0
        return typed.factor / declared.lead * share
    if _same(typed.dimension, declared.dimension) or _percentage_a_year(typed, declared, factors=factors):
        return typed.factor / declared.factor
    if _left_unsaid(typed, declared) or _left_unsaid(declared, typed):
        return typed.factor / declared.factor
    raise UnreadableError(_another_kind(typed, declared, told, here))


def _same(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return dict(one) == dict(other)


def _percentage_a_year(typed: Unit, declared: Unit, *, factors: bool) -> bool:
    """Whether "15 %" or "1.4x" is typed for a rate or a factor a year: the year goes without saying."""
    wanted = "x" if factors else "%"
    return not typed.dimension and wanted in typed.words and declared.dimension == _RATE


def _left_unsaid(one: Unit, other: Unit) -> bool:
    """Whether only one of two units says what is counted: 12 million (people), 2 M (H100e)/yr."""
    uncounted = {what: power for what, power in other.dimension.items() if what not in COUNTED}
    return one.lead != 1.0 and _same(uncounted, one.dimension)


def _another_kind(typed: Unit, declared: Unit, told: str, here: str) -> str:
    """Say what was typed and what this is."""
    wanted = named(declared.dimension)
    this = f"{wanted} ({here})" if here not in ("", "1") else wanted
    words = f"{told} is {named(typed.dimension)}, this is {this}"
    kinds = [typed.dimension, declared.dimension]
    if _POWER in kinds and any(kind.get("energy") == 1 for kind in kinds):
        words += "; 1 GW for a year is 8.76 TWh"
    elif _ENERGY_A_YEAR in kinds and {"energy": 1} in kinds:
        words += "; say over which time, as in TWh/yr"
    return words


def _tidy(value: float) -> float:
    """Drop the dust of binary arithmetic."""
    return float(f"{value:.12g}")
