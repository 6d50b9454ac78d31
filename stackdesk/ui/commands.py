"""What menus, keys and buttons do, apart from files: undo, where to look, which table to open."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt

from stackdesk.core.errors import LockedError
from stackdesk.ui.changed_only import ChangedOnly
from stackdesk.ui.help import AboutBox, KeysBox
from stackdesk.ui.range_box import RangeBox
from stackdesk.ui.reading import binding_layer
from stackdesk.ui.searching import Searching
from stackdesk.ui.shares.strip import SharesStrip
from stackdesk.ui.table import ParameterTable

if TYPE_CHECKING:
    from stackdesk.scenario import Observation
    from stackdesk.ui.window import MainWindow


class Commands(QObject):
    """Calls the desk and moves the view; keeps only the tables that were opened, and the search."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self.tables: dict[str, ParameterTable] = {}
        self.searching = Searching(window)
        self.changed_only = ChangedOnly(window)

    # ------------------------------------------------------------------------------------- the scenario

    def undo(self) -> None:
        """Take the last change back."""
        if self._desk.can_undo and self._desk.dragging is None:
            done = self.tr("Undone: {what}").format(what=self._desk.undo_text)
            self._go_back(self._desk.undo, done)

    def redo(self) -> None:
        """Make the change again that was taken back."""
        if self._desk.can_redo and self._desk.dragging is None:
            done = self.tr("Done again: {what}").format(what=self._desk.redo_text)
            self._go_back(self._desk.redo, done)

    def _go_back(self, step: Callable[[], None], done: str) -> None:
        """Take a step in the history; where a lock is in its way, say which."""
        try:
            step()
        except LockedError as error:
            done = str(error)
        self._window.say(done)

    def reset_chosen(self) -> None:
        """Let the parameter in the inspector follow the reference again."""
        if self._window.chosen.address:
            self._window.hand.reset(self._window.chosen.address)

    def turn_lock(self) -> None:
        """Lock the parameter in the inspector where it stands, or let it go."""
        address = self._window.chosen.address
        if address:
            self._window.hand.lock(address, address not in self._desk.locked)

    def set_range(self, address: str) -> None:
        """Ask from where to where the slider of a parameter should go."""
        window = self._window
        subject = window.subject(address)
        ends = window.hand.sitting.ends(address, subject.region)
        reach = subject.reach(window.chosen.stand(subject), ends)
        box = RangeBox(subject, reach, window.hand, window.theme, window)
        box.show()
        box.low.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def give_reason(self) -> None:
        """Put the keyboard on the reason of the parameter in the inspector."""
        self.show_inspector()
        self._window.work.inspector.show_page("about")
        self._window.work.inspector.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------------------------------ where to look

    def show_inspector(self) -> None:
        """Bring the inspector to the front."""
        self._window.work.show_tab("inspector")

    def show_source(self) -> None:
        """Bring the sources of the parameter in the inspector into sight, tables in front of them away."""
        self.show_inspector()
        inspector = self._window.work.inspector
        place = QRect(inspector.mapToGlobal(QPoint(0, 0)), inspector.size())
        for table in self.tables.values():
            if table.isVisible() and table.frameGeometry().intersects(place):
                table.hide()
        self._window.activateWindow()
        inspector.show_sources()

    def choose_region(self, key: str) -> None:
        """Look at another region."""
        self._desk.region = key

    def go_to_year(self, year: float) -> None:
        """Move the cursor to the nearest quarter."""
        reference = self._window.reference
        bounded = max(reference.start, min(reference.end, round(year * 4.0) / 4.0))
        if bounded != self._desk.year:
            self._desk.year = bounded

    def go_to_layer(self, key: str) -> None:
        """Open a layer's panel and go to its first lever."""
        self._window.stack.go_to(key)
        self._window.show_now()

    def go_to_binding(self) -> None:
        """Open the layer that binds at the cursor."""
        view = self._window.view()
        if view is not None:
            self.go_to_layer(binding_layer(view))

    def next_change(self) -> None:
        """Move the cursor to where another layer or cause begins to bind."""
        later = [s.start for s in self._stretches() if s.start > self._desk.year + 1e-6]
        if later:
            self.go_to_year(min(later))

    def previous_change(self) -> None:
        """Move the cursor back to where what binds began."""
        earlier = [s.start for s in self._stretches() if s.start < self._desk.year - 1e-6]
        if earlier:
            self.go_to_year(max(earlier))

    def _stretches(self) -> tuple[Any, ...]:
        result = self._desk.result
        return tuple(result.binding(self._desk.region)) if result is not None else ()

    def go_to_present(self) -> None:
        """Move the cursor to the present."""
        self.go_to_year(self._desk.scenario.present)

    # ----------------------------------------------------------------------------------- fit to history

    def turn_fit(self) -> None:
        """Show how far the run is from published figures, or go back to the ceilings."""
        if self._window.work.fit.isVisible():
            self.close_fit()
            return
        self._window.work.show_fit(True)
        self._window.work.fit.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.show_now()

    def close_fit(self) -> None:
        """Go back to the ceilings."""
        self._window.work.show_fit(False)
        self._window.work.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.show_now()

    def show_figure(self, key: str) -> None:
        """Show one published figure and where it comes from."""
        if not self._window.work.fit.isVisible():
            self.turn_fit()
        self._window.work.fit.go_to(key)

    def look_at(self, seen: Observation) -> None:
        """Show on the layer chart what a published figure is about: its series, region and date."""
        self._desk.region = seen.region
        self.go_to_year(seen.year)
        self._window.work.show_tab("layer")
        self._window.show_now()
        until = math.ceil(max(self._desk.scenario.present, seen.year + 0.25))
        self._window.work.layer.show_series(seen.series, until)

    # ------------------------------------------------------------------------------------ other windows

    def show_reality(self) -> None:
        """Open the list of reality checks beside the window."""
        self._window.reality.open()

    def show_target(self) -> None:
        """Open the window in which it is typed what a series shall be."""
        self._window.solving.open_target()

    def show_ladder(self) -> None:
        """Open the ladder of what frees what binds at the cursor."""
        self._window.climbing.open()

    def show_table(self, key: str) -> None:
        """Open the table of a layer's parameters beside the window."""
        table = self.table(key)
        table.show()
        table.raise_()
        table.search.setFocus()

    def table(self, key: str) -> ParameterTable:
        """Give the table of a layer's parameters, made when it is first asked for."""
        window = self._window
        if key not in self.tables:
            layer = next(one for one in window.layers if one.key == key)
            listed, groups = window.listed(layer), getattr(window.reference, "shares", {})
            known = dict.fromkeys(groups[one.address] for one in listed if one.address in groups)
            shares = [SharesStrip(self._desk, window.hand, group) for group in known]
            stand = window.chosen.stand
            table = ParameterTable(layer, listed, stand, window.hand, window, window.settings, shares)
            table.dress(window.theme)
            table.addActions([window.menus.undo, window.menus.redo, window.menus.lock])
            self.tables[key] = table
        return self.tables[key]

    def forget_tables(self) -> None:
        """Close the tables: another reference has other parameters."""
        for table in self.tables.values():
            table.close()
            table.deleteLater()
        self.tables.clear()

    def show_keys(self) -> None:
        """List keys and mouse."""
        KeysBox(self._window).show()

    def show_about(self) -> None:
        """Say what this is."""
        AboutBox(self._window, str(self._window.reference.version)).show()
