"""Draws a picture of every story for the handbook: `python -m tests.story_pictures [OUTDIR] [STORY ...]`.

The window's charts, on the region, year and series that the story's description speaks of; the dashed lines
and the lower ribbon are the baseline's. Needs no screen.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from stackdesk.ui.view import View

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "resources" / "screenshots" / "stories"
SIZE = 960, 600
COLOURS = 256
COARSE = 0xF0F0F0  # of colours that are alike the most frequent is kept, so that rare ones survive
SETTLED_MS = 400


@dataclass(frozen=True)
class Look:
    """Where to look: region, year, and the series of the lower chart."""

    region: str
    year: float
    series: str


RENT = "infrastructure.rental_price"
LOOKS = {
    "baseline": Look("us", 2031.0, RENT),
    "power-constrained": Look("us", 2031.0, "energy.firm_power"),
    "packaging-constrained": Look("us", 2031.0, "chips.packaging_capacity"),
    "memory-constrained": Look("World", 2033.0, RENT),
    "trades-constrained": Look("us", 2029.0, "infrastructure.wage.electricians"),
    "open-reasoning-model": Look("World", 2028.0, RENT),
    "gpu-rent-squeeze": Look("World", 2029.0, RENT),
    "trillion-dollar-build-out": Look("World", 2031.0, "capital.capex"),
    "sovereign-ai": Look("europe", 2031.0, RENT),
    "sovereign-ai-with-skills": Look("World", 2031.0, "applications.adoption.consumer"),
    "emerging-market-leapfrog": Look("india", 2031.0, "applications.adoption.consumer"),
    "radiology": Look("World", 2031.0, "applications.headcount.healthcare"),
    "efficiency-breakthrough": Look("World", 2035.0, "energy.electricity_use"),
    "capital-drought": Look("World", 2031.0, RENT),
    "permits-moratorium": Look("us", 2030.0, "infrastructure.shell_capacity"),
    "on-site-power-rush": Look("us", 2030.0, "energy.firm_power.onsite_gas"),
    "reliability-threshold": Look("World", 2030.0, "applications.adoption.healthcare"),
    "reliability-undone": Look("World", 2030.0, "applications.adoption.healthcare"),
    "agents-take-off": Look("World", 2030.0, "applications.spend"),
    "physical-ai": Look("World", 2030.0, "applications.on_board_packages"),
    "skills-education": Look("india", 2031.0, "applications.adoption.consumer"),
}


def main(arguments: list[str]) -> int:
    """Draw the stories that are named, else all of them."""
    folder = Path(arguments[0]) if arguments else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from stackdesk.ui.app import prepared_application
    from stackdesk.ui.style import sheet
    from stackdesk.ui.theme import LIGHT, palette

    application = prepared_application()
    application.setPalette(palette(LIGHT))
    application.setStyleSheet(sheet(LIGHT))
    for name in arguments[1:] or LOOKS:
        path = folder / f"{name}.png"
        _draw(_seen(name), LOOKS[name].series).save(str(path), quality=0)
        print(path, path.stat().st_size)
    return 0


def _seen(name: str) -> View:
    """Run a story and turn to where it is best seen."""
    from stackdesk.desk import Desk
    from stackdesk.engine import Runner
    from stackdesk.ui.view import read_view

    desk = Desk(Runner("compiled"))
    desk.open(ROOT / "scenarios" / f"{name}.toml")
    while desk.compute():
        pass
    desk.region, desk.year = LOOKS[name].region, LOOKS[name].year
    layers = tuple(layer for layer in desk.scenario.catalogue.layers if layer.number > 0)
    view = read_view(desk, layers, layers[0].key, stale=False, compact=False)
    assert view is not None
    return view


def _draw(view: View, series: str) -> QImage:
    """Draw the ceilings above and the series below, as the window does."""
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from stackdesk.ui.card import Card
    from stackdesk.ui.charts import CeilingsChart, LayerChart
    from stackdesk.ui.theme import LIGHT

    page = QWidget()
    page.setObjectName("charts")
    column = QVBoxLayout(page)
    column.setContentsMargins(6, 6, 6, 6)
    column.setSpacing(6)
    ceilings, below = CeilingsChart(), LayerChart()
    for chart, share in ((ceilings, 58), (below, 42)):
        card = Card(chart, page)
        card.dress(LIGHT)
        column.addWidget(card, share)
        chart.set_theme(LIGHT)
        chart.set_motion(0)
    page.resize(*SIZE)
    page.show()
    ceilings.show_result(view)
    below.show_result(view)
    below.show_series(series)
    _wait()
    page.setFocus()
    shot = _few_colours(page.grab().toImage())
    page.close()
    return shot


def _wait() -> None:
    """Let the page live until it has settled."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(SETTLED_MS, loop.quit)
    loop.exec()


def _few_colours(image: QImage) -> QImage:
    """Keep the colours that are seen most: a small file without dithering."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32)
    found, counts = np.unique(pixels, return_counts=True)
    often = found[np.argsort(-counts)]
    _, first = np.unique(often & COARSE, return_index=True)
    kept = [int(colour) for colour in often[np.sort(first)[:COLOURS]]]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, kept, Qt.ImageConversionFlag.ThresholdDither)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
