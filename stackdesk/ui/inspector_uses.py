"""The inspector's page of who depends on a parameter: equations that read it, series they reach first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.errand import Errand
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.engine.uses import Uses

MOST = 12
KIND, KEY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class UsesPage(QWidget):
    """Asks beside the window, and only while it is in sight; Enter or a click leads to chart or page."""

    series_asked = Signal(str)
    equation_asked = Signal(str)

    def __init__(self, desk: Desk, errand: Errand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._errand = desk, errand
        self._theme: Theme = LIGHT
        self._subject: Subject | None = None
        self._asked: tuple[object, ...] = ()
        self._found: Uses | None = None
        self.setObjectName("uses")
        self.setAccessibleName(self.tr("What depends on it"))
        self._line = QLabel(self)
        self._line.setObjectName("uses.line")
        self._line.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("uses.list")
        self.list.setAccessibleName(self.tr("Equations that read it, series they reach first"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setIconSize(QSize(12, 12))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 2, 10, 4)
        column.setSpacing(2)
        column.addWidget(self.list, 1)
        column.addWidget(self._line)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        errand.answered.connect(self._take)
        errand.failed.connect(self._fail)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.list.setFont(lettering(12))
        self.list.viewport().setAutoFillBackground(False)
        self.list.setStyleSheet("QListWidget { background: transparent; }")
        self._line.setFont(lettering(11))
        self._line.setStyleSheet(f"color: {theme.ink2.name()}")
        self._show()

    def show_subject(self, subject: Subject) -> None:
        """Show another parameter."""
        self._subject = subject
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened out of sight."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Ask about the parameter on show, unless that was asked already."""
        if self._subject is None or not self.isVisible():
            return
        question = (self._subject.address, self._desk.scenario.reference)
        if question != self._asked:
            self._asked, self._found = question, None
            self.list.clear()
            self._say(self.tr("Reading the equations…"))
            self._errand.ask("uses", self._desk.scenario, self._subject.address)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was asked and not answered: another page may ask now."""
        super().hideEvent(event)
        if self._found is None:
            self._asked = ()

    def _take(self, found: object) -> None:
        from stackdesk.engine.uses import Uses  # loaded with the first answer

        if isinstance(found, Uses):
            self._found = found
            self._show()

    def _fail(self, words: str) -> None:
        if self.isVisible():
            self._say(f"! {words}")

    def _say(self, words: str) -> None:
        self._line.setText(words)

    def _show(self) -> None:
        """List equations, then series, each with its layer's glyph."""
        found, catalogue = self._found, self._desk.scenario.reference.catalogue
        if found is None:
            return
        self.list.clear()
        self._head(self.tr("Equations that read it"))
        for layer, name, line in found.equations:
            words = name.replace("_", " ")
            self._add("equation", layer, layer, f"{words[:1].upper()}{words[1:]}: {line}", "")
        self._head(self.tr("Series they reach first"))
        for address in found.series[:MOST]:
            series = catalogue.series[address]
            label = (
                f"{series.label} ({fmt.sign(series.unit)})" if series.unit not in ("1", "") else series.label
            )
            self._add("series", address, series.layer, label, series.definition)
        left = len(found.series) - MOST
        more = (
            self.tr(" {count} more series follow at the same distance.").format(count=left)
            if left > 0
            else ""
        )
        self._say(self.tr("Enter shows a series' chart, or an equation's page.") + more)

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(font(12, STRONG))
        item.setForeground(self._theme.ink2)

    def _add(self, kind: str, key: str, layer: str, label: str, more: str) -> None:
        item = QListWidgetItem(self._icon(layer), label, self.list)
        item.setData(KIND, kind)
        item.setData(KEY, key)
        told = f"{label}: {more}" if more else label
        item.setToolTip(told)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)

    def _icon(self, layer: str) -> QIcon:
        """Draw a layer's glyph."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(12 * ratio), round(12 * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        look = self._theme.layer(layer)
        paint_glyph(painter, look.glyph, QPointF(6.0, 6.0), 9.0, look.mark)
        painter.end()
        return QIcon(made)

    def _open(self, item: QListWidgetItem) -> None:
        """Lead to the chart of a series, or to the page of an equation's layer."""
        if item.data(KIND) == "series":
            self.series_asked.emit(item.data(KEY))
        elif item.data(KIND) == "equation":
            self.equation_asked.emit(item.data(KEY))
