"""The ribbon: which layer binds when and why, the same for the baseline, and where the budget cut orders."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stackdesk.ui import format as fmt
from stackdesk.ui.charts.pens import line_pen
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.stretches import Piece, RibbonView, block, piece_at
from stackdesk.ui.charts.strokes import rule_down, text_left, text_right
from stackdesk.ui.glyph import paint_glyph
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, px

TALL = 22.0
_CAPITAL_TOP, _CAPITAL_TALL = 24.0, 4.0
_BASE_TOP, _BASE_TALL = 30.0, 8.0
_FAINT = 0.45


class Ribbon(QWidget):
    """The painted ribbon under the plot; shares its years with the plot pixel by pixel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("binding.ribbon")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme: Theme = LIGHT
        self._plane: Plane | None = None
        self._shown: RibbonView | None = None
        self._widths: dict[str, float] = {}
        self.setAccessibleName(self.tr("What binds when"))

    def sizeHint(self) -> QSize:
        """Ask for the ribbon, the capital strip, the baseline and air below."""
        return QSize(400, int(px(_BASE_TOP) + px(_BASE_TALL)) + 4)

    def set_theme(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.updateGeometry()
        self._widths = {}
        self.update()

    def show_ribbon(self, shown: RibbonView, plane: Plane) -> None:
        """Show a frame; nothing is painted when nothing changed."""
        if shown != self._shown or plane != self._plane:
            self._shown, self._plane = shown, plane
            self.update()

    def description(self) -> str:
        """Say in words what the ribbon shows."""
        if self._shown is None:
            return ""
        told = [
            self.tr("{start} to {end}: {layer}, {cause}").format(
                start=fmt.year(p.start), end=fmt.year(p.end), layer=p.name, cause=p.words
            )
            for p in self._shown.pieces
        ]
        cuts = [self.tr("budget cut orders {span}").format(span=fmt.span(*cut)) for cut in self._shown.cuts]
        return "; ".join([*told, *cuts])

    def words_at(self, x: float, y: float) -> str:
        """Say what lies under a point."""
        if self._shown is None or self._plane is None:
            return ""
        year = self._plane.year(x)
        if px(_CAPITAL_TOP) - 2.0 <= y < px(_BASE_TOP):
            cut = next((cut for cut in self._shown.cuts if cut[0] <= year < cut[1]), None)
            return (
                self.tr("Capital: the budget cut orders, {span}").format(span=fmt.span(*cut)) if cut else ""
            )
        pieces = self._shown.pieces if y < px(_CAPITAL_TOP) else self._shown.baseline
        place = piece_at(pieces, year)
        if place < 0:
            return ""
        piece = pieces[place]
        words = (
            self.tr("{layer} binds: {cause}, {span}")
            if y < px(_CAPITAL_TOP)
            else self.tr("{name}: {layer}, {cause}, {span}")
        )
        return words.format(
            name=self._shown.against or self.tr("Baseline"),
            layer=piece.name[:1].upper() + piece.name[1:],
            cause=piece.words,
            span=fmt.span(piece.start, piece.end),
        )

    def event(self, event: QEvent) -> bool:
        """Tell what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.x(), event.y()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ribbon, capital strip, baseline, captions and the cursor."""
        if self._shown is None or self._plane is None:
            return
        painter = QPainter(self)
        shown, plane = self._shown, self._plane
        cursor = plane.x(shown.year)
        for piece in shown.pieces:
            self._paint_piece(painter, piece, cursor)
        self._paint_cuts(painter)
        for piece in shown.baseline:
            left, right = self._ends(piece.start, piece.end)
            colour = self._theme.shade(piece.layer, _FAINT)
            painter.fillRect(QRectF(left, px(_BASE_TOP), right - left, px(_BASE_TALL)), colour)
        self._paint_captions(painter)
        self._paint_cursor(painter, cursor)

    def _ends(self, start: float, end: float) -> tuple[float, float]:
        """Give a stretch's ends in whole pixels, with a seam of one pixel at the right."""
        plane = self._plane
        if plane is None:
            return 0.0, 0.0
        left, right = round(plane.x(max(start, plane.start))), round(plane.x(min(end, plane.end)))
        return float(left), float(right - 1 if end < plane.end else right)

    def _paint_piece(self, painter: QPainter, piece: Piece, cursor: float) -> None:
        left, right = self._ends(piece.start, piece.end)
        if right <= left:
            return
        look = self._theme.layer(piece.layer)
        painter.fillRect(QRectF(left, 0.0, right - left, px(TALL)), look.mark)
        placed = block(left, right, self._wide(piece.words), cursor)
        if placed.glyph is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_glyph(painter, look.glyph, QPointF(placed.glyph, px(TALL) / 2.0), 8.0, self._theme.on_layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if placed.words is not None:
            text_left(
                painter, placed.words, px(TALL) / 2.0, piece.words, font(11, STRONG), self._theme.on_layer
            )

    def _wide(self, words: str) -> float:
        """Give how wide words are; measured once."""
        if words not in self._widths:
            self._widths[words] = QFontMetricsF(font(11, STRONG)).horizontalAdvance(words)
        return self._widths[words]

    def _paint_cuts(self, painter: QPainter) -> None:
        """Draw the capital strip: hollow ink, for capital is no layer."""
        if self._shown is None:
            return
        painter.setPen(line_pen(self._theme.ink2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for start, end in self._shown.cuts:
            left, right = self._ends(start, end)
            painter.drawRect(
                QRectF(
                    left + 0.5, px(_CAPITAL_TOP) + 0.5, max(right - left - 1.0, 1.0), px(_CAPITAL_TALL) - 1.0
                )
            )

    def _paint_captions(self, painter: QPainter) -> None:
        """Write what the strips are at the left and what follows at the right."""
        shown, plane, theme = self._shown, self._plane, self._theme
        if shown is None or plane is None:
            return
        low = px(_BASE_TOP) + px(_BASE_TALL) / 2.0
        text_right(painter, plane.left - 8.0, px(TALL) / 2.0, self.tr("binds"), font(11, STRONG), theme.ink)
        x = plane.right + 22.0
        self._note(painter, x, px(TALL) / 2.0, shown.note, 2)
        if shown.baseline:
            short = "B" if shown.against else self.tr("base")
            text_right(painter, plane.left - 8.0, low, short, font(11), theme.ink3)
            self._note(painter, x, low, shown.baseline_note, 3)

    def _note(self, painter: QPainter, x: float, middle: float, words: str, ink: int) -> None:
        colour = self._theme.ink2 if ink == 2 else self._theme.ink3
        fitting = QFontMetricsF(font(11)).elidedText(words, Qt.TextElideMode.ElideRight, self.width() - x)
        text_left(painter, x, middle, fitting, font(11), colour)

    def _paint_cursor(self, painter: QPainter, cursor: float) -> None:
        """Carry the cursor's line through: over a fill of its own colour it needs a surface edge."""
        edge = self._theme.surface
        rule_down(painter, cursor - 1.0, 0.0, px(TALL), edge)
        rule_down(painter, cursor + 1.0, 0.0, px(TALL), edge)
        rule_down(painter, cursor, 0.0, float(self.height()), self._theme.ink)
