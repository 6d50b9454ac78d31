"""The handbook's equations as pictures: LaTeX to vectors in a thread, kept on disk, sharp at any size."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from stackdesk.ui.worker import Worker

EM = 15.0
"""Pixels of type for which vectors are made; other sizes scale them."""

INDENT = 1.6  # em
GAP = 0.55  # em between lines
LINE = 1.3  # em of the lowest line
MOST_KEPT = 400
VERSION = "1"


class Drawn(NamedTuple):
    """One line as a vector: its indent, its size at `EM`, and its drawing as SVG in black."""

    indent: int
    width: float
    height: float
    svg: str


@dataclass(frozen=True)
class Wish:
    """An equation at a size, in an ink, for a screen."""

    tex: str
    scale: float
    ink: str
    ratio: float


class Equations(QObject):
    """Gives pictures of equations as they become ready; those asked for last come first."""

    ready = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = Worker("equations", self)
        self._worker.answered.connect(self._take)
        self._lock = threading.Lock()
        self._wanted: OrderedDict[Wish, None] = OrderedDict()
        self._drawing: set[Wish] = set()
        self._images: OrderedDict[Wish, QImage] = OrderedDict()
        self._sizes: dict[str, QSizeF] = {}

    def size(self, wish: Wish) -> QSizeF:
        """Give an equation's size in logical pixels; a guess until it was drawn."""
        known = self._sizes.get(wish.tex)
        if known is None:
            count = len(split(wish.tex))
            known = QSizeF(30.0 * EM, count * (LINE + GAP) * EM)
        return known * wish.scale

    def image(self, wish: Wish) -> QImage | None:
        """Give an equation's picture, or nothing yet; then it is drawn before all others."""
        found = self._images.get(wish)
        if found is None:
            self.ask([wish], first=True)
        else:
            self._images.move_to_end(wish)
        return found

    def ask(self, wishes: list[Wish], *, first: bool = False) -> None:
        """Have equations drawn."""
        with self._lock:
            for wish in wishes:
                known = wish in self._wanted or wish in self._drawing or wish in self._images
                if not known:
                    self._wanted[wish] = None
                    self._worker.start(self._draw)
                if first and wish in self._wanted:
                    self._wanted.move_to_end(wish, last=False)

    def forget(self) -> None:
        """Drop what is not drawn yet, such as the rest of a page that was left."""
        with self._lock:
            self._wanted.clear()

    @property
    def busy(self) -> bool:
        """Whether something is still to be drawn."""
        with self._lock:
            return bool(self._wanted or self._drawing)

    def stop(self) -> None:
        """End the thread."""
        self.forget()
        self._worker.stop()

    def _draw(self) -> None:
        """Draw what is wanted first; runs in the thread."""
        with self._lock:
            if not self._wanted:
                return
            wish, _ = self._wanted.popitem(last=False)
            self._drawing.add(wish)
        drawn = vectors(wish.tex)
        self._worker.answer((wish, extent(drawn), painted(drawn, wish)))

    def _take(self, answer: tuple[Wish, QSizeF, QImage]) -> None:
        wish, size, image = answer
        with self._lock:
            self._drawing.discard(wish)
        self._sizes[wish.tex] = size
        self._images[wish] = image
        while len(self._images) > MOST_KEPT:
            self._images.popitem(last=False)
        self.ready.emit()


# --------------------------------------------------------------------------------------------- vectors


def split(tex: str) -> list[tuple[int, str]]:
    """Take a block of aligned lines apart: the indent and the LaTeX of each."""
    body = tex.replace(r"\begin{aligned}", "").replace(r"\end{aligned}", "").strip()
    lines = []
    for line in body.split(" \\\\\n"):
        bare = line.strip().removeprefix("&").strip()
        indent = 0
        while bare.startswith(r"\quad "):
            bare, indent = bare.removeprefix(r"\quad ").lstrip(), indent + 1
        lines.append((indent, bare))
    return lines


def vectors(tex: str) -> list[Drawn]:
    """Give an equation's lines as vectors, from the disk where they lie there."""
    path = _folder() / hashlib.sha256(f"{VERSION} {EM} {tex}".encode()).hexdigest()[:32]
    try:
        return [Drawn(*row) for row in json.loads(zlib.decompress(path.read_bytes()))]
    except (OSError, ValueError, zlib.error, TypeError):
        drawn = [_line(indent, line) for indent, line in split(tex)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_bytes(zlib.compress(json.dumps(drawn).encode()))
        part.replace(path)
    except OSError:
        pass  # nothing is lost but time
    return drawn


def _line(indent: int, tex: str) -> Drawn:
    """Draw one line."""
    from ziamath.config import config
    from ziamath.zmath import Latex

    config.svg2 = False  # Qt's SVG misplaces glyphs that are drawn by reference
    made = Latex(tex, size=EM, inline=False)
    wide, high = made.getsize()
    return Drawn(indent, float(wide), float(high), made.svg())


def _folder() -> Path:
    """Give the folder where vectors are kept, beside the compiled equations."""
    base = os.environ.get("STACKDESK_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "stackdesk" / "equations"


def extent(drawn: list[Drawn]) -> QSizeF:
    """Give the size of all lines one below the other, at `EM`."""
    wide = max(line.indent * INDENT * EM + line.width for line in drawn)
    return QSizeF(wide + 2.0, sum(_tall(line) for line in drawn))


def _tall(line: Drawn) -> float:
    return max(line.height, LINE * EM) + GAP * EM


def painted(drawn: list[Drawn], wish: Wish) -> QImage:
    """Paint lines one below the other, in ink on nothing."""
    size = extent(drawn) * wish.scale * wish.ratio
    wide, tall = round(size.width()) + 1, round(size.height()) + 1
    image = QImage(wide, tall, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(wish.scale * wish.ratio, wish.scale * wish.ratio)
    y = 0.0
    for line in drawn:
        svg = line.svg.replace('"black"', f'"{wish.ink}"')
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        box = renderer.viewBoxF()
        top = y + (_tall(line) - box.height()) / 2.0
        renderer.render(painter, QRectF(line.indent * INDENT * EM, top, box.width(), box.height()))
        y += _tall(line)
    painter.end()
    image.setDevicePixelRatio(wish.ratio)
    return image
