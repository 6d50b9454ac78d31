"""One lever: a row of mark, label, slider, value, unit and change, all from one declaration."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.glyph import paint_padlock
from stackdesk.ui.hand import Hand
from stackdesk.ui.lever_menu import lever_menu
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.track import Track
from stackdesk.ui.typeface import NORMAL, STRONG, font, lettering
from stackdesk.ui.valuebox import ValueBox


class Lever(QWidget):
    """A QSlider and a QDoubleSpinBox that show one parameter and hand its moves on."""

    def __init__(self, subject: Subject, hand: Hand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand = hand
        self._subject = subject
        self._standing: Standing | None = None
        self._sizes: Density = COMFORTABLE
        self._theme: Theme = LIGHT
        self._binding = False
        self._showing = False
        self._problem = ""
        self._told = 0.0
        self.slider = Track(subject, hand, self)
        self.box = ValueBox(self)
        self.setObjectName(f"{subject.address}.lever")
        self.slider.setObjectName(f"{subject.address}.slider")
        self.box.setObjectName(f"{subject.address}.value")
        self.take(subject)
        self._connect()

    @property
    def address(self) -> str:
        """The address of its parameter."""
        return self._subject.address

    @property
    def subject(self) -> Subject:
        """Its parameter, as it is in the region in view."""
        return self._subject

    @property
    def layer(self) -> str:
        """The layer whose colour it wears."""
        return self._subject.parameter.layer

    @property
    def _changed(self) -> bool:
        return self._standing is not None and self._standing.changed

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, if anything."""
        return self._problem

    def _connect(self) -> None:
        self.slider.pressed.connect(self.update)
        self.slider.released.connect(self.update)
        self.slider.cancelled.connect(self.update)
        self.slider.typing_asked.connect(self._type)
        self.box.valueChanged.connect(self._typed)
        self.box.refused.connect(self._refuse)
        self.box.left.connect(self._leave_box)
        self.box.lineEdit().textEdited.connect(self._widen)
        self.box.editingFinished.connect(self._place)

    # --------------------------------------------------------------------------------------- showing

    def take(self, subject: Subject) -> None:
        """Take the parameter as it is in another region: its limits and published range."""
        self._subject = subject
        self._standing = None
        self.slider.take(subject)
        self._showing = True
        self.box.take(subject)
        self._showing = False
        self.box.setAccessibleName(self.tr("{name}, value").format(name=self.slider.accessibleName()))
        self.box.setAccessibleDescription(subject.definition)
        self.setToolTip(self._tip())

    def _tip(self, standing: Standing | None = None) -> str:
        """Say what the parameter means and what the marks on its groove stand for."""
        subject = self._subject
        lines = [f"<b>{subject.label}</b>", subject.definition]
        if subject.published is not None:
            words = self.tr("Thick part of the groove: {range}, published or judged")
            lines.append(words.format(range=subject.span(*subject.published)))
        if standing is not None and standing.by_event:
            lines.append(self.tr("An event changes it (ring at the left)"))
        return "<br>".join(lines)

    def show_standing(self, standing: Standing, *, binding: bool) -> None:
        """Show a value; nothing is sent back."""
        told = self.box.value() == self._told  # what was typed may have been more than a path can move
        if standing == self._standing and binding == self._binding and told:
            return
        if self._standing is None or standing.locked != self._standing.locked:
            self.box.setReadOnly(standing.locked)
        if self._standing is None or standing.by_event != self._standing.by_event:
            self.setToolTip(self._tip(standing))
        self._standing, self._binding = standing, binding
        self.slider.show_standing(standing, binding=binding)
        self._showing = True
        self.box.setValue(standing.value)
        self._told = self.box.value()
        self._showing = False
        self.forgive()
        self.update()

    def follow_range(self) -> None:
        """Show ends of the slider that were set anew."""
        if self._standing is not None:
            self.slider.show_standing(self._standing, binding=self._binding)

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._theme, self._sizes = theme, sizes
        self.slider.dress(theme, self.layer)
        self.box.dress(theme)
        self.box.setFont(font(12 if sizes.compact else 12.5))
        self._place()
        self.update()

    # ------------------------------------------------------------------------------------- the hand

    def _type(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _leave_box(self) -> None:
        self.forgive()
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, value: float) -> None:
        if self._showing:
            return
        if self.slider.locked and self._standing is not None:  # assistive technology may still set it
            self._showing = True
            self.box.setValue(self._standing.value)
            self._showing = False
            self._hand.deny(self.address)
            return
        self.forgive()
        self._hand.set(self._subject, value)

    def _refuse(self, words: str) -> None:
        self._problem = words
        self.box.show_wrong(bool(self._problem))
        self._hand.refused.emit(self.address, words)
        self.update()

    def forgive(self) -> None:
        """Forget what was wrong with what was typed."""
        if self._problem:
            self._problem = ""
            self.box.show_wrong(bool(self._problem))
            self._hand.refused.emit(self.address, "")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the row shows it in the inspector."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._hand.inspect(self.address)
            self.slider.setFocus(Qt.FocusReason.MouseFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with one lever."""
        if not self.slider.held:
            self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Make the menu of the right mouse button."""
        return lever_menu(self, self._subject, self._standing, self._hand, self._type)

    # ----------------------------------------------------------------------------- geometry and paint

    def sizeHint(self) -> QSize:
        """Ask for one row."""
        return QSize(self._sizes.stack, self._sizes.row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns."""
        self._place()

    def _edges(self) -> tuple[int, int, int]:
        """Give the x at which slider, value and unit begin."""
        columns = self._sizes.columns
        unit = self.width() - columns.delta - columns.unit - 4
        value = unit - columns.value - 6
        return columns.mark + 4 + columns.label, value, unit

    def _place(self) -> None:
        start, value, _ = self._edges()
        height = min(self.height(), 24)
        top = (self.height() - height) // 2
        self.slider.setGeometry(QRect(start, top, max(value - start - 8, 24), height))
        tall = min(self.height() - 3, 21)
        self.box.setGeometry(QRect(value, (self.height() - tall) // 2, self._sizes.columns.value, tall))

    def _widen(self, text: str) -> None:
        """Let the box grow over unit and badge while what is typed needs the room."""
        box = self.box.geometry()
        most = self.width() - box.left() - 7
        needed = self.box.fontMetrics().horizontalAdvance(text) + 14
        box.setWidth(max(self._sizes.columns.value, min(needed, most)))
        self.box.setGeometry(box)
        self.box.raise_()

    def popup_place(self) -> QPoint:
        """Give where a line under this row begins, in global coordinates."""
        return self.mapToGlobal(QPoint(self._sizes.columns.mark, self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw everything but slider and box."""
        painter = QPainter(self)
        theme, columns = self._theme, self._sizes.columns
        if self.slider.held:
            painter.fillRect(self.rect(), theme.dragged_row(self.layer, binding=self._binding))
        middle = self.height() / 2.0
        if self.slider.locked:
            paint_padlock(painter, QPointF(columns.mark / 2.0 + 3.0, middle), theme.ink)
        elif self._standing is not None and self._changed:
            event_only = self._standing.by_event
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.ink, 1.25) if event_only else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(Qt.BrushStyle.NoBrush if event_only else theme.ink)
            painter.drawEllipse(QPointF(columns.mark / 2.0 + 3.0, middle), 2.5, 2.5)
        self._paint_label(painter)
        painter.setFont(font(11))
        painter.setPen(theme.ink2)
        unit_left = self._edges()[2]
        room = self.width() - unit_left - 7 - (round(self._badge_width()) + 4 if self._badge() else 0)
        unit = QRect(unit_left, 0, max(columns.unit + 4, room), self.height())
        shown = painter.fontMetrics().elidedText(
            self._subject.shape.unit, Qt.TextElideMode.ElideRight, unit.width()
        )
        painter.drawText(unit, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        self._paint_badge(painter)

    def _paint_label(self, painter: QPainter) -> None:
        columns = self._sizes.columns
        strong = self.slider.held or self._changed
        painter.setFont(lettering(12 if self._sizes.compact else 12.5, STRONG if strong else NORMAL))
        painter.setPen(self._theme.ink2 if self.slider.locked else self._theme.ink)
        room = QRect(columns.mark + 4, 0, columns.label - 6, self.height())
        metrics = painter.fontMetrics()
        text = self._subject.label
        if metrics.horizontalAdvance(text) > room.width():
            text = self._subject.short
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _badge(self) -> str:
        """Give what the badge says, if there is one."""
        standing = self._standing
        change = standing.change if standing else None
        told = str(change) if change else (standing.where if standing else "")
        return "!" if self._problem else told

    def _badge_width(self) -> float:
        return QFontMetricsF(font(11, STRONG)).horizontalAdvance(self._badge()) + 10.0

    def _paint_badge(self, painter: QPainter) -> None:
        badge = self._badge()
        if not badge:
            return
        painter.setFont(font(11, STRONG))
        wide = self._badge_width()
        tall = 16.0
        right = self.width() - 7.0
        box = QRectF(right - wide, (self.height() - tall) / 2.0, wide, tall)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.error if self._problem else self._theme.ink)
        painter.drawRoundedRect(box, 4.0, 4.0)
        painter.setPen(self._theme.surface)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge)
