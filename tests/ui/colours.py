"""How far two colours are apart (CIEDE2000), as people with and without colour blindness see them.

Simulation: Machado, Oliveira, Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision
Deficiency", the published matrices of full severity on linear RGB. Difference: Sharma, Wu, Dalal 2005.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtGui import QColor

Triple = tuple[float, float, float]
SIGHTS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def linear(colour: QColor) -> Triple:
    """Give linear light of sRGB."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    made = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return made[0], made[1], made[2]


def seen(light: Triple, sight: str) -> Triple:
    """Give what somebody with a kind of sight sees of some light."""
    made = _times(SIGHTS[sight], light)
    return tuple(min(max(one, 0.0), 1.0) for one in made)  # type: ignore[return-value]  # three of them


def _times(matrix: Sequence[Triple], vector: Triple) -> Triple:
    rows = [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
    return rows[0], rows[1], rows[2]


def lab(light: Triple) -> Triple:
    """Give CIELAB of linear sRGB under D65."""
    x, y, z = (
        one ** (1.0 / 3.0) if one > 216.0 / 24389.0 else (24389.0 / 27.0 * one + 16.0) / 116.0
        for one in (value / white for value, white in zip(_times(_XYZ, light), _WHITE, strict=True))
    )
    return 116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)


def difference(one: Triple, other: Triple) -> float:
    """Give CIEDE2000 of two colours in CIELAB."""
    mean = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2.0
    grey = 0.5 * (1.0 - math.sqrt(mean**7 / (mean**7 + 25.0**7)))
    (c1, h1), (c2, h2) = (_polar(lab[1] * (1.0 + grey), lab[2]) for lab in (one, other))
    turn = 0.0 if c1 * c2 == 0.0 else (h2 - h1 + 180.0) % 360.0 - 180.0
    light, chroma = other[0] - one[0], c2 - c1
    hue = 2.0 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2.0))
    level, full = (one[0] + other[0]) / 2.0, (c1 + c2) / 2.0
    middle = h1 + h2 if c1 * c2 == 0.0 else (h1 + turn / 2.0) % 360.0
    t = 1.0 - 0.17 * _cos(middle - 30.0) + 0.24 * _cos(2.0 * middle)
    t += 0.32 * _cos(3.0 * middle + 6.0) - 0.20 * _cos(4.0 * middle - 63.0)
    by_light = light / (1.0 + 0.015 * (level - 50.0) ** 2 / math.sqrt(20.0 + (level - 50.0) ** 2))
    by_chroma, by_hue = chroma / (1.0 + 0.045 * full), hue / (1.0 + 0.015 * full * t)
    twist = 30.0 * math.exp(-(((middle - 275.0) / 25.0) ** 2))
    turned = -math.sin(math.radians(2.0 * twist)) * 2.0 * math.sqrt(full**7 / (full**7 + 25.0**7))
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + turned * by_chroma * by_hue)


def _polar(a: float, b: float) -> tuple[float, float]:
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360.0


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def apart(one: QColor, other: QColor, sight: str = "normal") -> float:
    """Give how far two colours are apart for a kind of sight."""
    first, second = (lab(seen(linear(colour), sight)) for colour in (one, other))
    return difference(first, second)
