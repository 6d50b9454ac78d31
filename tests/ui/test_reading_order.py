"""Tab goes through a part as it is read; a window that belongs to the part has an order of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.ui.reading_order import as_read


def button(parent: QWidget, name: str, left: int, top: int) -> QPushButton:
    """Put a button somewhere."""
    made = QPushButton(name, parent)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setGeometry(left, top, 40, 20)
    return made


def test_rows_are_read_from_the_left_and_other_windows_are_left_out(qtbot: QtBot) -> None:
    part = QWidget()
    qtbot.addWidget(part)
    part.resize(300, 200)
    placed = {"below": (0, 60), "right": (120, 4), "left": (10, 0)}
    buttons = {name: button(part, name, *place) for name, place in placed.items()}
    beside = QDialog(part)
    button(beside, "elsewhere", 0, 0)
    part.show()
    beside.show()
    assert as_read(part) == [buttons["left"], buttons["right"], buttons["below"]]
