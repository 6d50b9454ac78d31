"""The inspector: all there is to know of one parameter, and the reason why it was changed."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui import format as fmt
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering, monospace

if TYPE_CHECKING:
    from stackdesk.scenario import Entry, Source

CONFIDENCE = {"high": 3, "medium": 2, "low": 1, "memory": 1, "derived": 2}


class Inspector(QWidget):
    """Shows one parameter; only the reason can be edited here, the value is the lever's."""

    reason_given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._subject: Subject | None = None
        self._entry: Entry | None = None
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Inspector"))
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("About this parameter"))
        body = QWidget()
        body.setObjectName("inspector.body")
        self._title = _Title(body)
        self._kind = _label(body, "inspector.kind")
        self._address = _label(body, "inspector.address", selectable=True)
        self._value = _label(body, "inspector.value")
        self._base = _label(body, "inspector.reference")
        self._definition = _label(body, "inspector.definition", wrap=True)
        self._range = _label(body, "inspector.range", wrap=True)
        self._published = _label(body, "inspector.published", wrap=True)
        self._sources = _label(body, "inspector.sources", wrap=True)
        self._basis = _label(body, "inspector.basis", wrap=True)
        for plain in (self._basis, self._definition, self._address):
            plain.setTextFormat(Qt.TextFormat.PlainText)
        self._confidence = _label(body, "inspector.confidence")
        self.reason = QPlainTextEdit(self)
        self._set_up_reason()
        self._captions: list[QLabel] = []
        self._lay_out(body)
        self._scroll.setWidget(body)

    def _set_up_reason(self) -> None:
        self.reason.setObjectName("inspector.reason")
        self.reason.setAccessibleName(self.tr("Reason, saved with the scenario"))
        self.reason.setPlaceholderText(self.tr("Why this value? Saved with the scenario."))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(44)
        self.reason.installEventFilter(self)

    def lead_with(self, widget: QWidget) -> None:
        """Put a widget, such as tabs, above everything."""
        holder = QHBoxLayout()
        holder.setContentsMargins(12, 11, 0, 0)
        holder.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.insertLayout(0, holder)

    def _lay_out(self, body: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._kind, 0)
        value = QHBoxLayout()
        value.addWidget(self._value, 1)
        value.addWidget(self._base, 0, Qt.AlignmentFlag.AlignBottom)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for caption, field in (
            (self.tr("Range"), self._range),
            (self.tr("Published"), self._published),
            (self.tr("Confidence"), self._confidence),
            (self.tr("Source"), self._sources),
            (self.tr("Basis"), self._basis),
        ):
            label = QLabel(caption)
            self._captions.append(label)
            form.addRow(label, field)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 2, 14, 4)
        inner.setSpacing(4)
        inner.addWidget(self._address)
        inner.addLayout(value)
        inner.addWidget(self._definition)
        inner.addSpacing(4)
        inner.addLayout(form)
        inner.addStretch(1)
        top, foot = QVBoxLayout(), QVBoxLayout()
        top.setContentsMargins(16, 10, 14, 0)
        top.addLayout(head)
        foot.setContentsMargins(14, 4, 14, 12)
        foot.addWidget(self.reason)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(top)
        self._column.addWidget(self._scroll, 1)
        self._column.addLayout(foot)

    # --------------------------------------------------------------------------------------- showing

    @property
    def address(self) -> str:
        """The address of the parameter on show, or nothing."""
        return self._subject.address if self._subject else ""

    def show_subject(self, subject: Subject, entry: Entry, reason: str) -> None:
        """Show another parameter."""
        self.keep_reason()
        self._subject = subject
        self._title.show_name(subject.label, subject.parameter.layer)
        self._kind.setText(
            self.tr("policy") if subject.parameter.quantity.kind == "policy" else self.tr("assumption")
        )
        self._address.setText(subject.address)
        self._definition.setText(subject.definition)
        ruler = subject.measure
        self._range.setText(self.tr("{range} allowed").format(range=subject.span(ruler.low, ruler.high)))
        published = subject.published
        self._published.setText(subject.span(*published) if published else self.tr("no published range"))
        self._entry = entry
        self._sources.setText(self._source_text(entry.sources))
        self._basis.setText(self._basis_text(entry))
        self._confidence.setText(confidence_text(entry.confidence))
        self.show_reason(reason)

    def show_reason(self, reason: str) -> None:
        """Show the reason that the scenario holds, unless one is being written."""
        if not self.reason.hasFocus() and self.reason.toPlainText() != reason:
            self.reason.setPlainText(reason)
        self._given = reason

    def show_standing(self, standing: Standing, when: str) -> None:
        """Show where the parameter stands."""
        if self._subject is None:
            return
        ink = self._theme.ink2.name()
        unit = html.escape(f"{self._subject.shape.unit} {when}".strip())
        text = (
            f"<span style='font-size:16px; font-weight:600'>{self._subject.number(standing.value)}</span>"
            f" <span style='color:{ink}'>{unit}</span>"
        )
        if standing.change is not None:
            text += f" &nbsp;<span style='font-weight:600'>{html.escape(str(standing.change))}</span>"
        self._value.setText(text)
        base = self._subject.number(standing.reference)
        self._base.setText(self.tr("reference {value}").format(value=base))

    def _source_text(self, sources: Sequence[Source]) -> str:
        """Write the sources, each a link where it has an address."""
        if not sources:
            return html.escape(self.tr("none published"))
        lines = dict.fromkeys(source_line(source, self._theme) for source in sources)
        return "<br>".join(lines)

    def _basis_text(self, entry: Entry) -> str:
        basis = QCoreApplication.translate("basis", entry.basis) if entry.basis else fmt.NOTHING
        return f"{basis}. {entry.note}" if entry.note else basis

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self._title.dress(theme)
        for label in (self._value, self._range, self._published, self._sources, self._confidence):
            label.setFont(font(12))
        for label in (self._definition, self._basis, self._base, *self._captions):
            label.setFont(lettering(12))
            label.setStyleSheet(f"color: {theme.ink2.name()}")
        if self._entry is not None:
            self._sources.setText(self._source_text(self._entry.sources))
        self._kind.setFont(lettering(11))
        self._kind.setStyleSheet(
            f"color: {theme.ink2.name()}; border: 1px solid {theme.field_border.name()};"
            " border-radius: 4px; padding: 1px 6px;"
        )
        self._address.setFont(monospace(11))
        self._address.setStyleSheet(f"color: {theme.ink3.name()}")
        self.reason.setFont(lettering(12))
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.widget().setAutoFillBackground(False)

    # ---------------------------------------------------------------------------------------- reason

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the reason when the cursor leaves its box."""
        if watched is self.reason and event.type() == QEvent.Type.FocusOut:
            self.keep_reason()
        return super().eventFilter(watched, event)

    def keep_reason(self) -> None:
        """Hand on a reason that was edited."""
        if self._subject is None:
            return
        text = self.reason.toPlainText().strip()
        if text != self._given:
            self._given = text
            self.reason_given.emit(self._subject.address, text)

    _given = ""


class _Title(QWidget):
    """The layer's glyph and the parameter's name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._layer = ""
        self.setFixedHeight(22)
        self._name = ""

    def show_name(self, name: str, layer: str) -> None:
        """Show a name in front of its layer's glyph."""
        self._name, self._layer = name, layer
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both."""
        painter = QPainter(self)
        look = self._theme.layer(self._layer)
        paint_glyph(painter, look.glyph, QPointF(6.0, self.height() / 2.0), 11.0, look.mark)
        painter.setFont(lettering(14, STRONG))
        painter.setPen(self._theme.ink)
        room = QRectF(20.0, 0.0, self.width() - 22.0, self.height())
        words = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _label(parent: QWidget, name: str, *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Make a label that can be found by name; links open outside and can be reached by key."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(wrap)
    label.setOpenExternalLinks(True)
    flags = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    if selectable:
        flags |= Qt.TextInteractionFlag.TextSelectableByMouse
    label.setTextInteractionFlags(flags)
    return label


def source_line(source: Source, theme: Theme) -> str:
    """Write one source: publisher, title as a link, date."""
    parts = [part for part in (source.publisher, source.title) if part]
    words = html.escape(", ".join(parts) or source.key)
    if source.url.startswith(("https://", "http://")):
        words = (
            f"<a style='color:{theme.ink.name()}' href='{html.escape(source.url, quote=True)}'>{words}</a>"
        )
    return f"{words}, {html.escape(source.date)}" if source.date else words


def confidence_text(confidence: str) -> str:
    """Write a confidence as dots and a word: ●●○ medium."""
    if not confidence:
        return fmt.NOTHING
    filled = CONFIDENCE.get(confidence, 0)
    return f"{'●' * filled}{'○' * (3 - filled)} {QCoreApplication.translate('confidence', confidence)}"
