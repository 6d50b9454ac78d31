"""The page in the place of the ceilings: every published figure against the run, and its source."""

from __future__ import annotations

import math

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QPainterPath, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from stackdesk.engine import compare, summary
from stackdesk.ui.charts.controls import IconButton, Segments
from stackdesk.ui.charts.frame import Words
from stackdesk.ui.chooser import Chooser
from stackdesk.ui.fit.cells import LEAD, SIDE, FitCells
from stackdesk.ui.fit.details import FitDetails
from stackdesk.ui.fit.model import (
    BAND,
    FITTED,
    SERIES,
    VERDICT,
    Figure,
    FitFilter,
    FitModel,
    figures,
    layers_of,
)
from stackdesk.ui.fit.summary import FitSummary
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.tickbox import TickBox
from stackdesk.ui.typeface import STRONG, font, lettering
from stackdesk.ui.view import View

SETTLE_MS = 120
_BAND, _WHY = 112, 90
_LEAST, _MOST = 56, 250
_ROW, _DETAILS = 24, 92
_ARROW = 12.0


class FitPage(QWidget):
    """Follows the run once it has settled, and only while it is on show."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._view: View | None = None
        self._pressed = self._quiet = False
        self._compared: tuple[object, bool] | None = None
        self.setObjectName("fit")
        self.setAccessibleName(self.tr("Fit to history"))
        self.model = FitModel(self)
        self.proxy = FitFilter(self.model, self)
        self.table = QTableView(self)
        self.cells = FitCells(self.table)
        self.summary = FitSummary(self)
        self.details = FitDetails(self)
        self.title = Words("ink", 14, STRONG, self)
        self.title.say(self.tr("Fit to history"))
        self.subtitle = Words("ink2", 12, parent=self)
        self.close_button = IconButton(
            _cross, "fit.close", self.tr("Close, back to the ceilings (Esc)"), self
        )
        self._add_filters()
        self._set_up_table()
        self._lay_out()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.compare_now)
        self.close_button.clicked.connect(self.closed)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.clicked.connect(self._tell)

    def _add_filters(self) -> None:
        """Make the filters: layer, kind, misses only."""
        self.layer = Chooser(self)
        self.layer.setObjectName("fit.layer")
        self.layer.setAccessibleName(self.tr("Layer"))
        self.layer.addItem(self.tr("All layers"), "")
        self.kind = Segments(
            "fit.kind",
            (
                ("", self.tr("All"), self.tr("All published figures")),
                ("history", self.tr("History"), self.tr("What was measured; the summary counts only this")),
                ("projection", self.tr("Projections"), self.tr("What others project; not fitted")),
                ("context", self.tr("Context"), self.tr("Figures of another definition, for orientation")),
            ),
            self,
        )
        self.kind.setAccessibleName(self.tr("Kind"))
        self.misses = TickBox(self.tr("&Misses only"), self)
        self.misses.setObjectName("fit.misses")
        self.count = QLabel(self)
        self.count.setObjectName("fit.count")
        self.layer.currentIndexChanged.connect(self._filter)
        self.kind.chosen.connect(self._filter)
        self.misses.toggled.connect(self._filter)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.proxy)
        table.setItemDelegate(self.cells)
        table.setObjectName("fit.table")
        table.setAccessibleName(self.tr("Published figures and the model"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSortingEnabled(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(False)  # the head's words say it: an arrow of the style would cover them
        header.sortIndicatorChanged.connect(self.model.show_order)
        table.setColumnWidth(BAND, _BAND)
        table.setColumnWidth(VERDICT, _WHY)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.subtitle, 1)
        head.addWidget(self.close_button)
        filters = QHBoxLayout()
        filters.setSpacing(10)
        for control in (self.layer, self.kind, self.misses):
            filters.addWidget(control)
        filters.addStretch(1)
        filters.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.details)
        self.details.setFixedHeight(_DETAILS)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = self.model.theme = self.cells.theme = theme
        for words in (self.title, self.subtitle):
            words.set_theme(theme)
        self.close_button.set_theme(theme)
        self.kind.set_theme(theme)
        self.summary.dress(theme)
        self.details.dress(theme)
        for widget in (self.layer, self.misses):
            widget.setFont(lettering(12))
        self.count.setFont(font(12))
        self.count.setStyleSheet(f"color: {theme.ink2.name()}")
        self.table.setFont(font(12))
        self.table.viewport().update()

    # ---------------------------------------------------------------------------------------- figures

    def show_result(self, view: View) -> None:
        """Hear of one frame; the comparison is made once no lever is held and no newer run comes."""
        self._view = view
        if not self.isVisible() or (view.result, view.compact) == self._compared:
            return
        if view.held or view.stale:
            self.subtitle.say(self.tr("as before the change; follows when the lever is let go"))
            self._settle.stop()
        else:
            self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Compare what is there."""
        super().showEvent(event)
        self.compare_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen row in sight."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

    def compare_now(self) -> None:
        """Compare the newest run with every published figure."""
        view = self._view
        if view is None or (view.result, view.compact) == self._compared:
            return
        self._compared = (view.result, view.compact)
        rows = compare(view.result)
        found = figures(rows, view)
        self._offer_layers(layers_of(found, view.layers))
        self._quiet = True
        self.model.show_figures(found)
        self._quiet = False
        self._fit_columns()
        told = summary(rows)
        worst = next((one for one in found if one.row is told.worst), None)
        self.summary.show_summary(told, worst)
        version = view.result.scenario.reference.version
        words = self.tr("this scenario's run and what is published, reference {version}")
        self.subtitle.say(words.format(version=version))
        self._filter()
        self.details.show_figure(self.current())

    def _offer_layers(self, layers: list[tuple[str, str]]) -> None:
        """List the layers that have figures, keeping the choice."""
        known = [self.layer.itemData(place) for place in range(1, self.layer.count())]
        if known == [key for key, _ in layers]:
            return
        self.layer.blockSignals(True)
        while self.layer.count() > 1:
            self.layer.removeItem(1)
        for key, name in layers:
            self.layer.addItem(name, key)
        self.layer.blockSignals(False)

    def _fit_columns(self) -> None:
        """Make columns as wide as their words; what is left goes to the verdict and why."""
        words = QFontMetricsF(font(12))
        heads = QFontMetricsF(font(11, STRONG))
        for column in FITTED:
            texts = [str(self.model.index(row, column).data()) for row in range(self.model.rowCount())]
            head = heads.horizontalAdvance(str(self.model.headerData(column, Qt.Orientation.Horizontal)))
            wide = max([head + _ARROW, *(words.horizontalAdvance(text) for text in texts)])
            lead = (LEAD if column == SERIES else SIDE) + SIDE
            self.table.setColumnWidth(column, min(max(math.ceil(wide + lead), _LEAST), _MOST))

    def _filter(self, _: object = None) -> None:
        """Apply the filters."""
        layer, misses = str(self.layer.currentData() or ""), self.misses.isChecked()
        self._quiet = True
        self.proxy.choose(layer=layer, kind=self.kind.current(), misses=misses)
        self._quiet = False
        words = self.tr("{shown} of {total} figures")
        self.count.setText(words.format(shown=self.proxy.rowCount(), total=self.model.rowCount()))

    # ------------------------------------------------------------------------------------------ choice

    def current(self) -> Figure | None:
        """Give the figure of the chosen row."""
        row = self.proxy.mapToSource(self.table.currentIndex()).row()
        return self.model.figures[row] if 0 <= row < len(self.model.figures) else None

    def go_to(self, key: str) -> None:
        """Choose a figure by its name; filters that hide it are lifted."""
        row = next((at for at, one in enumerate(self.model.figures) if one.row.observation.id == key), None)
        if row is None:
            return
        index = self.proxy.mapFromSource(self.model.index(row, SERIES))
        if not index.isValid():
            self.layer.setCurrentIndex(0)
            self.kind.choose("")
            self.misses.setChecked(False)
            self._filter()
            index = self.proxy.mapFromSource(self.model.index(row, SERIES))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        both = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, both)
        self.table.scrollTo(index)

    def _choose(self, current: QModelIndex, _: QModelIndex) -> None:
        """Tell of a row that was reached; one that a filter has led to is not what the user looks for."""
        one = self.current()
        self.details.show_figure(one)
        self._pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if one is not None and not self._quiet:
            self.chosen.emit(one.row.observation)

    def _tell(self, _: QModelIndex) -> None:
        """Show a row again that is clicked once more."""
        one = self.current()
        if one is not None and not self._pressed:
            self.chosen.emit(one.row.observation)
        self._pressed = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _cross(path: QPainterPath, centre: QPointF) -> None:
    """Draw a cross: close."""
    for start, end in (((-4.0, -4.0), (4.0, 4.0)), ((-4.0, 4.0), (4.0, -4.0))):
        path.moveTo(centre.x() + start[0], centre.y() + start[1])
        path.lineTo(centre.x() + end[0], centre.y() + end[1])
