"""The window as a whole: everything named, everything in sight, nothing that scrolls, nothing modal."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stackdesk.ui.theme import DARK, LIGHT
from stackdesk.ui.window import MainWindow
from tests.ui import fakes
from tests.ui.conftest import LEAD

KEYS = [layer.key for layer in fakes.LAYERS]
CONTROLS = (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)


def find(window: MainWindow, name: str) -> QWidget:
    """Find a widget by its name."""
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


@pytest.mark.parametrize(
    "name",
    [
        "ceilings.chart",
        "relief.chart",
        "layer.chart",
        "binding.ribbon",
        f"{LEAD}.slider",
        f"{LEAD}.value",
        *(f"{key}.panel" for key in KEYS),
        *(f"{key}.headline" for key in KEYS),
    ],
)
def test_the_names_that_others_rely_on_belong_to_widgets(window: MainWindow, name: str) -> None:
    assert find(window, name).objectName() == name


def test_names_are_unique(window: MainWindow) -> None:
    names = [w.objectName() for w in window.findChildren(QWidget) if "." in w.objectName()]
    assert sorted(set(names)) == sorted(names)


def test_every_control_has_an_accessible_name(window: MainWindow) -> None:
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, QScrollBar)
        and not widget.objectName().startswith("qt_")  # parts of a control that has a name
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("size", [(1280, 720), (1280, 800), (1600, 950), (1920, 1080), (2560, 1440)])
@pytest.mark.parametrize("key", KEYS)
def test_the_whole_cake_is_in_sight(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int], key: str
) -> None:
    window.resize(*size)
    qtbot.wait(20)
    window.commands.go_to_layer(key)
    qtbot.wait(20)
    assert not window.stack.verticalScrollBar().isVisible()
    assert window.stack.verticalScrollBar().maximum() == 0
    shown = {panel.layer.key: len(panel.visible_levers()) for panel in window.stack.panels}
    most = {layer.key: len(layer.levers) for layer in fakes.LAYERS}
    assert shown[key] >= min(7, most[key])
    assert all(count >= 2 for count in shown.values())
    for panel in window.stack.panels:
        for lever in panel.visible_levers():
            assert panel.rect().contains(lever.geometry()), lever.address


def test_the_binding_panel_is_open_and_never_changes_under_the_mouse(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow
) -> None:
    window.stack.focus_layer("infrastructure")  # asked for once more: lets go
    assert window.stack.opened == "infrastructure"
    lever = window.stack.lever(LEAD)
    assert lever is not None
    lever.slider.pressed.emit()
    places = [lever.mapTo(window, lever.rect().topLeft()) for lever in window.stack.levers()]
    desk.preview(LEAD, 0.5)
    qtbot.waitUntil(lambda: not desk.stale)
    qtbot.wait(40)
    assert desk.result is not None
    assert desk.result.at("binding.layer", 2030.0) != "infrastructure"
    assert places == [lever.mapTo(window, lever.rect().topLeft()) for lever in window.stack.levers()]
    lever.slider.released.emit()


def test_the_title_tells_what_is_not_saved(qtbot: QtBot, desk: fakes.Desk, window: MainWindow) -> None:
    assert window.windowTitle().startswith("Untitled[*]")
    assert not window.isWindowModified()
    desk.set_value(LEAD, 2.0)
    qtbot.waitUntil(window.isWindowModified)
    assert "not saved" in window.top.document.accessibleName()
    window.commands.undo()
    qtbot.waitUntil(lambda: not window.isWindowModified())


def test_undo_and_redo_are_named(qtbot: QtBot, desk: fakes.Desk, window: MainWindow) -> None:
    assert not window.menus.undo.isEnabled()
    desk.set_value(LEAD, 2.0)
    qtbot.waitUntil(window.menus.undo.isEnabled)
    assert "Connection lead time" in window.menus.undo.text()
    window.menus.undo.trigger()
    qtbot.waitUntil(window.menus.redo.isEnabled)
    assert LEAD not in desk.scenario.values


def actions(menu: QMenu) -> list[str]:
    """List the entries of a menu and of those below it."""
    found: list[str] = []
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += actions(below)
        elif not action.isSeparator():
            found.append(action.text())
    return found


def test_every_menu_has_entries(window: MainWindow) -> None:
    for action in window.top.menus.actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        assert actions(menu), action.text()


def test_layer_keys_go_to_the_first_lever(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    for number, layer in enumerate(fakes.LAYERS, start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.stack.opened == layer.key
        lever = window.stack.lever(layer.levers[0])
        assert lever is not None
        assert window.focusWidget() is lever.slider


def test_themes_change_every_part(window: MainWindow) -> None:
    window.choose_theme("dark")
    assert window.palette().window().color() == DARK.window
    window.choose_theme("light")
    assert window.palette().window().color() == LIGHT.window
    assert window.settings.theme == "light"


def test_the_year_moves_everywhere(qtbot: QtBot, desk: fakes.Desk, window: MainWindow) -> None:
    window.status.year.setFocus()
    QTest.keyClick(window.status.year, Qt.Key.Key_PageUp)
    assert desk.year == 2031.0
    qtbot.waitUntil(lambda: window.status.year_text.text() == "2031")
    window.work.ceilings.yearChanged.emit(2035.0)
    qtbot.waitUntil(lambda: window.status.year.year == 2035.0)


def test_the_year_lies_below_the_plot(qtbot: QtBot, window: MainWindow) -> None:
    for size in ((1280, 720), (1600, 950)):
        window.resize(*size)
        qtbot.wait(60)
        left, right = window.work.ceilings.plot_left_right()
        groove = window.status.year
        assert abs(groove.mapToGlobal(groove.rect().topLeft()).x() + 8 - left) <= 1
        assert abs(groove.mapToGlobal(groove.rect().topRight()).x() - 7 - right) <= 1


def test_a_region_scopes_the_drag(qtbot: QtBot, desk: fakes.Desk, window: MainWindow) -> None:
    window.commands.choose_region("us")
    qtbot.wait(40)
    lever = window.stack.lever(LEAD)
    assert lever is not None
    lever.box.setValue(2.0)
    assert desk.scenario.regional == {("us", LEAD): 2.0}
    window.commands.choose_region("World")
    qtbot.wait(40)
    seen = window.chosen.stand(lever.subject)
    assert (seen.value, seen.changed, seen.where) == (4.0, True, "US")


def test_more_opens_a_table_of_every_parameter(qtbot: QtBot, desk: fakes.Desk, window: MainWindow) -> None:
    head = next(p.head for p in window.stack.panels if p.layer.key == "applications")
    QTest.mouseClick(head.more, Qt.MouseButton.LeftButton)
    table = window.commands.table("applications")
    assert table.isVisible()
    assert not table.isModal()
    addresses = [table.model.subject(row).address for row in range(table.model.rowCount())]
    assert "capital.budget_growth" in addresses
    assert "applications.literacy" in addresses
    table.search.setText("literacy")
    proxy = table.view.model()
    assert proxy.rowCount() == 1
    assert proxy.setData(proxy.index(0, 1), "55")
    assert desk.scenario.values["applications.literacy"] == pytest.approx(0.55)
    assert not proxy.setData(proxy.index(0, 1), "200")
    assert desk.scenario.values["applications.literacy"] == pytest.approx(0.55)


def test_the_inspector_tells_all_and_keeps_the_reason(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow
) -> None:
    window.hand.choose(LEAD)
    inspector = window.work.inspector
    told = " ".join(label.text() for label in inspector.findChildren(QWidget) if hasattr(label, "text"))
    for words in (
        LEAD,
        "policy",
        "0.25 to 8 yr",
        "2 to 7 yr",
        "JLL",
        "https://example.org/waits",
        "●●○ medium",
    ):
        assert words in told, words
    window.commands.give_reason()
    inspector.reason.setPlainText("FERC rule holds.")
    window.status.year.setFocus()
    inspector.keep_reason()
    assert desk.scenario.reasons == {LEAD: "FERC rule holds."}


def test_a_file_that_cannot_be_opened_is_told_in_the_window(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, tmp_path: Path
) -> None:
    before = desk.scenario
    assert not window.open_path(tmp_path / "nowhere.toml")
    assert desk.scenario is before
    assert window.work.notice.isVisible()
    assert "no such file" in window.work.notice.text()
    QTest.mouseClick(find(window, "notice.close"), Qt.MouseButton.LeftButton)
    assert not window.work.notice.isVisible()


def test_saving_forgets_the_mark_and_remembers_the_file(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow, tmp_path: Path
) -> None:
    desk.set_value(LEAD, 2.0)
    desk.path = tmp_path / "mine.toml"
    assert window.documents.save()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert [path.name for path in window.settings.recent()] == ["mine.toml"]


def test_thousands_of_signals_and_repaints_do_no_harm(
    qtbot: QtBot, desk: fakes.Desk, window: MainWindow
) -> None:
    """Some versions of the binding drop references to None and True and abort after a few dozen repaints."""
    lever = window.stack.lever(LEAD)
    assert lever is not None
    for turn in range(3000):
        window.hand.chosen.emit(LEAD)
        lever.slider.stepped.emit(0.0)
        lever.slider.setEnabled(True)
        if turn % 30 == 0:
            desk.set_value(LEAD, 2.0 + turn % 7 / 10.0)
            window.repaint()
            lever.repaint()
            qtbot.wait(1)
    assert lever.isVisible()


def test_a_file_run_with_another_model_says_so(desk: fakes.Desk, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    path.write_text("schema = 1\n", encoding="utf-8")
    desk.opened_version = "0.1"
    assert window.open_path(path)
    assert "model 0.1" in window.work.notice.text()


def test_the_status_says_which_engine_runs(qtbot: QtBot, window: MainWindow) -> None:
    window.live.request()
    qtbot.waitUntil(lambda: "compiled" in window.status.engine.text())


def test_motion_can_be_reduced_for_good(window: MainWindow) -> None:
    entry = next(action for action in window.menus.view.actions() if action.text() == "Reduce &Motion")
    before = window.settings.reduced_motion
    entry.trigger()
    assert window.settings.reduced_motion is not before
    entry.trigger()
    assert window.settings.reduced_motion is before
