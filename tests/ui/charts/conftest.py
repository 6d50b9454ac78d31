"""Charts on a show of their own: no window of the application around them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.ui import typeface
from stackdesk.ui.charts import CeilingsChart, LayerChart, ReliefChart
from stackdesk.ui.theme import LIGHT


@pytest.fixture(autouse=True)
def _typeface(qapp: QApplication) -> None:
    """Measure words with the typeface of the application."""
    typeface.load()


@pytest.fixture
def ceilings(qtbot: QtBot) -> CeilingsChart:
    """A chart of ceilings of the usual size."""
    chart = CeilingsChart()
    qtbot.addWidget(chart)
    chart.resize(1075, 385)
    chart.set_theme(LIGHT)
    chart.set_motion(0)
    chart.show()
    return chart


@pytest.fixture
def relief(qtbot: QtBot) -> ReliefChart:
    """A relief chart of the usual size."""
    chart = ReliefChart()
    qtbot.addWidget(chart)
    chart.resize(300, 350)
    chart.set_theme(LIGHT)
    chart.show()
    return chart


@pytest.fixture
def layer(qtbot: QtBot) -> LayerChart:
    """A layer chart of the usual size."""
    chart = LayerChart()
    qtbot.addWidget(chart)
    chart.resize(380, 350)
    chart.set_theme(LIGHT)
    chart.set_motion(0)
    chart.show()
    return chart
