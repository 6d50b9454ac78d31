"""Files come to the window by the list of recent ones and by being dropped on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stackdesk.ui.window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def dragged(*names: str) -> QMimeData:
    """What hangs on the mouse."""
    data = QMimeData()
    data.setUrls([QUrl(name) if "://" in name else QUrl.fromLocalFile(name) for name in names])
    return data


def drop(window: MainWindow, data: QMimeData) -> bool:
    """Drag something in and let it fall; tell whether the window took it."""
    over = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, LEFT, NONE)
    over.ignore()
    QApplication.sendEvent(window, over)
    if not over.isAccepted():
        return False
    fall = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, NONE)
    fall.ignore()
    QApplication.sendEvent(window, fall)
    return fall.isAccepted()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A scenario file."""
    path = tmp_path / "plan.toml"
    path.write_text('schema = 1\nreference = "1"\n', encoding="utf-8")
    return path


def entries(window: MainWindow) -> list[QAction]:
    """What the menu of recent files offers when it opens."""
    window.menus.recent.aboutToShow.emit()
    return [action for action in window.menus.recent.actions() if not action.isSeparator()]


def test_a_file_that_is_dropped_is_opened(qtbot: QtBot, window: MainWindow, plan: Path) -> None:
    assert drop(window, dragged(str(plan)))
    qtbot.waitUntil(lambda: window.desk.path == plan)
    assert window.settings.recent()[0] == plan


def test_a_file_dropped_on_the_start_page_leads_to_the_desk(
    qtbot: QtBot, window: MainWindow, plan: Path
) -> None:
    window.start.show()
    assert drop(window, dragged(str(plan)))
    qtbot.waitUntil(lambda: window.desk.path == plan)
    assert not window.start.shown


@pytest.mark.parametrize(
    "names", [("picture.png",), ("https://example.org/plan.toml",), ("a.toml", "b.toml"), ()]
)
def test_anything_else_is_refused(qtbot: QtBot, window: MainWindow, names: tuple[str, ...]) -> None:
    assert not drop(window, dragged(*names))
    qtbot.wait(30)
    assert window.desk.path is None


def test_a_dropped_file_that_cannot_be_opened_is_told_in_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert drop(window, dragged(str(tmp_path / "gone.toml")))
    qtbot.waitUntil(lambda: "gone.toml" in window.work.notice.text())


def test_the_list_of_recent_files_can_be_cleared(window: MainWindow, plan: Path) -> None:
    window.settings.remember(plan)
    first, last = entries(window)
    assert first.toolTip() == str(plan)
    assert window.menus.recent.toolTipsVisible()
    last.trigger()
    (none,) = entries(window)
    assert not none.isEnabled()
    assert window.settings.recent() == []
