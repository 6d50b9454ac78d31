"""The typeface: Inter with figures of equal width, else what the system has. Sizes are logical pixels."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

NORMAL = 400
STRONG = 600

LARGE, LARGER, LARGEST = 1.5, 1.25, 2.25
"""How large type is when it is seen from afar; where there is less room for it; on the largest screens."""

_log = logging.getLogger(__name__)


_sizes = {"scale": 1.0}


def load() -> str:
    """Load Inter from its package and give the family to use; needs a QGuiApplication."""
    for file in _files():
        QFontDatabase.addApplicationFont(str(file))
    set_scale(1.0)
    return family()


def set_scale(scale: float) -> None:
    """Make all type, and lengths that grow with it, so many times as large; widgets must be dressed anew."""
    _sizes["scale"] = scale
    for cached in (font, lettering, monospace):
        cached.cache_clear()


def px(length: float) -> float:
    """Give a length that grows with the type, in logical pixels."""
    return length * _sizes["scale"]


def _files() -> list[Path]:
    """Find the font files of the package, if it is installed."""
    try:
        import fontpkg_inter
    except ImportError:
        _log.info("fontpkg-inter is not installed; using the system's typeface")
        return []
    return sorted(Path(fontpkg_inter.ROOT).glob("files/Inter[[]*.ttf"))


def family() -> str:
    """Give the family in use: Inter where there is one, else the system's."""
    if "Inter" in QFontDatabase.families():
        return "Inter"
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@lru_cache(maxsize=64)
def font(size: float, weight: int = NORMAL) -> QFont:
    """Give the font for numbers, `size` logical pixels: figures of one width, so that nothing jitters."""
    made = _made(size, weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setKerning(False)
    return made


@lru_cache(maxsize=64)
def lettering(size: float, weight: int = NORMAL, *, spaced: bool = False) -> QFont:
    """Give the font for words; `spaced` is for layer names in capitals."""
    made = _made(size, weight)
    if spaced:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 107)
    return made


def _made(size: float, weight: int) -> QFont:
    """Make a font; a variable one takes its weight from an axis, others from the nearest face."""
    made = QFont(family())
    _set_pixels(made, size)
    made.setWeight(QFont.Weight(weight))
    made.setVariableAxis(QFont.Tag("wght"), weight)
    return made


@lru_cache(maxsize=8)
def monospace(size: float) -> QFont:
    """Give the font for addresses."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    _set_pixels(made, size)
    return made


def _set_pixels(made: QFont, size: float) -> None:
    """Set a size in pixels; fractions only go through points."""
    size = px(size)
    if size == int(size):
        made.setPixelSize(int(size))
        return
    made.setPointSizeF(size * 72.0 / QGuiApplication.primaryScreen().logicalDotsPerInchY())
