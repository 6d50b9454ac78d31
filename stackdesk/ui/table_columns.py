"""Which columns a table of parameters shows, how wide, in which order and sorted by which: remembered."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from stackdesk.ui.settings import Settings
from stackdesk.ui.table_model import COLUMNS, SLIDER, VALUE

WIDTHS = (260, 84, 128, 80, 88, 128, 84, 128, 108, 340, 150)
ALWAYS = frozenset({0, VALUE})
FORM = 1
"""Rises when the columns change, so that what was remembered of others is not applied to them."""


class TableColumns(QObject):
    """Sets a view's columns up as they were left last, in whichever table that was."""

    def __init__(self, view: QTableView, settings: Settings) -> None:
        super().__init__(view)
        self._view, self._settings = view, settings
        header = self._header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        self._menu = QMenu(view)
        self._menu.aboutToShow.connect(self._fill)
        self.take_up()
        view.setSortingEnabled(True)

    @property
    def menu(self) -> QMenu:
        """The menu that shows and hides columns."""
        return self._menu

    def take_up(self) -> None:
        """Arrange the columns as they were left, else as they are designed."""
        kept = self._settings.columns
        if kept is None or not self._header.restoreState(kept):
            self.reset()

    def keep(self) -> None:
        """Remember the columns."""
        self._settings.columns = QByteArray(self._header.saveState())

    def reset(self) -> None:
        """Go back to the designed columns, in the order in which parameters are declared."""
        header = self._header
        for place, wide in enumerate(WIDTHS):
            header.setSectionHidden(place, False)
            header.moveSection(header.visualIndex(place), place)
            self._view.setColumnWidth(place, wide)
        header.moveSection(header.visualIndex(SLIDER), VALUE)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _open_menu(self, place: QPoint) -> None:
        self._menu.popup(self._header.mapToGlobal(place))

    def _fill(self) -> None:
        """List the columns as they stand, and the way back."""
        self._menu.clear()
        for visual in range(len(COLUMNS)):
            place = self._header.logicalIndex(visual)
            action = self._menu.addAction(QCoreApplication.translate("table", COLUMNS[place]))
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(place))
            action.setEnabled(place not in ALWAYS)
            action.setData(place)
            action.toggled.connect(self._turn)
        self._menu.addSeparator()
        self._menu.addAction(QCoreApplication.translate("table", "Reset columns and order"), self.reset)

    def _turn(self, shown: bool) -> None:
        """Show or hide the column of the action."""
        action = self.sender()
        self._header.setSectionHidden(int(action.data()), not shown)  # type: ignore[attr-defined]  # a QAction
