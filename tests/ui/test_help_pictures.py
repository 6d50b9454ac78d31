"""Pictures of the window on a help page: they shrink to the page and are painted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat, QTextDocument
from pytestqt.qtbot import QtBot

from stackdesk.ui.help_math import Equations
from stackdesk.ui.help_text import CONTENT, DRAWING, Look, Objects
from stackdesk.ui.theme import LIGHT
from tests.story_pictures import PICTURES, SIZE

WIDTH = SIZE[0] / 2.0
STRANGE = QColor(255, 0, 255)
"""A colour that no picture has."""


@pytest.fixture
def picture() -> QTextCharFormat:
    """Give what stands in a page's text for a story's picture."""
    made = QTextCharFormat()
    made.setObjectType(DRAWING)
    made.setProperty(CONTENT, str(PICTURES / "baseline.png"))
    return made


@pytest.fixture
def objects(qtbot: QtBot) -> Iterator[Objects]:
    """Give what lays pictures out, on a page half as wide as the picture."""
    document = QTextDocument()
    made = Objects(Equations(document), document)
    made.look = Look(LIGHT, 1.0, 1.0, WIDTH)
    yield made
    document.deleteLater()


def test_a_picture_shrinks_to_the_page(objects: Objects, picture: QTextCharFormat) -> None:
    size = objects.intrinsicSize(QTextDocument(), 0, picture)
    assert (size.width(), size.height()) == (WIDTH, SIZE[1] / 2.0)


def test_a_picture_is_painted(objects: Objects, picture: QTextCharFormat) -> None:
    page = QImage(round(WIDTH), SIZE[1] // 2, QImage.Format.Format_RGB32)
    page.fill(STRANGE)
    painter = QPainter(page)
    objects.drawObject(painter, QRectF(page.rect()), QTextDocument(), 0, picture)
    painter.end()
    shown = {page.pixelColor(x, y).name() for x in range(0, 480, 5) for y in range(0, 300, 5)}
    assert STRANGE.name() not in shown
    assert len(shown) > 10
