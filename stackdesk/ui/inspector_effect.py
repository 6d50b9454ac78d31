"""The inspector's page of effects: what a tenth more of a parameter does to the outcome tiles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.errand import Errand
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.inspector_parts import reading_scroll
from stackdesk.ui.subject import Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.tiles import OUTCOMES, Outcome
from stackdesk.ui.typeface import font, lettering, px

if TYPE_CHECKING:
    from stackdesk.desk import Desk
    from stackdesk.engine.effects import Effect, Effects

ROW = 23
LABEL, NUMBER, ELASTICITY = 116, 60, 52
UNMOVED = 5e-5


class EffectRow(QWidget):
    """One outcome: name, a bar from zero, the change and the elasticity."""

    def __init__(self, outcome: Outcome, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._label = QCoreApplication.translate("tiles", str(outcome.label))
        self._short = QCoreApplication.translate("tiles", str(outcome.short))
        self._layer = outcome.address.split(".", 1)[0]
        self._share, self._elasticity, self._most = math.nan, math.nan, 1.0
        self.setObjectName(f"{outcome.address}.effect")
        self.setAccessibleName(self._label)

    def sizeHint(self) -> QSize:
        """Ask for one row."""
        return QSize(280, round(px(ROW)))

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def show_effect(self, effect: Effect | None, elasticity: float, most: float, words: str) -> None:
        """Show a change as a share; the longest bar stands for `most`."""
        self._share = math.nan if effect is None else effect.share
        self._elasticity, self._most = elasticity, most
        told = self.number() if math.isfinite(self._share) else self.tr("not known")
        self.setAccessibleName(f"{self._label}: {told}")
        self.setToolTip(f"{self._label}: {told}. {words}".strip())
        self.update()

    def number(self) -> str:
        """Write the change: ▲ 3.2 %, or that nothing moves."""
        if not math.isfinite(self._share):
            return ""
        if abs(self._share) < UNMOVED:
            return self.tr("none")
        return str(fmt.change(1.0 + self._share, 1.0) or self.tr("none"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row; what does not move has no bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, look = self._theme, self._theme.layer(self._layer)
        middle = self.height() / 2.0
        paint_glyph(painter, look.glyph, QPointF(6.0, middle), 9.0, look.mark)
        painter.setFont(lettering(12))
        painter.setPen(theme.ink)
        name, wide = self._label, LABEL - 20
        if painter.fontMetrics().horizontalAdvance(name) > wide:
            name = painter.fontMetrics().elidedText(self._short, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRectF(17.0, 0.0, LABEL - 17.0, self.height()), _LEFT, name)
        right = self.width() - NUMBER - ELASTICITY
        room = QRectF(LABEL, middle - 5.0, max(right - LABEL - 8.0, 10.0), 10.0)
        zero = room.center().x()
        painter.fillRect(QRectF(round(zero), room.top() - 3.0, 1.0, room.height() + 6.0), theme.groove)
        if math.isfinite(self._share) and abs(self._share) >= UNMOVED:
            reach = self._share / self._most * room.width() / 2.0
            bar = QRectF(min(zero, zero + reach), room.top(), max(abs(reach), 1.0), room.height())
            painter.fillRect(bar, look.mark)
        painter.setFont(font(12))
        painter.setPen(theme.ink)
        painter.drawText(QRectF(right, 0.0, NUMBER, self.height()), _RIGHT, self.number())
        painter.setPen(theme.ink2)
        told = fmt.number(self._elasticity, 2) if math.isfinite(self._elasticity) else ""
        painter.drawText(QRectF(right + NUMBER, 0.0, ELASTICITY - 4.0, self.height()), _RIGHT, told)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class EffectPage(QWidget):
    """Asks beside the window and only while it is in sight; while a lever is held it waits."""

    def __init__(self, desk: Desk, errand: Errand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._errand = desk, errand
        self._theme: Theme = LIGHT
        self._subject: Subject | None = None
        self._asked: tuple[object, ...] = ()
        self._answered: tuple[object, ...] = ()
        self.setObjectName("effect")
        self.setAccessibleName(self.tr("Effect on the outcomes"))
        self._line = QLabel(self)
        self._line.setObjectName("effect.line")
        self._line.setWordWrap(True)
        self._foot = QLabel(
            self.tr("Right: elasticity, per cent of the outcome for a per cent of this"), self
        )
        self._foot.setObjectName("effect.foot")
        self._foot.setWordWrap(True)
        self.rows = [EffectRow(one, self) for one in OUTCOMES]
        self._lay_out()
        errand.answered.connect(self._take)
        errand.failed.connect(self._fail)

    def _lay_out(self) -> None:
        body = QWidget(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for row in self.rows:
            inner.addWidget(row)
        inner.addWidget(self._foot)
        inner.addStretch(1)
        scroll = reading_scroll(body, self.tr("Outcomes and how far they move"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 2, 10, 4)
        column.setSpacing(2)
        column.addWidget(self._line)
        column.addWidget(scroll, 1)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        for row in self.rows:
            row.dress(theme)
        self._line.setFont(lettering(12))
        self._line.setStyleSheet(f"color: {theme.ink2.name()}")
        self._foot.setFont(lettering(11))
        self._foot.setStyleSheet(f"color: {theme.ink2.name()}")

    def show_subject(self, subject: Subject) -> None:
        """Show another parameter."""
        self._subject = subject
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened out of sight."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Ask about the parameter as it stands now; the newest question wins."""
        subject, desk = self._subject, self._desk
        if subject is None or not self.isVisible() or desk.dragging is not None:
            return
        place = (subject.address, subject.region, desk.year)
        question = (desk.scenario, *place, desk.region, desk.locked)
        if question == self._asked:
            return
        self._asked = question
        series = tuple(one.address for one in OUTCOMES)
        self._line.setText(self.tr("Computing…"))
        self._errand.ask("effects", desk.scenario, *place, series, desk.region, desk.locked)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was asked and not answered: another page may ask now."""
        super().hideEvent(event)
        if self._asked != self._answered:
            self._asked = ()

    def _take(self, found: object) -> None:
        """Show the rows, the longest bar across half of the room."""
        from stackdesk.engine.effects import Effects  # loaded with the first answer

        subject = self._subject
        if not isinstance(found, Effects) or subject is None or found.address != subject.address:
            return
        self._answered = self._asked
        moved = [abs(row.share) for row in found.rows if math.isfinite(row.share)]
        most = max([*moved, UNMOVED])
        words = self._words(subject, found)
        for widget, row in zip(self.rows, found.rows, strict=True):
            widget.show_effect(row, found.elasticity(row), most, words)
        self._line.setText(words)

    def _words(self, subject: Subject, found: Effects) -> str:
        """Say what was moved, and where the outcomes are read."""
        move = found.move * 100.0
        by = f"{'+' if move > 0 else fmt.MINUS}{fmt.short(abs(round(move, 1)))} %" if found.relative else ""
        words = self.tr("{by} from {start} to {end} since the present, seen in {year}")
        return words.format(
            by=by or self.tr("One step"),
            start=subject.number(found.start),
            end=subject.text(found.end),
            year=fmt.year(max(self._desk.year, self._desk.scenario.present)),
        )

    def _fail(self, words: str) -> None:
        if not self.isVisible():
            return
        for row in self.rows:
            row.show_effect(None, math.nan, 1.0, "")
        self._line.setText(f"! {words}")
