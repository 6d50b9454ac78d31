"""The menu of the right mouse button on a parameter, wherever it is shown: on a panel, in a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from stackdesk.ui.hand import Hand
from stackdesk.ui.subject import Standing, Subject


def lever_menu(
    parent: QWidget, subject: Subject, standing: Standing | None, hand: Hand, type_: Callable[[], None]
) -> QMenu:
    """Make the menu: reset, type, lock, set range, show source, pin; it deletes itself when it closes."""
    address, region = subject.address, subject.region
    own = region if subject.parameter.quantity.share is not None else None  # a region's share is locked alone
    locked = hand.is_locked(address, own)
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    reset = menu.addAction(_tr("Reset to reference\tDel"), lambda: hand.reset(address, region))
    edited = standing is not None and standing.changed and not standing.by_event
    reset.setEnabled(edited and not locked)
    if standing is not None and standing.by_event:
        reset.setToolTip(_tr("Only an event changes it; events are edited in their list"))
    menu.addAction(_tr("Type a value\tEnter"), type_).setEnabled(not locked)
    menu.addSeparator()
    lock = menu.addAction(_tr("Locked\tCtrl+L"), lambda: hand.lock(address, not locked, own))
    lock.setCheckable(True)
    lock.setChecked(locked)
    lock.setToolTip(_tr("A locked parameter is moved by nothing: no drag, no key, no solving, no shares"))
    pinned = address in hand.sitting.pins
    pin = menu.addAction(_tr("Pinned to the chart"), lambda: hand.pin(address, not pinned))
    pin.setCheckable(True)
    pin.setChecked(pinned)
    pin.setToolTip(_tr("Its path over the years is drawn below the ceilings, with two others at most"))
    menu.addAction(_tr("Set the slider's range…"), lambda: hand.ask_range(address))
    menu.addSeparator()
    menu.addAction(_tr("Show source"), lambda: hand.show_source(address))
    vary = menu.addAction(_tr("Vary this…"), lambda: hand.vary(address))
    vary.setToolTip(_tr("Say between what it varies in bands; kept with the scenario"))
    return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("LeverMenu", text)
