"""The start page in the window: cards, files, keys; nothing modal, and never in the way of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from stackdesk.ui import app
from stackdesk.ui.app import create
from stackdesk.ui.start import Start
from stackdesk.ui.start.grid import CardGrid
from stackdesk.ui.start.opening import FOLDER
from stackdesk.ui.start.previews import Preview, Span
from stackdesk.ui.start.stories import read_stories
from stackdesk.ui.window import MainWindow

NAMES = ("baseline", "bricks", "clay", "dust", "earth")


def preview(load: float = 80.0) -> Preview:
    """A run that is level at some load, 100 in the baseline."""
    years = tuple(2023.0 + quarter / 4.0 for quarter in range(69))
    flat = tuple(load for _ in years)
    binding = (Span(2023.0, 2028.0, "chips", "packaging"), Span(2028.0, 2040.0, "energy", "turbines"))
    base = tuple(100.0 for _ in years)
    return Preview("1", "", ("chips",), True, years, flat, base, binding, binding[1])


class Makes:
    """Has one preview at hand, makes the others but for one."""

    def __init__(self) -> None:
        self.made_of: list[str] = []

    def kept(self, path: Path) -> Preview | None:
        return preview(100.0) if path.stem == "baseline" else None

    def made(self, path: Path) -> Preview | None:
        self.made_of.append(path.stem)
        return None if path.stem == "dust" else preview()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five stories."""
    for name in NAMES:
        about = f'title = "{name.title()}"\ndescription = "What if {name}?"'
        text = f'schema = 1\nreference = "1"\n[scenario]\n{about}\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def makes() -> Makes:
    """What makes previews."""
    return Makes()


@pytest.fixture
def start(window: MainWindow, folder: Path, makes: Makes) -> Iterator[Start]:
    """The page, in front."""
    window.start.folder = folder
    window.start._makes = lambda: makes
    window.start.show()
    yield window.start
    window.start.stop()


def grid(start: Start) -> CardGrid:
    """The cards."""
    assert start.page is not None
    return start.page.grid


def focused() -> str:
    """Name the card that has the keyboard."""
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def test_each_story_is_a_card_and_its_run_follows(qtbot: QtBot, start: Start, makes: Makes) -> None:
    cards = grid(start).cards
    assert [card.story.path.stem for card in cards] == list(NAMES)
    qtbot.waitUntil(lambda: all(card.preview or card.lacking for card in cards))
    assert sorted(makes.made_of) == ["bricks", "clay", "dust", "earth"]
    assert cards[0].preview == preview(100.0)
    assert cards[3].lacking
    assert cards[3].preview is None
    assert "80" in cards[1].accessibleDescription()
    assert "20 %" in cards[1].accessibleDescription()
    assert "turbines" in cards[1].accessibleDescription()
    assert cards[1].accessibleName() == "Bricks. What if bricks?"
    assert QApplication.activeModalWidget() is None


def test_stories_are_run_only_while_the_page_is_in_front(
    qtbot: QtBot, window: MainWindow, folder: Path, makes: Makes
) -> None:
    window.start.folder, window.start._makes = folder, lambda: makes
    window.start.show()
    window.start.leave()
    qtbot.wait(150)
    assert len(makes.made_of) <= 1
    window.start.show()
    qtbot.waitUntil(lambda: len(set(makes.made_of)) == 4)


def test_arrows_lead_over_the_cards_and_enter_opens(
    qtbot: QtBot, window: MainWindow, start: Start, folder: Path
) -> None:
    cards = grid(start)
    across = cards.columns()
    assert 1 < across < 5
    cards.take_keyboard()
    qtbot.waitUntil(lambda: focused() == "story.baseline")
    for key, name in (
        (Qt.Key.Key_Right, NAMES[1]),
        (Qt.Key.Key_Left, NAMES[0]),
        (Qt.Key.Key_Left, NAMES[0]),
        (Qt.Key.Key_Down, NAMES[across]),
        (Qt.Key.Key_Up, NAMES[0]),
        (Qt.Key.Key_End, NAMES[4]),
        (Qt.Key.Key_Home, NAMES[0]),
        (Qt.Key.Key_Right, NAMES[1]),
    ):
        press(key)
        assert focused() == f"story.{name}"
    press(Qt.Key.Key_Return)
    assert window.desk.path == folder / f"{NAMES[1]}.toml"
    assert not start.shown
    assert window.stack.isVisible()


def test_one_card_alone_takes_part_in_the_order_of_tabs(start: Start) -> None:
    tabbed = [card for card in grid(start).cards if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(tabbed) == 1


def test_escape_leads_back_to_the_desk(qtbot: QtBot, window: MainWindow, start: Start) -> None:
    assert not window.stack.isVisible()
    qtbot.waitUntil(lambda: focused() == "story.baseline")
    press(Qt.Key.Key_Escape)
    assert not start.shown
    assert window.stack.isVisible()
    assert window.work.ceilings.isVisible()


def test_new_begins_on_the_bare_reference(window: MainWindow, start: Start) -> None:
    assert start.page is not None
    QTest.mouseClick(start.page.rail.new, Qt.MouseButton.LeftButton)
    assert not start.shown
    assert window.desk.path is None


def test_a_file_opened_lately_is_listed_and_opens(window: MainWindow, start: Start, folder: Path) -> None:
    window.settings.remember(folder / "clay.toml")
    start.show()
    assert start.page is not None
    (entry,) = start.page.rail.recent
    assert entry.toolTip() == str(folder / "clay.toml") == entry.accessibleDescription()
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert window.desk.path == folder / "clay.toml"
    assert not start.shown


def test_a_story_that_was_mended_gets_another_card(start: Start, folder: Path) -> None:
    before = {card.story.path.stem: card for card in grid(start).cards}
    text = (folder / "clay.toml").read_text(encoding="utf-8").replace("Clay", "Kiln")
    (folder / "clay.toml").write_text(text, encoding="utf-8")
    (folder / "earth.toml").unlink()
    start.show()
    after = {card.story.path.stem: card for card in grid(start).cards}
    assert set(after) == set(NAMES) - {"earth"}
    assert after["bricks"] is before["bricks"]
    assert after["clay"] is not before["clay"]


@pytest.mark.parametrize("size", [(1280, 720), (1600, 950), (1920, 1080)])
def test_no_card_is_cut_at_the_side(
    qtbot: QtBot, window: MainWindow, start: Start, size: tuple[int, int]
) -> None:
    window.resize(*size)
    qtbot.wait(30)
    cards = grid(start)
    rooms = [card.geometry() for card in cards.cards]
    assert cards.columns() >= 3
    assert all(0 <= room.left() < room.right() < cards.viewport().width() for room in rooms)
    assert not any(one.intersects(other) for one in rooms for other in rooms if one is not other)


def test_every_button_has_a_name(start: Start) -> None:
    assert start.page is not None
    for button in start.page.findChildren(QAbstractButton):
        assert button.accessibleName(), button.objectName()


def test_a_window_that_opens_a_file_never_makes_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text('schema = 1\nreference = "2026.1"\n', encoding="utf-8")
    _, window = create(path, computed=False)
    qtbot.addWidget(window)
    assert window.start.page is None
    assert not window.start.shown
    assert window.stack.isVisibleTo(window)
    window.close()


def test_without_previews_the_cards_still_stand(window: MainWindow) -> None:
    window.start.show()
    assert len(grid(window.start).cards) == len(read_stories(FOLDER))


def test_the_app_opens_on_the_page_only_without_a_file(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    made: list[MainWindow] = []

    class Application:
        """Ends at once."""

        def exec(self) -> int:
            return 0

    def build(path: Path | None, *, computed: bool) -> tuple[Application, MainWindow]:
        made.append(create(path, computed=computed)[1])
        return Application(), made[-1]

    monkeypatch.setattr(app, "create", build)
    for arguments, on_page in (([], True), ([str(folder / "clay.toml")], False)):
        assert app.main(arguments) == 0
        assert made[-1].isVisible()
        assert made[-1].start.shown is on_page
        made[-1].close()
