"""All that can be used has a name, a role and a value, shows the focus, and is reached in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stackdesk.ui.theme import THEMES
from stackdesk.ui.window import MainWindow

CONTROLS = (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QAbstractItemView,
    QPlainTextEdit,
)
SILENT = (QAccessible.Role.Client, QAccessible.Role.NoRole)
VALUED = (QAccessible.Role.Slider, QAccessible.Role.SpinBox)
PANELS = ("Card", "LayerPanel", "Panel", "TopBar", "StatusLine")
RING = 5


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window whose pages and further windows were all opened once."""
    open_all(window, qtbot)
    yield window
    for other in QApplication.topLevelWidgets():
        if other is not window:
            other.close()


def open_all(window: MainWindow, qtbot: QtBot) -> None:
    """Open whatever is built when it is first asked for."""
    commands = window.commands
    commands.show_table("infrastructure")
    for name in ("show_keys", "show_about", "show_reality", "turn_fit", "show_target", "show_ladder"):
        opener = getattr(commands, name, None)
        if opener is not None:
            opener()
            qtbot.wait(20)
    commands.turn_fit()
    window.events.open()
    commands.searching.open()
    window.help.open_layer("energy")
    window.work.show_tab("inspector")
    qtbot.wait(50)


def everything() -> Iterator[QWidget]:
    """Give every widget of every window of ours, shown or not; the menus of the plots' library never are."""
    for top in QApplication.topLevelWidgets():
        if type(top).__module__.startswith("stackdesk."):
            yield top
            yield from top.findChildren(QWidget)


def usable(widget: QWidget) -> bool:
    """Whether people can do something with it; parts of Qt's own controls answer through these."""
    inner = widget.parentWidget()
    if isinstance(widget, QLineEdit) and isinstance(inner, QAbstractSpinBox | QComboBox):
        return False
    if isinstance(widget, QHeaderView | QScrollBar | QMenuBar) or widget.objectName().startswith("qt_"):
        return False
    if isinstance(inner, QAbstractScrollArea) and widget is inner.viewport():
        return False
    if isinstance(inner, QComboBox | QLineEdit) or (isinstance(widget, QLabel) and not widget.text()):
        return False
    if inner is not None and inner.metaObject().className().startswith("QComboBox"):
        return False
    return isinstance(widget, CONTROLS) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def told(widget: QWidget) -> str:
    """Say which widget this is."""
    owner = widget.parentWidget()
    above = f"{type(owner).__name__} {owner.objectName()}" if owner is not None else ""
    return f"{type(widget).__name__} {widget.objectName()!r} in {above}"


def test_every_control_has_a_name(opened: MainWindow) -> None:
    nameless = [
        told(one)
        for one in everything()
        if usable(one) and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    ]
    assert not nameless, "\n".join(nameless)


def test_every_control_has_a_role_or_says_what_it_shows(opened: MainWindow) -> None:
    silent = []
    for one in everything():
        if not usable(one) or isinstance(one, QScrollArea | QSplitter):
            continue
        face = QAccessible.queryAccessibleInterface(one)
        if face.role() in SILENT and not face.text(QAccessible.Text.Description):
            silent.append(told(one))
    assert not silent, "\n".join(silent)


def test_what_has_a_value_tells_it(opened: MainWindow) -> None:
    mute = []
    for one in everything():
        if not usable(one):
            continue
        face = QAccessible.queryAccessibleInterface(one)
        if face.role() in VALUED and face.valueInterface() is None:
            mute.append(told(one))
        if isinstance(one, QComboBox) and one.count() and not face.text(QAccessible.Text.Value):
            mute.append(told(one))
    assert not mute, "\n".join(mute)


def test_custom_painted_parts_that_show_numbers_say_them(opened: MainWindow) -> None:
    tiles = [one for one in opened.work.tiles.tiles if one.isVisible()]
    assert tiles
    for tile in tiles:
        assert any(letter.isdigit() for letter in tile.accessibleName()), tile.accessibleName()
    for chart in (opened.work.ceilings, opened.work.layer, opened.work.relief):
        face = QAccessible.queryAccessibleInterface(chart)
        words = face.text(QAccessible.Text.Name) + face.text(QAccessible.Text.Description)
        assert len(words) > 10, told(chart)


# ------------------------------------------------------------------------------------------- the focus


def chain(window: QWidget) -> list[QWidget]:
    """Give what Tab leads to, in its order, as far as it can be seen."""
    found: list[QWidget] = []
    one: QWidget | None = window.nextInFocusChain()
    while one is not None and one is not window and one not in found[:1]:
        tabbed = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if tabbed and one.isVisible() and one.isEnabled() and one.focusProxy() is None:
            found.append(one)
        one = one.nextInFocusChain()
    return found


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to a widget, as Tab does."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def around(window: QWidget, widget: QWidget) -> QImage:
    """Take a picture of a widget with the place of its ring."""
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-RING, -RING, RING, RING)
    return window.grab(place).toImage()


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_the_focus_can_be_seen_wherever_it_is(window: MainWindow, qtbot: QtBot, theme: str) -> None:
    window.look.choose_theme(theme)
    window.activateWindow()
    qtbot.wait(50)
    unseen = []
    for one in chain(window):
        bring_into_sight(one)
        window.setFocus()
        QApplication.processEvents()
        before = around(window, one)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if one.hasFocus() and around(window, one) == before:
            unseen.append(told(one))
    assert not unseen, "\n".join(unseen)


def panel_of(widget: QWidget) -> QWidget:
    """Give the part of the window that a widget stands in."""
    above: QWidget | None = widget
    while above is not None:
        if type(above).__name__ in PANELS:
            return above
        above = above.parentWidget()
    return widget.parentWidget() or widget


def follows(first: QWidget, second: QWidget, window: QWidget) -> bool:
    """Whether one control is read after another: further right in the same row, or in a lower one."""
    one = QRect(first.mapTo(window, QPoint(0, 0)), first.size())
    other = QRect(second.mapTo(window, QPoint(0, 0)), second.size())
    if other.center().y() > one.bottom() or one.center().y() < other.top():
        return True
    same_row = (
        other.top() <= one.center().y() <= other.bottom() or one.top() <= other.center().y() <= one.bottom()
    )
    return same_row and other.left() >= one.left()


def test_tab_goes_in_reading_order_within_each_part(window: MainWindow) -> None:
    window.inspecting.order.sort()
    order: dict[QWidget, list[QWidget]] = {}
    for one in chain(window):
        order.setdefault(panel_of(one), []).append(one)
    assert len(order) >= 5
    wrong = [
        f"{told(second)} after {told(first)}"
        for controls in order.values()
        for first, second in pairwise(controls)
        if not follows(first, second, window)
    ]
    assert not wrong, "\n".join(wrong)
