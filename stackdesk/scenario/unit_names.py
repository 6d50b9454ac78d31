"""Units by name: what each measures, how large it is, and which dimension a unit text such as USD/MWh has.

A small vocabulary of our own, since the point is what general libraries of units do not do: power is a
dimension of its own, so that gigawatts are never taken for energy a year; people, chips, tokens and wafers
are no pure numbers; "$", "bn" and "100k" are read; and what is wrong is told in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from stackdesk.core.errors import ValueRefusedError
from stackdesk.scenario.words import near

HOURS = 8766.0
"""Hours of a mean year, as 365.25 days; months are twelfths of it."""

MAGNITUDES = {
    "k": 1e3, "K": 1e3, "thousand": 1e3, "thousands": 1e3,
    "M": 1e6, "m": 1e6, "MM": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6,
    "B": 1e9, "b": 1e9, "G": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9, "billions": 1e9,
    "T": 1e12, "tn": 1e12, "trn": 1e12, "trillion": 1e12, "trillions": 1e12,
    "P": 1e15, "quadrillion": 1e15,
}  # fmt: skip
_PREFIXES = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18, "Z": 1e21, "Y": 1e24}
_LETTERED = {
    "W": (1.0, "power"),
    "Wh": (1.0, "energy"),
    "J": (1.0 / 3600.0, "energy"),
    "FLOP": (1.0, "computing"),
    "FLOPs": (1.0, "computing"),
    "b": (1.0, "data"),
    "B": (8.0, "data"),
    "g": (1e-6, "mass"),
    "t": (1.0, "mass"),
    "L": (1.0, "volume"),
    "USD": (1.0, "money"),
    "H100e": (1.0, "chips"),
    "tok": (1.0, "tokens"),
}
"""Units that take a prefix, such as MW: size in the dimension's own unit, and the dimension."""
_WHOLE = {
    "btu": (0.29307107, "energy"),
    "mmbtu": (0.29307107e6, "energy"),
    "toe": (11.63e6, "energy"),
    "mtoe": (11.63e12, "energy"),
    "second": (1.0 / 3600.0 / HOURS, "time"),
    "minute": (1.0 / 60.0 / HOURS, "time"),
    "min": (1.0 / 60.0 / HOURS, "time"),
    "hour": (1.0 / HOURS, "time"),
    "h": (1.0 / HOURS, "time"),
    "hr": (1.0 / HOURS, "time"),
    "day": (24.0 / HOURS, "time"),
    "d": (24.0 / HOURS, "time"),
    "week": (168.0 / HOURS, "time"),
    "wk": (168.0 / HOURS, "time"),
    "month": (1.0 / 12.0, "time"),
    "mo": (1.0 / 12.0, "time"),
    "mth": (1.0 / 12.0, "time"),
    "quarter": (0.25, "time"),
    "year": (1.0, "time"),
    "yr": (1.0, "time"),
    "y": (1.0, "time"),
    "a": (1.0, "time"),
    "annum": (1.0, "time"),
    "decade": (10.0, "time"),
    "dollar": (1.0, "money"),
    "cent": (0.01, "money"),
    "ct": (0.01, "money"),
    "token": (1.0, "tokens"),
    "h100": (1.0, "chips"),
    "person": (1.0, "people"),
    "people": (1.0, "people"),
    "worker": (1.0, "people"),
    "user": (1.0, "people"),
    "wafer": (1.0, "wafers"),
    "package": (1.0, "packages"),
    "rack": (1.0, "racks"),
    "litre": (1.0, "volume"),
    "liter": (1.0, "volume"),
    "l": (1.0, "volume"),
    "m3": (1000.0, "volume"),
    "m³": (1000.0, "volume"),
    "gallon": (3.785411784, "volume"),
    "tonne": (1.0, "mass"),
    "ton": (1.0, "mass"),
    "lb": (0.45359237e-3, "mass"),
    "gigawatt": (1e9, "power"),
    "megawatt": (1e6, "power"),
    "kilowatt": (1e3, "power"),
    "watt": (1.0, "power"),
    "bit": (1.0, "data"),
    "byte": (8.0, "data"),
    "gigabit": (1e9, "data"),
    "gigabyte": (8e9, "data"),
    "%": (0.01, ""),
    "pct": (0.01, ""),
    "percent": (0.01, ""),
    "‰": (0.001, ""),
    "x": (1.0, ""),
    "times": (1.0, ""),
    "fold": (1.0, ""),
}
"""Units that take no prefix, in small letters and the singular."""
COUNTED = frozenset({"people", "packages", "wafers", "racks", "tokens", "chips"})
_ONE = {"people": "person", "chips": "chip", "tokens": "token", "wafers": "wafer", "racks": "rack"}
_STRANGERS = {
    "eur": "the model counts in US dollars, not in euros",
    "gbp": "the model counts in US dollars, not in pounds",
    "€": "the model counts in US dollars, not in euros",
    "£": "the model counts in US dollars, not in pounds",
    "gpu": "a GPU is no measure here: count in H100e",
    "chip": "a chip is no measure here: count in H100e",
    "gb": "gigabits are Gb, gigabytes GB: write one of them",
    "tb": "terabits are Tb, terabytes TB: write one of them",
    "degree": "temperatures are not measured here",
}
_PLAIN_TEXT = (
    ("US$", " USD "), ("$", " USD "), ("€", " EUR "), ("£", " GBP "), ("¢", " cent "),
    ("×", " x "), ("per cent", "%"), ("%", " % "), (" p.a.", "/yr"), ("p.a.", "/yr"), ("CO₂", "CO2"),
)  # fmt: skip
_CARBON = re.compile(r"\s*CO2(?:e|eq)?\b")
_WATT_HOURS = re.compile(r"\b([kMGTP]?)W[\s·*-]h(?:r|rs|ours?)?\b")
_PER = re.compile(r"\s*/\s*|\s+per\s+|^per\s+|\s+an?\s+(?=[a-zA-Z])|\s+each\s+")
_FACTORS = re.compile(r"[\s·*-]+")
_COUNT = re.compile(r"(\d+(?:\.\d+)?)([A-Za-z]*)")


@dataclass(frozen=True)
class Unit:
    """A unit text, understood: its size, its dimension, and the magnitude word that leads it.

    `factor` is in W, Wh, USD, years, H100e and so on, whatever the dimensions are made of; `dimension` maps
    each of these ("power", "energy", "money") to its exponent. `lead` is 1e6 for "million tokens/yr".
    """

    factor: float
    dimension: Mapping[str, int]
    lead: float = 1.0
    words: frozenset[str] = field(default_factory=frozenset)

    @property
    def bare(self) -> bool:
        """Whether there is nothing but a magnitude, such as the k of 100k."""
        return not self.dimension and not self.words and self.factor == self.lead


class UnknownUnitError(ValueRefusedError):
    """A word in a unit that means nothing here."""


@lru_cache(maxsize=512)
def unit_of(text: str) -> Unit:
    """Understand a unit text, as declared or as typed: "TWh/yr", "bn $", "USD per MWh", "worker-yr/GW".

    Raises:
        UnknownUnitError: says which word is not known.
    """
    for sign, plain in _PLAIN_TEXT:
        text = text.replace(sign, plain)
    text = _CARBON.sub(" ", _WATT_HOURS.sub(r"\1Wh", f" {text.strip()} "))
    parts = _PER.split(text.strip())
    factor, lead, words = 1.0, 1.0, set()
    dimension: dict[str, int] = {}
    for place, part in enumerate(parts):
        power = -1 if place else 1
        for word in filter(None, _FACTORS.split(part.strip())):
            size, what = _sized(word, counted=bool(place) or text.strip() in ("1", "1/yr"))
            factor *= float(size**power)
            if word in MAGNITUDES and not (place or what):
                lead *= size
            elif not what:
                words.add("%" if size == 0.01 else word)
            if what:
                dimension[what] = dimension.get(what, 0) + power
    kept = {what: exponent for what, exponent in dimension.items() if exponent}
    return Unit(factor, kept, lead, frozenset(words - {"1"}))


def _sized(word: str, *, counted: bool) -> tuple[float, str]:
    """Give the size and dimension of one word; numbers only where there may be some: per 1M tokens."""
    number = _COUNT.fullmatch(word)
    if number is not None:
        if counted and (not number[2] or number[2] in MAGNITUDES):
            return float(number[1]) * MAGNITUDES.get(number[2], 1.0), ""
        raise UnknownUnitError(f"“{word}” is not understood: one number, then its unit")
    found = _known(word)
    if found is None:
        raise UnknownUnitError(stranger(word))
    return found


def _known(word: str) -> tuple[float, str] | None:
    """Look a word up: as it is written, as a prefixed unit, in small letters, in the singular."""
    if word in MAGNITUDES:  # a B that stands alone is a billion, never a byte
        return MAGNITUDES[word], ""
    if word in _LETTERED:
        return _LETTERED[word]
    if word[:1] in _PREFIXES and word[1:] in _LETTERED:
        size, what = _LETTERED[word[1:]]
        return _PREFIXES[word[0]] * size, what
    small = word.casefold()
    for one in (small, small.removesuffix("s")):
        if one in _WHOLE:
            return _WHOLE[one]
        if one in MAGNITUDES:
            return MAGNITUDES[one], ""
    return _careless(small)


def _careless(small: str) -> tuple[float, str] | None:
    """Read gw, mwh or usd in small letters, where that can mean one thing only."""
    for one in (small, small.removesuffix("s")):
        for name, (size, what) in _LETTERED.items():
            if len(name) > 1 or name in "WJ":
                if one == name.casefold():
                    return size, what
                letter = one[:1] if one[:1] == "k" else one[:1].upper()
                if letter in _PREFIXES and one[1:] == name.casefold():
                    return _PREFIXES[letter] * size, what
    return None


def stranger(word: str) -> str:
    """Say that a word is no unit, and what may have been meant."""
    small = word.casefold()
    told = _STRANGERS.get(small) or _STRANGERS.get(small.removesuffix("s"))
    if told:
        return told
    names = [*_LETTERED, *(p + n for p in "kMGT" for n in ("W", "Wh")), *_WHOLE, *MAGNITUDES]
    meant = near(small, [name for name in names if len(name) > 2])
    guess = f"; did you mean {meant}?" if meant else ""
    return f"“{word}” is no unit known here{guess}"


def named(dimension: Mapping[str, int]) -> str:
    """Name a dimension in words: power, energy a year, money per energy, a number."""
    work = dimension.get("people", 0) == 1 and dimension.get("time", 0) == 1
    above = ["work"] if work else [what for what, power in dimension.items() if power > 0]
    below = [_ONE.get(what, what) for what, power in dimension.items() if power < 0 and what != "time"]
    words = " times ".join(above) or "a number"
    if below:
        words += " per " + " and ".join(below)
    return f"{words} a year" if dimension.get("time", 0) < 0 else words
