"""A parameter over the years, in the inspector: plot of its path, fields for a point, table twin."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from stackdesk.ui.charts.controls import IconButton, table_icon
from stackdesk.ui.hand import Hand
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.trajectory_edits import PathEdits
from stackdesk.ui.trajectory_plot import PathPlot
from stackdesk.ui.trajectory_table import PathTable, read_year, year_text
from stackdesk.ui.typeface import font, lettering
from stackdesk.ui.valuebox import ValueBox

if TYPE_CHECKING:
    from stackdesk.desk import Desk


def plus_icon(path: QPainterPath, centre: QPointF) -> None:
    """Draw a plus."""
    minus_icon(path, centre)
    path.moveTo(centre.x(), centre.y() - 5.0)
    path.lineTo(centre.x(), centre.y() + 5.0)


def minus_icon(path: QPainterPath, centre: QPointF) -> None:
    """Draw a minus."""
    path.moveTo(centre.x() - 5.0, centre.y())
    path.lineTo(centre.x() + 5.0, centre.y())


def flat_icon(path: QPainterPath, centre: QPointF) -> None:
    """Draw a step to a flat line: one value from the present on."""
    x, y = centre.x(), centre.y()
    path.moveTo(x - 6.0, y + 3.5)
    path.lineTo(x - 2.5, y + 3.5)
    path.lineTo(x - 2.5, y - 2.5)
    path.lineTo(x + 6.0, y - 2.5)


class PointBox(ValueBox):
    """A value box that stands on the card and not on a panel, so its outline is always drawn."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the outline where the box itself draws none."""
        super().paintEvent(event)
        if not self.hasFocus() and not self.underMouse():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.field_border, 1.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)


class PathPane(QWidget):
    """Shows and edits the path of one parameter; reads it off the desk only while it is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._edits: PathEdits | None = None
        self._desk: Desk | None = None
        self._hand: Hand | None = None
        self._wrong = ""
        self._read: float | None = None
        self._shown_for: tuple[object, ...] = ()
        self.setObjectName("trajectory")
        self.setAccessibleName(self.tr("Over the years"))
        self.plot = PathPlot(self)
        self.table = PathTable(self)
        self.add = IconButton(
            plus_icon, "trajectory.add", self.tr("Add a point at the year cursor (+)"), self
        )
        self.remove = IconButton(minus_icon, "trajectory.remove", self.tr("Remove the point (Delete)"), self)
        self.flat = IconButton(flat_icon, "trajectory.flatten", self.tr("Back to one value"), self)
        self.twin = IconButton(table_icon, "trajectory.as_table", self.tr("Show as a table"), self)
        self.twin.setCheckable(True)
        self.year = QLineEdit(self)
        self.value = PointBox(self)
        self._unit = QLabel(self)
        self._line = QLabel(self)
        self._line.setObjectName("trajectory.line")
        self._line.setWordWrap(True)
        self._name_fields()
        self._lay_out()
        self._connect()

    def _name_fields(self) -> None:
        self.year.setObjectName("trajectory.year")
        self.year.setAccessibleName(self.tr("Year of the point"))
        self.year.setPlaceholderText(self.tr("no point"))
        self.year.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.year.setFixedSize(66, 24)
        self.value.setObjectName("trajectory.value")
        self.value.setAccessibleName(self.tr("Value of the point"))
        self.plot.setAccessibleName(self.tr("Path over the years"))
        self.plot.setAccessibleDescription(self.tr("Follows the reference"))
        self.value.setFixedSize(66, 24)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(4)
        for field in (self.year, self.value, self._unit):
            row.addWidget(field)
        row.addStretch(1)
        for button in (self.add, self.remove, self.flat, self.twin):
            row.addWidget(button)
        holder = QWidget(self)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(16, 4, 14, 4)
        inner.addWidget(self.table)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.plot)
        self.pages.addWidget(holder)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 14, 0)
        foot.addWidget(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        buttons: list[QWidget] = [self.add, self.remove, self.flat, self.twin]
        order: list[QWidget] = [self.year, self.value, *buttons, self.plot, self.table]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.flat.clicked.connect(self._flatten)
        self.twin.toggled.connect(self._turn)
        self.year.editingFinished.connect(self._type_year)
        self.value.valueChanged.connect(self._type_value)
        self.value.refused.connect(self._refuse)
        self.value.left.connect(self.plot.setFocus)
        self.plot.typing_asked.connect(self._start_typing)
        self.plot.read_off.connect(self._read_off)

    def set_up(self, desk: Desk, hand: Hand) -> None:
        """Take the desk to read from and the hand to edit with."""
        self._desk, self._hand = desk, hand

    def show_subject(self, subject: Subject) -> None:
        """Show another parameter, or the same in another region."""
        if self._desk is None or self._hand is None:
            return
        if self._edits is None:
            self._edits = PathEdits(self._desk, self._hand, subject, self)
            self._edits.refused.connect(self._refuse)
            self._edits.choice_changed.connect(self._show_point)
            self.plot.take(self._edits)
            self.table.take(self._edits)
        if subject.address != self._edits.subject.address:
            self._wrong, self._read = "", None
        self._edits.take(subject)
        self.value.blockSignals(True)  # another range may bend the value held, which nobody typed
        self.value.take(subject)
        self.value.blockSignals(False)
        self._unit.setText(subject.shape.unit)
        self._shown_for = ()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.plot.set_theme(theme)
        self.table.set_theme(theme)
        self.value.dress(theme)
        self.value.setFont(font(12.5))
        self.year.setFont(font(12.5))
        self.year.setStyleSheet(
            f"QLineEdit {{ background: {theme.field.name()}; color: {theme.ink.name()};"
            f" border: 1px solid {theme.field_border.name()}; border-radius: 4px; padding: 0 4px; }}"
            f" QLineEdit:focus {{ border-color: {theme.ink.name()}; }}"
            f" QLineEdit:disabled {{ color: {theme.ink3.name()}; }}"
            f" QLineEdit {{ placeholder-text-color: {theme.ink3.name()}; }}"
        )
        self._unit.setFont(font(12))
        self._unit.setStyleSheet(f"color: {theme.ink2.name()}")
        self._line.setFont(lettering(11))
        for button in (self.add, self.remove, self.flat, self.twin):
            button.set_theme(theme)
        self._say()

    # ---------------------------------------------------------------------------------------- showing

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened out of sight."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the path as it is now, where it can be seen."""
        edits, desk = self._edits, self._desk
        if edits is None or desk is None or not self.isVisible():
            return
        state = (desk.scenario, desk.year, edits.subject)
        if self._shown_for and all(a is b or a == b for a, b in zip(state, self._shown_for, strict=True)):
            return
        self._shown_for = state
        path = edits.path()
        self.plot.show_path(path, changed=edits.changed)
        if self.twin.isChecked():
            self.table.points.show_path(path)
        self._show_point()

    def _show_point(self) -> None:
        """Show year and value of the chosen point, else of the one value."""
        edits = self._edits
        if edits is None:
            return
        path, index = edits.path(), edits.index
        point = None if index is None else path.points[index]
        plain = not path.points
        for field in (self.year, self.remove):
            field.setEnabled(point is not None)
        self.value.setEnabled(point is not None or plain)
        self.flat.setEnabled(not plain)
        if not self.year.hasFocus() or point is None:
            self.year.setText("" if point is None else year_text(point[0]))
        year = max(edits.year, path.present)
        value = point[1] if point is not None else path.later() if plain else path.at(year)
        if value != self.value.value():  # else what is being typed would be lost
            self.value.blockSignals(True)
            self.value.setValue(value)
            self.value.blockSignals(False)
        if point is not None:
            self.plot.setAccessibleDescription(
                self.tr("Point {place} of {count}: {year}, {value}").format(
                    place=(index or 0) + 1,
                    count=len(path.points),
                    year=year_text(point[0]),
                    value=edits.subject.text(point[1]),
                )
            )
        else:
            self.plot.setAccessibleDescription(self._summary())
        self._name_plot()
        self._say()

    def _name_plot(self) -> None:
        if self._edits is not None:
            self.plot.setAccessibleName(
                self.tr("Path of {name} over the years").format(name=self._edits.subject.label)
            )

    def _summary(self) -> str:
        """Say in a sentence how the parameter runs."""
        edits = self._edits
        if edits is None:
            return ""
        path, text = edits.path(), edits.subject.text
        if path.points:
            return self.tr("{count} points, from {first} in {start} to {last} in {end}").format(
                count=len(path.points),
                first=text(path.points[0][1]),
                start=year_text(path.points[0][0]),
                last=text(path.points[-1][1]),
                end=year_text(path.points[-1][0]),
            )
        if path.value is not None:
            words = self.tr("One value, {value}, from {year} on")
            return words.format(value=text(path.value), year=year_text(path.present))
        return self.tr("Follows the reference")

    def _say(self) -> None:
        """Write the line below: what was refused, that history is edited, what is read off, or what to do."""
        edits = self._edits
        if edits is None:
            return
        wrong = bool(self._wrong)
        words = f"! {self._wrong}" if wrong else self._words(edits)
        colour = self._theme.error if wrong else self._theme.ink2
        self._line.setStyleSheet(f"color: {colour.name()}")
        if words != self._line.text():
            self._line.setText(words)

    def _words(self, edits: PathEdits) -> str:
        path = edits.path()
        year = self._read if self._read is not None else edits.point[0] if edits.point is not None else None
        if year is not None:
            words = self.tr("{year}: {value}, reference {base}")
            words += self.tr("; history edited") if path.edits_history else ""
            value, base = edits.subject.text(path.at(year)), edits.subject.number(path.reference_at(year))
            return words.format(year=year_text(year), value=value, base=base)
        if path.edits_history:
            return self.tr("History edited: points before {year} stand in for the reference's").format(
                year=year_text(path.present)
            )
        if not path.points:
            hint = self.tr("double-click adds a point")
            return f"{self._summary()}; {hint}"
        return self._summary()

    # ----------------------------------------------------------------------------------------- editing

    def _turn(self, table: bool) -> None:
        """Switch between plot and table."""
        if table and self._edits is not None:
            self.table.points.show_path(self._edits.path())
        self.pages.setCurrentIndex(int(table))
        self.twin.setToolTip(self.tr("Show as a plot") if table else self.tr("Show as a table"))

    def _add(self) -> None:
        if self._edits is not None:
            self._edits.add(self._edits.year)

    def _remove(self) -> None:
        if self._edits is not None and self._edits.index is not None:
            self._edits.remove(self._edits.index)

    def _flatten(self) -> None:
        if self._edits is not None:
            self._edits.flatten()

    def _start_typing(self) -> None:
        """Put the keyboard on the value of the chosen point."""
        self.value.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.value.selectAll()

    def _type_year(self) -> None:
        """Take a typed year, or say why not."""
        edits = self._edits
        if edits is None or edits.index is None or edits.point is None:
            return
        text, (year, value) = self.year.text(), edits.point
        if text == year_text(year):
            return
        read = read_year(text)
        if read is None:
            self._refuse(self.tr("“{text}” is no year such as 2030 or 2030.25").format(text=text))
            self.year.setText(year_text(year))
        elif not edits.set_point(edits.index, read, value):
            self.year.setText(year_text(year))

    def _type_value(self, value: float) -> None:
        """Take a typed value."""
        edits = self._edits
        if edits is None:
            return
        if edits.index is not None and edits.point is not None:
            edits.set_point(edits.index, edits.point[0], value)
        elif not edits.path().points:
            edits.set_plain(value)

    def _refuse(self, words: str) -> None:
        """Show what was refused, until the next edit."""
        self._wrong = words
        self.value.show_wrong(bool(words) and self.value.hasFocus())
        self._say()

    def _read_off(self, year: float | None) -> None:
        self._read = year
        self._say()
