"""The inspector's sources: one card a publication, with the figures it gives and a link that opens it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stackdesk.scenario.provenance import published
from stackdesk.ui import format as fmt
from stackdesk.ui.inspector_parts import confidence_text
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, lettering

if TYPE_CHECKING:
    from stackdesk.scenario import Source

RADIUS = 6.0
EXACT = 1e9
"""Whole numbers up to this are written in full, as they were published."""


class SourceList(QWidget):
    """A heading that counts the sources, and a card for each publication."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._sources: tuple[Source, ...] | None = None
        self.cards: list[SourceCard] = []
        self.setObjectName("inspector.sources")
        self.heading = QLabel(self)
        self.heading.setObjectName("inspector.sources.heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.heading)

    def show_sources(self, sources: Sequence[Source]) -> None:
        """Show a parameter's sources; nothing is built anew where they are the same."""
        if self._sources == tuple(sources):
            return
        self._sources = tuple(sources)
        for old in self.cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [SourceCard(group, self) for group in publications(sources)]
        self.heading.setText(heading(self._sources))
        for card in self.cards:
            card.dress(self._theme)
            self._column.addWidget(card)
            card.show()  # a layout would show it in a moment, too late to count its height

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.heading.setFont(lettering(12, STRONG))
        self.heading.setStyleSheet(f"color: {theme.ink.name()}")
        for card in self.cards:
            card.dress(theme)


class SourceCard(QLabel):
    """One publication: its title is the link, below it who published it when, and each figure it gives."""

    def __init__(self, sources: Sequence[Source], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.sources = tuple(sources)
        first = self.sources[0]
        self.url = first.url if is_link(first.url) else ""
        self.setObjectName(f"inspector.source.{first.key}")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setContentsMargins(10, 7, 10, 8)
        self.setToolTip(html.escape(self.url))
        self.linkActivated.connect(open_link)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.url else Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(", ".join(part for part in (_title(first), _origin(first)) if part))
        told = _tr("Enter opens {address}").format(address=self.url)
        self.setAccessibleDescription(told if self.url else _tr("no link known"))

    def dress(self, theme: Theme) -> None:
        """Take a theme; the text carries its colours."""
        self._theme = theme
        self.setFont(lettering(12))
        self.setText(card_text(self.sources, self.url, theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the publication with the keys that press a button."""
        if self.url and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            open_link(self.url)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a card below the text; the reference's own judgement has a dashed outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        own = not published(self.sources[0])
        focused = self.hasFocus() and bool(self.url)
        pen = QPen(self._theme.ink if focused else self._theme.field_border, 3.0 if focused else 1.0)
        pen.setStyle(Qt.PenStyle.DashLine if own else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.inset)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()
        super().paintEvent(event)


def is_link(url: str) -> bool:
    """Say whether an address leads to a page; a file or a script is no source."""
    return url.startswith(("https://", "http://"))


def open_link(url: str) -> None:
    """Open a publication where the user reads such things."""
    QDesktopServices.openUrl(QUrl(url))


def publications(sources: Sequence[Source]) -> list[list[Source]]:
    """Put figures of one publication together: those with a link first, the reference's own last."""
    groups: dict[tuple[str, ...], list[Source]] = {}
    for source in dict.fromkeys(sources):
        key = (source.title, source.publisher, source.date, source.url)
        groups.setdefault(key, []).append(source)
    return sorted(groups.values(), key=lambda group: (not published(group[0]), not group[0].url))


def heading(sources: Sequence[Source]) -> str:
    """Count what is cited: 2 publications, 1 unpublished figure."""
    groups = publications(sources)
    printed = sum(published(group[0]) for group in groups)
    own = sum(len(group) for group in groups if not published(group[0]))
    if not groups:
        return _tr("No source is cited")
    parts = []
    if printed:
        parts.append(
            _tr("1 publication") if printed == 1 else _tr("{count} publications").format(count=printed)
        )
    if own:
        parts.append(
            _tr("1 unpublished figure") if own == 1 else _tr("{count} unpublished figures").format(count=own)
        )
    return _tr("Sources: {list}").format(list=", ".join(parts))


def first_text(sources: Sequence[Source], theme: Theme) -> str:
    """Write a link to the first publication and how many more follow; empty where none has a link."""
    groups = publications(sources)
    if not groups or not is_link(groups[0][0].url):
        return ""
    first, more = groups[0][0], len(groups) - 1
    words = html.escape(_origin(first) or _title(first))
    text = (
        f"<a href='{html.escape(first.url, quote=True)}' style='color:{theme.ink.name()}'>{words}</a>&nbsp;↗"
    )
    return _tr("{source}, {count} more below").format(source=text, count=more) if more else text


def card_text(sources: Sequence[Source], url: str, theme: Theme) -> str:
    """Write a card as rich text."""
    first, quiet = sources[0], theme.ink2.name()
    title = html.escape(_title(first))
    if url:
        link = html.escape(url, quote=True)
        title = f"<a href='{link}' style='color:{theme.ink.name()}'>{title}</a>&nbsp;↗"
    lines = [title]
    origin = _origin(first)
    if published(first) and not url:
        origin = ", ".join(part for part in (origin, _tr("no link known")) if part)
    if origin:
        lines.append(f"<span style='color:{quiet}'>{html.escape(origin)}</span>")
    text = "<br>".join(lines)
    for source in sources:
        text += f"<p style='margin-top:5px; margin-bottom:0px'>{_figure_text(source, quiet)}</p>"
    return text


def _figure_text(source: Source, quiet: str) -> str:
    """Write one figure: number and confidence, what it is of, the note."""
    confidence = confidence_text(source.confidence) if source.confidence else ""
    number = html.escape(figure(source))
    first = "&nbsp;&nbsp; ".join(part for part in (number, html.escape(confidence)) if part)
    about = ", ".join(part for part in (source.quantity, source.region, when(source.year)) if part)
    about = f"{about[:1].upper()}{about[1:]}"
    words = ". ".join(part.rstrip(".") for part in (about, source.note) if part)
    rest = f"<span style='color:{quiet}'>{html.escape(words)}.</span>" if words else ""
    return "<br>".join(part for part in (first, rest) if part)


def figure(source: Source) -> str:
    """Write the published figure in its own unit, with low and high in brackets."""
    ends = [_exact(one) for one in (source.low, source.high) if one is not None]
    around = _tr(" to ").join(ends)
    number = around if source.central is None else _exact(source.central)
    if not number:
        return ""
    number += "" if source.unit == "1" else f" {source.unit}"
    return f"{number} ({around})" if source.central is not None and len(ends) == 2 else number


def when(year: str) -> str:
    """Write a figure's year: all of 2025, the end of 2023 (2023.99), another date in a year."""
    whole, _, part = year.partition(".")
    if not (part.isdecimal() and whole.isdecimal()):
        return year
    if float(f"0.{part}") >= 0.97:
        return _tr("end of {year}").format(year=whole)
    return fmt.year(float(year))


def _exact(number: float) -> str:
    """Write a number as it was published, not rounded to what a screen needs."""
    if abs(number) < EXACT and number == round(number):
        return fmt.fixed(number, 0)
    return fmt.short(number)


def _title(source: Source) -> str:
    return source.title or source.key


def _origin(source: Source) -> str:
    """Say who published a source and when; the reference's own figures were not published."""
    if not published(source):
        return _tr("the reference's own, not a publication")
    return ", ".join(part for part in (source.publisher, source.date) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("sources", text)
