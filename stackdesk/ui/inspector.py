"""The inspector: all there is to know of one parameter, and the reason why it was changed."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
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
from stackdesk.ui.inspector_parts import Amount, Title, confidence_text, source_line
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import font, lettering, monospace

if TYPE_CHECKING:
    from stackdesk.scenario import Entry, Source


class Inspector(QWidget):
    """Shows one parameter; only the reason can be edited here, the value is the lever's."""

    reason_given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._leader: QWidget | None = None
        self._lead = QHBoxLayout()
        self._subject: Subject | None = None
        self._entry: Entry | None = None
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Inspector"))
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("About this parameter"))
        body = self._body = QWidget()
        body.setObjectName("inspector.body")
        self._title = Title(body)
        self._kind = _label(body, "inspector.kind")
        self._address = _label(body, "inspector.address", selectable=True)
        self._value = Amount(body)
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
        self._leader = widget
        self._lead = QHBoxLayout()
        self._lead.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.insertLayout(0, self._lead)
        widget.installEventFilter(self)

    def _lay_out(self, body: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._kind, 0)
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
        inner.addWidget(self._value)
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
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give wrapped lines the height they need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout, wide = self._body.layout(), self._scroll.viewport().width()
        if layout is not None:
            self._body.setMinimumHeight(layout.heightForWidth(wide))

    def show_reason(self, reason: str) -> None:
        """Show the reason that the scenario holds, unless one is being written."""
        if not self.reason.hasFocus() and self.reason.toPlainText() != reason:
            self.reason.setPlainText(reason)
        self._given = reason

    def show_standing(self, standing: Standing, when: str) -> None:
        """Show where the parameter stands."""
        if self._subject is None:
            return
        base = self.tr("reference {value}").format(value=self._subject.number(standing.reference))
        unit = f"{self._subject.shape.unit} {when}".strip()
        if standing.where:
            base = self.tr("{base}, other in {where}").format(base=base, where=standing.where)
        self._value.show_amount(self._subject.number(standing.value), unit, standing.change, base)

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
        self._value.dress(theme)
        for label in (self._range, self._published, self._sources, self._confidence):
            label.setFont(font(12))
        for label in (self._definition, self._basis, *self._captions):
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
        self._body.setAutoFillBackground(False)

    # ---------------------------------------------------------------------------------------- reason

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the reason when the cursor leaves its box; make room for what leads when it shows."""
        if watched is self.reason and event.type() == QEvent.Type.FocusOut:
            self.keep_reason()
        if watched is self._leader and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            shown = event.type() == QEvent.Type.ShowToParent
            self._lead.setContentsMargins(16 if shown else 0, 10 if shown else 0, 0, 0)
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
