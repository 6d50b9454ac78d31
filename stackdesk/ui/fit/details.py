"""What stands behind one published figure: its definition, why it is missed, its sources as links."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QTextBrowser, QWidget

from stackdesk.scenario import Source
from stackdesk.ui.charts.marks import kind_words
from stackdesk.ui.fit.model import Figure
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import lettering

_LINKS = ("https://", "http://")


class FitDetails(QTextBrowser):
    """Tells of the chosen figure; Tab goes to the links, Enter or a click opens one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._figure: Figure | None = None
        self.setObjectName("fit.details")
        self.setAccessibleName(self.tr("About the chosen figure"))
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(8.0)
        self.anchorClicked.connect(self.open_source)
        self.show_figure(None)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.setFont(lettering(12))
        self.setStyleSheet(f"QTextBrowser {{ background: {theme.inset.name()}; border-radius: 6px; }}")
        self._write()

    def show_figure(self, one: Figure | None) -> None:
        """Tell of a figure, or how to choose one."""
        if one != self._figure or one is None:
            self._figure = one
            self._write()

    def open_source(self, url: QUrl) -> None:
        """Open a source in the browser."""
        if url.toString().startswith(_LINKS):
            QDesktopServices.openUrl(url)

    def _write(self) -> None:
        place = self.verticalScrollBar().value()
        self.setHtml(self._page())
        self.verticalScrollBar().setValue(place)

    def _page(self) -> str:
        one = self._figure
        if one is None:
            hint = self.tr("Choose a row: the chart below shows its series, and its source stands here.")
            return f'<p style="color:{self._theme.ink2.name()}">{html.escape(hint)}</p>'
        seen = one.row.observation
        head = f"{one.label}, {one.region}, {seen.dated}"
        words = self.tr("{kind} {published}, {band}. Model {model}: {error}, {verdict}.")
        told = words.format(
            kind=kind_words(seen.kind), published=one.published, band=one.band, model=one.model,
            error=one.error, verdict=one.finding.removeprefix("! "),
        )  # fmt: skip
        lines = [f"<b>{html.escape(head)}</b>&nbsp; {html.escape(told)}"]
        why, *texts = [_line(name, text) if text else "" for name, text in self._texts(one)]
        sources = "; ".join(self._link(source) for source in seen.sources)
        lines += [line for line in (why, _line(self.tr("Source"), "", sources), *texts) if line]
        body = "".join(f'<p style="margin:0 0 3px 0">{line}</p>' for line in lines)
        return f'<body style="color:{self._theme.ink.name()}">{body}</body>'

    def _texts(self, one: Figure) -> tuple[tuple[str, str], ...]:
        """Give what is said of a figure, each under its name."""
        seen = one.row.observation
        missing = one.row.far and seen.kind == "history" and not seen.why
        why = self.tr("no reason is given.") if missing else seen.why
        return (
            (self.tr("Why"), why),
            (self.tr("Counted"), seen.basis),
            (self.tr("Definition"), seen.definition),
            (self.tr("Note"), seen.note),
        )

    def _link(self, source: Source) -> str:
        """Name a source; its title is the link where there is an address."""
        ink = self._theme.ink.name()
        title = html.escape(source.title)
        if source.url.startswith(_LINKS):
            title = f'<a href="{html.escape(source.url)}" style="color:{ink}">{title}</a>'
        rest = ", ".join(part for part in (source.publisher, source.date) if part)
        words = f"{title}, {html.escape(rest)}" if rest else title
        if source.confidence:
            confidence = QCoreApplication.translate("fit", "confidence {word}").format(word=source.confidence)
            words += f" ({html.escape(confidence)})"
        return words


def _line(name: str, text: str, marked_up: str = "") -> str:
    """Write one line under its name."""
    return f"<b>{html.escape(name)}:</b> {marked_up or html.escape(text)}"
