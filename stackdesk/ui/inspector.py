"""The inspector: all there is to know of one parameter, its path, and the reason why it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stackdesk.ui.charts.controls import Segments
from stackdesk.ui.fade import Fade
from stackdesk.ui.inspector_parts import Address, Amount, Badge, LinkLabel, Title, basis_text, confidence_text
from stackdesk.ui.inspector_range import RangeBar
from stackdesk.ui.inspector_sources import SourceList, first_text, open_link, publications
from stackdesk.ui.subject import Standing, Subject
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.trajectory_pane import PathPane
from stackdesk.ui.typeface import font, lettering, monospace, px

if TYPE_CHECKING:
    from stackdesk.scenario import Entry


GAP = 4
SHORT = 225
"""Below this height the cards begin out of sight, and the first source is also linked further up."""
LOW = 340
"""Below this height the plot of the path takes the place of reason and amount."""


class Page(Protocol):
    """A widget that shows one more side of a parameter; it asks for nothing while it is out of sight."""

    def show_subject(self, subject: Subject) -> None:
        """Show another parameter, or the same in another region."""

    def refresh(self) -> None:
        """Follow the desk, where it can be seen."""

    def dress(self, theme: Theme) -> None:
        """Take a theme."""


class Inspector(QWidget):
    """Shows one parameter: what is known of it, or its path; here path and reason can be edited."""

    reason_given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._leader: QWidget | None = None
        self._lead = QHBoxLayout()
        self._subject: Subject | None = None
        self._entry: Entry | None = None
        self._added: list[Page] = []
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Inspector"))
        self._scroll = self._make_scroll()
        body = self._body = QWidget()
        body.setObjectName("inspector.body")
        self._title = Title(self)
        self._badge = Badge(self)
        self._kind = _label(body, "inspector.kind")
        self._address = Address(body)
        self.path = PathPane(self)
        self.page = self._make_choice()
        self._value = Amount(self)
        self._definition = _label(body, "inspector.definition", wrap=True)
        self._published = _label(body, "inspector.published")
        self._bar = RangeBar(body)
        self._allowed = _label(body, "inspector.allowed")
        self._basis = _label(body, "inspector.basis", wrap=True)
        self._first = _link_label(body, "inspector.first_source")
        self._confidence = _label(body, "inspector.confidence")
        self._note = _label(body, "inspector.note", wrap=True)
        self._sources = SourceList(body)
        for plain in (self._basis, self._note, self._definition):
            plain.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = QPlainTextEdit(self)
        self._set_up_reason()
        self._captions: list[QLabel] = []
        self._lay_out(body)
        self._scroll.setWidget(body)

    def _make_scroll(self) -> QScrollArea:
        """Make the room in which what is known of the parameter can be read."""
        made = QScrollArea(self)
        made.setWidgetResizable(True)
        made.setFrameShape(QScrollArea.Shape.NoFrame)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName(self.tr("About this parameter"))
        made.setProperty("reading", True)
        return made

    def _make_choice(self) -> Segments:
        """Make the choice between what is known of the parameter and its path."""
        about, path = self.tr("What is known of it"), self.tr("Its path over the years, to be edited")
        choices = (("about", self.tr("About"), about), ("path", self.tr("Path"), path))
        made = Segments("inspector.page", choices, self)
        made.setAccessibleName(self.tr("What the inspector shows"))
        made.chosen.connect(self.show_page)
        return made

    def add_page(self, key: str, words: str, tip: str, page: Page) -> None:
        """Add a page to choose; it is shown and hidden with its choice, so it can rest while out of sight."""
        assert isinstance(page, QWidget)
        self.page.add(key, words, tip)
        self._pages.addWidget(page)
        self._added.append(page)
        page.dress(self._theme)
        if self._subject is not None:
            page.show_subject(self._subject)

    def offer_page(self, key: str, offered: bool) -> None:
        """Offer a page only where it says something; what was on show gives way to the first."""
        if not offered and self.page.current() == key:
            self.show_page("about")
        self.page.offer(key, offered)

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
        head.addWidget(self._badge, 0)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 2, 14, 4)
        inner.setSpacing(4)
        inner.addWidget(self._definition)
        inner.addSpacing(4)
        inner.addLayout(self._range_rows())
        inner.addLayout(self._basis_rows())
        inner.addSpacing(6)
        inner.addWidget(self._sources)
        inner.addStretch(1)
        top, foot = QVBoxLayout(), QVBoxLayout()
        top.setContentsMargins(16, 10, 14, 0)
        top.setSpacing(2)
        top.addLayout(head)
        top.addWidget(self.page, 0, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self._value)
        foot.setContentsMargins(14, 4, 14, 12)
        foot.addWidget(self.reason)
        self._fade = Fade(self._scroll)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.path)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(top)
        self._column.addWidget(self._pages, 1)
        self._column.addLayout(foot)

    def _range_rows(self) -> QVBoxLayout:
        """Put the published range at the left and the allowed one at the right above the ruler."""
        words = QHBoxLayout()
        words.addWidget(self._published, 1)
        words.addWidget(self._allowed, 0)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(words)
        column.addWidget(self._bar)
        return column

    def _basis_rows(self) -> QFormLayout:
        """Put basis, confidence and note into rows with captions."""
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for caption, field in (
            (self.tr("Kind"), self._kind),
            (self.tr("Source"), self._first),
            (self.tr("Confidence"), self._confidence),
            (self.tr("Basis"), self._basis),
            (self.tr("Note"), self._note),
            (self.tr("Address"), self._address),
        ):
            label = QLabel(caption)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            if isinstance(field, QLabel):
                field.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self._captions.append(label)
            form.addRow(label, field)
        self._form = form
        return form

    # --------------------------------------------------------------------------------------- showing

    @property
    def address(self) -> str:
        """The address of the parameter on show, or nothing."""
        return self._subject.address if self._subject else ""

    def show_subject(self, subject: Subject, entry: Entry, reason: str) -> None:
        """Show another parameter."""
        self.keep_reason()
        another = self.address != subject.address
        if another and QApplication.focusWidget() in self._sources.cards:
            self._scroll.setFocus()  # else it would jump to the next card and take the view along
        self._subject = subject
        self._title.show_name(subject.label, subject.parameter.layer)
        self._badge.show_basis(entry.basis)
        kind = subject.parameter.quantity.kind
        self._kind.setText(
            self.tr("policy, a choice") if kind == "policy" else self.tr("assumption about the world")
        )
        self._address.show_address(subject.address)
        self._definition.setText(" ".join(subject.definition.split()))
        self._show_ranges(subject, entry)
        self._confidence.setText(confidence_text(entry.confidence))
        self._basis.setText(basis_text(entry.basis, cited=bool(entry.sources)))
        self._note.setText(entry.note)
        self._form.setRowVisible(self._note, bool(entry.note))
        self._entry = entry
        self._show_first()
        self._sources.show_sources(entry.sources)
        self.path.show_subject(subject)
        for page in self._added:
            page.show_subject(subject)
        self.show_reason(reason)
        self._fit()
        if another:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_first(self) -> None:
        """Link to the first source above the fold."""
        sources = self._entry.sources if self._entry else ()
        self._first.setText(first_text(sources, self._theme))
        self._first.setToolTip(publications(sources)[0][0].url if self._first.text() else "")

    def _show_ranges(self, subject: Subject, entry: Entry) -> None:
        """Show the published range in words and on the ruler, and the allowed one beside it."""
        judged = not entry.sources
        words = self.tr("{range} judged") if judged else self.tr("{range} published")
        ruler, around = subject.measure, subject.published
        none = self.tr("no published range")
        self._published.setText(words.format(range=subject.span(*around)) if around else none)
        allowed = self.tr("{range} allowed").format(range=subject.span(ruler.low, ruler.high))
        self._allowed.setText(allowed)
        self._bar.show_subject(subject, judged=judged)

    def show_page(self, key: str) -> None:
        """Show what is known of the parameter ("about"), its path ("path"), or a page that was added."""
        self.page.choose(key)
        self._pages.setCurrentIndex(self.page.place(key))
        self._fit()

    def show_sources(self) -> None:
        """Scroll to the sources and put the keyboard on the first link; a click or Enter opens it."""
        self.show_page("about")
        QTimer.singleShot(0, self._go_to_sources)  # the card may have come to the front just now

    def _go_to_sources(self) -> None:
        top = self._sources.mapTo(self._body, self._sources.rect().topLeft()).y()
        self._scroll.verticalScrollBar().setValue(top - GAP)
        linked = next((card for card in self._sources.cards if card.url), None)
        (linked or self._scroll).setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give wrapped lines the height they need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        about, roomy = self.page.current() == "about", self.height() >= LOW
        self._value.setVisible(about or roomy)
        self.reason.setVisible(about or (roomy and self.page.current() == "path"))
        short = self._scroll.viewport().height() < SHORT
        self._form.setRowVisible(self._first, short and bool(self._first.text()))
        layout, wide = self._body.layout(), self._scroll.viewport().width()
        if layout is not None:
            self._body.setMinimumHeight(max(layout.heightForWidth(wide), 0))

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
        self._bar.show_standing(standing)
        self.path.refresh()
        for page in self._added:
            page.refresh()
        self._value.show_amount(self._subject.number(standing.value), unit, standing.change, base)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self._title.dress(theme)
        self._value.dress(theme)
        self.page.set_theme(theme)
        self.path.set_theme(theme)
        for part in (self._badge, self._bar, self._sources, self._fade):
            part.dress(theme)
        for page in self._added:
            page.dress(theme)
        for label in (self._published, self._first, self._confidence):
            label.setFont(font(12))
        self._show_first()
        self._allowed.setFont(font(11))
        self._kind.setFont(lettering(12))
        for label in (self._kind, self._definition, self._basis, self._note, *self._captions):
            label.setFont(lettering(12))
            label.setStyleSheet(f"color: {theme.ink2.name()}")
        self._allowed.setStyleSheet(f"color: {theme.ink3.name()}")
        self._address.setFont(monospace(11))
        self._address.setStyleSheet(f"color: {theme.ink3.name()}")
        self.reason.setFont(lettering(12))
        self.reason.setFixedHeight(round(px(44)))
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


def _label(parent: QWidget, name: str, *, wrap: bool = False) -> QLabel:
    """Make a label that can be found by name."""
    return _named(QLabel(parent), name, wrap=wrap)


def _link_label(parent: QWidget, name: str) -> QLabel:
    """Make a label whose links open outside, by mouse and by key."""
    label = _named(LinkLabel(parent), name, wrap=True)
    label.linkActivated.connect(open_link)
    flags = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    label.setTextInteractionFlags(flags)
    return label


def _named(label: QLabel, name: str, *, wrap: bool) -> QLabel:
    label.setObjectName(name)
    label.setWordWrap(wrap)
    return label
