"""Seams, floating cards, hidden cards and text size on a window, and what of it survives a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.ui import typeface
from stackdesk.ui.layout.divider import Divider
from stackdesk.ui.layout.floating import on_screen
from stackdesk.ui.settings import Settings
from stackdesk.ui.window import MainWindow
from tests.ui import fakes

Again = Callable[[], MainWindow]


@pytest.fixture
def again(qtbot: QtBot) -> Iterator[Again]:
    """Make further windows on the same settings."""
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(fakes.Desk(), fakes.Runner(), Settings(), fakes.relief)  # type: ignore[arg-type]
        window.documents.ask_unsaved = lambda: window.documents.DISCARD  # type: ignore[method-assign]
        window.resize(1600, 950)
        window.show()
        qtbot.waitUntil(lambda: window.live.compiled, timeout=5000)
        qtbot.wait(50)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()


def divider(window: MainWindow, name: str) -> Divider:
    """Find a seam."""
    found = window.findChild(Divider, f"divider.{name}")
    assert isinstance(found, Divider)
    return found


def drag(widget: QWidget, by: QPoint, start: QPoint | None = None) -> None:
    """Drag with the left button, in steps."""
    at = QPointF(start or widget.rect().center())
    begin = QPointF(widget.mapToGlobal(at.toPoint()))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    steps = [(QEvent.Type.MouseButtonPress, 0.0, left, left)]
    steps += [(QEvent.Type.MouseMove, share, none, left) for share in (0.3, 0.6, 1.0)]
    steps += [(QEvent.Type.MouseButtonRelease, 1.0, left, none)]
    for kind, share, button, buttons in steps:
        shift = QPointF(by) * share
        event = QMouseEvent(kind, at + shift, begin + shift, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def rooms(window: MainWindow) -> dict[str, QRect]:
    """Give where every part of the desk stands."""
    work = window.work
    cards = {key: card.geometry() for key, card in work.cards.items() if card.isVisibleTo(work)}
    return {"stack": window.stack.geometry(), **cards, "tiles": work.tiles.geometry()}


@pytest.mark.parametrize(
    ("name", "part", "by"),
    [
        ("stack", "stack", QPoint(60, 0)),
        ("upper", "ceilings", QPoint(0, 70)),
        ("row.0", "relief", QPoint(50, 0)),
        ("row.1", "layer", QPoint(-40, 0)),
    ],
)
def test_a_seam_is_dragged_remembered_and_reset(
    window: MainWindow, again: Again, qtbot: QtBot, name: str, part: str, by: QPoint
) -> None:
    before = rooms(window)
    drag(divider(window, name), by)
    qtbot.wait(30)
    now = rooms(window)
    grown = now[part].height() - before[part].height() if by.y() else now[part].width() - before[part].width()
    assert grown == pytest.approx(by.x() + by.y(), abs=1)
    window.close()
    second = again()
    for key, room in rooms(second).items():
        assert room.getRect() == pytest.approx(now[key].getRect(), abs=1), key
    QTest.mouseDClick(divider(second, name), Qt.MouseButton.LeftButton)
    qtbot.wait(30)
    for key, room in rooms(second).items():
        assert room.getRect() == pytest.approx(before[key].getRect(), abs=1), key


def test_cards_touch_the_gaps_and_none_is_too_small(window: MainWindow, qtbot: QtBot) -> None:
    for name, by in (("stack", QPoint(2000, 0)), ("upper", QPoint(0, 2000)), ("row.0", QPoint(-2000, 0))):
        drag(divider(window, name), by)
        qtbot.wait(30)
        work, gap = window.work, window.look.sizes.gap
        order = [work.cards[key].geometry() for key in work.docked()]
        assert order[0].left() == 0
        assert order[-1].right() == work.width() - 1
        for left, right in pairwise(order):
            assert right.left() - left.right() - 1 == gap
        assert all(room.width() >= 200 and room.height() >= 140 for room in order)
        assert work.ceilings.height() >= 200
        assert work.width() >= 500


def test_a_seam_answers_keys_and_tells_its_size(window: MainWindow, qtbot: QtBot) -> None:
    seam = divider(window, "upper")
    tall = window.work.ceilings.height()
    seam.setFocus()
    QTest.keyClick(seam, Qt.Key.Key_Down)
    assert window.work.ceilings.height() == pytest.approx(tall + seam.singleStep(), abs=1)
    QTest.keyClick(seam, Qt.Key.Key_Up)
    QTest.keyClick(seam, Qt.Key.Key_Up)
    assert window.work.ceilings.height() == pytest.approx(tall - seam.singleStep(), abs=1)
    QTest.keyClick(seam, Qt.Key.Key_Delete)
    assert window.work.ceilings.height() == tall
    spoken = QAccessible.queryAccessibleInterface(seam)
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.valueInterface().currentValue() == seam.value()
    assert "Height" in spoken.text(QAccessible.Text.Name)
    stack, wide = divider(window, "stack"), window.stack.width()
    QTest.keyClick(stack, Qt.Key.Key_Right)
    assert window.stack.width() == wide + stack.singleStep()


def test_another_reference_leaves_the_seams(window: MainWindow, qtbot: QtBot) -> None:
    drag(divider(window, "stack"), QPoint(40, 0))
    qtbot.wait(30)
    wide = window.stack.width()
    window._built = None
    window._rebuild()
    qtbot.wait(30)
    assert window.stack.width() == wide


def test_densities_have_seams_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    before = window.stack.width()
    window.resize(1280, 800)
    qtbot.wait(50)
    drag(divider(window, "stack"), QPoint(40, 0))
    qtbot.wait(30)
    window.resize(1600, 950)
    qtbot.wait(50)
    assert window.stack.width() == before


def test_a_card_floats_and_comes_back(window: MainWindow, again: Again, qtbot: QtBot) -> None:
    before = rooms(window)
    window.panels.docks.float_card("relief")
    floating = window.panels.docks.windows["relief"]
    assert floating.isVisible()
    assert window.work.relief.window() is floating
    assert rooms(window)["layer"].left() == 0
    floating.setGeometry(40, 50, 500, 420)
    qtbot.wait(30)
    window.close()
    assert not floating.isVisible()
    second = again()
    kept = second.panels.docks.windows["relief"]
    assert kept.isVisible()
    assert kept.size() == floating.size()
    kept.close()
    qtbot.wait(30)
    assert "relief" not in second.panels.docks.windows
    assert {key: room.getRect() for key, room in rooms(second).items()} == {
        key: room.getRect() for key, room in before.items()
    }


def test_what_floats_follows_the_desk(window: MainWindow, qtbot: QtBot) -> None:
    window.panels.docks.float_card("layer")
    shown: list[object] = []
    window.work.layer.show_result = shown.append  # type: ignore[method-assign, assignment]
    window.show_now()
    assert shown
    window.panels.docks.hide_card("layer", True)
    qtbot.wait(30)
    shown.clear()
    window.show_now()
    assert not shown
    window.panels.docks.hide_card("layer", False)
    assert window.panels.docks.windows["layer"].isVisible()


def test_windows_rest_while_the_start_page_or_presentation_has_the_screen(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.panels.docks.float_card("inspector")
    floating = window.panels.docks.windows["inspector"]
    window.start.show()
    assert not floating.isVisible()
    window.start.leave()
    assert floating.isVisible()
    window.presenting.turn()
    assert not floating.isVisible()
    window.presenting.stop()
    assert floating.isVisible()


def test_hidden_cards_give_their_room_and_stay_hidden(window: MainWindow, again: Again, qtbot: QtBot) -> None:
    tall = window.work.ceilings.height()
    for key in ("relief", "layer", "inspector", "tiles"):
        window.panels.docks.hide_card(key, True)
    assert window.work.ceilings.height() > 1.6 * tall
    window.close()
    second = again()
    assert not second.work.tiles.isVisible()
    assert second.work.docked() == []
    second.commands.show_inspector()
    assert second.work.inspector.isVisible()
    second.panels.reset()
    assert second.work.docked() == ["relief", "layer", "inspector"]
    assert second.work.ceilings.height() == pytest.approx(tall, abs=1)
    assert second.work.tiles.isVisible()


def test_a_header_is_dragged_along_the_row_and_out_of_it(window: MainWindow, qtbot: QtBot) -> None:
    work = window.work
    card = work.cards["relief"]
    drag(card, QPoint(work.width() - 200, 0), QPoint(150, 8))
    assert work.arrangement.order == ("layer", "inspector", "relief")
    assert card.geometry().right() == work.width() - 1
    drag(card, QPoint(-100, -300), QPoint(150, 8))
    assert "relief" in window.panels.docks.windows


def test_all_of_it_is_in_the_menus(window: MainWindow, qtbot: QtBot) -> None:
    window.panels.menu.aboutToShow.emit()
    words = [action.text() for action in window.panels.menu.actions()]
    assert {"Relief", "Layer chart", "Inspector", "Pinned parameters", "Outcomes"} <= set(words)
    menu = QMenu()
    window.panels.fill_card_menu(menu, "inspector")
    named = {action.text(): action for action in menu.actions()}
    assert not named["Move Right"].isEnabled()
    named["Move Left"].trigger()
    assert window.work.arrangement.order == ("relief", "inspector", "layer")
    named["Float in a Window"].trigger()
    assert "inspector" in window.panels.docks.windows
    menu.clear()
    window.panels.fill_card_menu(menu, "inspector")
    next(action for action in menu.actions() if action.text() == "Put Back").trigger()
    assert window.panels.docks.windows == {}


def test_one_card_takes_the_room_and_gives_it_back(window: MainWindow, qtbot: QtBot) -> None:
    before = rooms(window)
    for key in ("ceilings", "relief", "layer", "inspector"):
        window.work.maximise(key)
        shown = [one for one, card in window.work.cards.items() if card.isVisible()]
        assert shown == [key]
        assert window.work.cards[key].width() == window.work.width()
        assert window.work.tiles.isVisible()
    window.work.maximise("")
    assert rooms(window) == before


def test_a_charts_own_menu_moves_its_card(window: MainWindow, qtbot: QtBot) -> None:
    window.work.layer.menu_button.click()
    menu = window.work.layer.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Maximise").trigger()
    menu.close()
    assert window.work.maximised == "layer"


def test_a_page_takes_the_place_of_everything(window: MainWindow, qtbot: QtBot) -> None:
    before = rooms(window)
    page = QWidget()
    window.work.show_page(page)
    assert page.geometry() == window.work.rect()
    assert not any(card.isVisible() for card in window.work.cards.values())
    assert not window.work.tiles.isVisible()
    window.work.show_page(None)
    assert not page.isVisible()
    assert rooms(window) == before


def test_windows_come_back_from_where_no_screen_is() -> None:
    screens = [QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 800)]
    fine = QRect(2000, 100, 400, 300)
    assert on_screen(fine, screens) == fine
    for lost in (QRect(5000, 100, 400, 300), QRect(-900, -900, 400, 300), QRect(100, 1070, 400, 300)):
        assert screens[0].contains(on_screen(lost, screens))
    assert on_screen(fine, screens[:1]).right() < 1920
    assert screens[1].contains(on_screen(QRect(1930, 10, 4000, 3000), screens))


def test_a_window_lost_with_its_screen_is_found_again(window: MainWindow, again: Again, qtbot: QtBot) -> None:
    window.work.arrangement.floating["layer"] = (9000, 9000, 420, 340)
    window.panels.keep()
    window.close()
    second = again()
    kept = second.panels.docks.windows["layer"]
    screen = QApplication.primaryScreen().availableGeometry()
    assert screen.intersects(kept.geometry())


def test_another_screen_has_everything_painted_anew(window: MainWindow, qtbot: QtBot) -> None:
    dressed: list[object] = []
    window.work.ceilings.set_theme = dressed.append  # type: ignore[method-assign, assignment]
    QApplication.sendEvent(window.work, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: bool(dressed), timeout=1000)


def test_pinned_parameters_float_and_fill_their_window(window: MainWindow, qtbot: QtBot) -> None:
    window.hand.pin("infrastructure.connection.lead_time", True)
    qtbot.wait(30)
    assert window.work.cards["pins"].isVisibleTo(window.work)
    window.panels.docks.float_card("pins")
    floating = window.panels.docks.windows["pins"]
    floating.resize(700, 300)
    qtbot.wait(30)
    pin = window.work.pins.pins[0]
    assert floating.isVisible()
    assert pin.height() > 200
    window.hand.pin("infrastructure.connection.lead_time", False)
    qtbot.wait(30)
    assert not floating.isVisible()


def test_larger_text_is_remembered_and_costs_levers(window: MainWindow, again: Again, qtbot: QtBot) -> None:
    before = window.work.ceilings.title.fontMetrics().height()
    levers = sum(len(panel.visible_levers()) for panel in window.stack.panels)
    window.text_size.larger.trigger()
    window.text_size.larger.trigger()
    assert window.text_size.percent == 125
    qtbot.wait(30)
    assert window.work.ceilings.title.fontMetrics().height() == pytest.approx(1.25 * before, abs=1.5)
    assert window.stack.verticalScrollBar().maximum() == 0
    assert sum(len(panel.visible_levers()) for panel in window.stack.panels) < levers
    window.close()
    second = again()
    assert second.text_size.percent == 125
    second.presenting.turn()
    second.presenting.stop()
    assert typeface.px(100.0) == 125.0
    second.text_size.choose(100)
    assert second.work.ceilings.title.fontMetrics().height() == before
