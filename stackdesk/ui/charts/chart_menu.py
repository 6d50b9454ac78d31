"""The menu of a layer's chart: form, scale, unit, regions, history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from stackdesk.ui.charts.forms import FLOW, LINES, MULTIPLES, SHARES, STACK, Choice, addresses, forms
from stackdesk.ui.charts.words import declared
from stackdesk.ui.view import View

if TYPE_CHECKING:
    from stackdesk.ui.charts.layer_chart import LayerChart


def _tr(text: str) -> str:
    return QCoreApplication.translate("LayerChart", text)


def fill_menu(menu: QMenu, chart: LayerChart, view: View, chosen: Choice) -> None:
    """Add what can be chosen for the chart on show."""
    _add_forms(menu, chart, view, chosen)
    if chart.form in (LINES, MULTIPLES):
        action = menu.addAction(_tr("Logarithmic scale"), chart.turn_scale)
        action.setCheckable(True)
        action.setChecked(chart.pane.scale.log)
    _add_units(menu, chart, chosen)
    _add_regions(menu, chart, view, chosen)
    if chart.form != FLOW:
        history = menu.addAction(_tr("History only"), chart.turn_history)
        history.setCheckable(True)
        history.setChecked(chart.history_only)
    menu.addSeparator()


def _add_forms(menu: QMenu, chart: LayerChart, view: View, chosen: Choice) -> None:
    """Offer the forms the chart can take."""
    words = {
        STACK: _tr("Stacked"),
        SHARES: _tr("Shares of the whole"),
        LINES: _tr("Lines"),
        MULTIPLES: _tr("One plot each"),
    }
    group = QActionGroup(menu)
    for form in forms(view, chosen.chart):
        action = menu.addAction(words[form], partial(chart.set_manner, "form", form))
        action.setCheckable(True)
        action.setChecked(form == chart.form)
        group.addAction(action)
    if group.actions():
        menu.addSeparator()


def _add_units(menu: QMenu, chart: LayerChart, chosen: Choice) -> None:
    """Offer the units the chart can be read in."""
    names = chart.unit_names()
    if not names:
        return
    inner, group = menu.addMenu(_tr("Unit")), QActionGroup(menu)
    kept = chart.memory.get(chosen.name, "unit")
    for name in ("", *names):
        words = name or _tr("As it fits")
        action = inner.addAction(words, partial(chart.set_manner, "unit", name or None))
        action.setCheckable(True)
        action.setChecked(name == (kept or ""))
        group.addAction(action)


def _add_regions(menu: QMenu, chart: LayerChart, view: View, chosen: Choice) -> None:
    """Offer to compare regions in any of the chart's series."""
    whole = [one for part in (chosen.chart, *chosen.chart.panes) for one, _ in addresses(view, part)]
    regional = [one for one in dict.fromkeys(whole) if view.series[one].regional]
    if not regional or chosen.chart.by_region:
        return
    inner = menu.addMenu(_tr("Compare regions"))
    items = {item.key: declared(item.label) for entries in view.lists.values() for item in entries}
    for address in regional:
        parts = [items[word] for word in address.split(".") if word in items]
        label = ", ".join([declared(view.series[address].label), *parts])
        inner.addAction(label, partial(chart.compare_regions, address))
