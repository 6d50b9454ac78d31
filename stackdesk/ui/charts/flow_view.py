"""Draws one year's flow through the stack, and tells what is under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from stackdesk.engine.year_flow import Stage, YearFlow, year_flow
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.flow import (
    BAR,
    Block,
    FlowPicture,
    Stream,
    amount_words,
    largest,
    node_words,
    picture,
    share_words,
    stage_words,
)
from stackdesk.ui.charts.pens import line_pen
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.plot import Plot, PlotPainter
from stackdesk.ui.charts.readout import Readout, paint_readout
from stackdesk.ui.charts.strokes import text_centred, text_left, text_right
from stackdesk.ui.charts.table import Column
from stackdesk.ui.charts.words import region_words
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import STRONG, font, px
from stackdesk.ui.view import View

_CAPTION, _SIDE, _TOP, _FOOT = 104.0, 16.0, 12.0, 14.0
_FILL, _OTHER, _STREAM, _LOST = 0.42, 0.3, 0.17, 0.08
_PAD = 5.0


class FlowPainter(PlotPainter):
    """The painter item of the flow."""

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None
        self.picture: FlowPicture | None = None
        self.readout: Readout | None = None
        self.over: Block | Stream | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw streams, blocks and words."""
        shown, view = self.picture, self.view
        if shown is None or view is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for stream in shown.streams:
            strength = _LOST if stream.lost else _STREAM
            painter.setBrush(
                self.theme.shade(stream.layer, 2.0 * strength if stream is self.over else strength)
            )
            painter.drawPath(stream.path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for place, block in enumerate(shown.blocks):
            self._paint_block(painter, block, view, place)
        for stage in shown.flow.stages:
            self._paint_caption(painter, stage, shown)
        if self.readout is not None:
            whole = self.boundingRect().adjusted(4.0, 4.0, -4.0, -4.0)
            plane = Plane(whole.left(), whole.top(), whole.width(), whole.height(), 0.0, 1.0, 0.0, 1.0)
            paint_readout(painter, self.readout, plane, self.theme)

    def _paint_block(self, painter: QPainter, block: Block, view: View, place: int) -> None:
        """Fill a block, hatched where it is lost, and write what fits."""
        theme, rect = self.theme, block.rect
        if block.node.lost:
            painter.fillRect(rect, QBrush(theme.outline, Qt.BrushStyle.BDiagPattern))
            painter.setPen(line_pen(theme.outline))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.0, 0.0, -1.0, -1.0))
        else:
            painter.fillRect(rect, theme.shade(block.node.layer, _FILL if place % 2 else _OTHER))
        if block is self.over:
            painter.setPen(line_pen(theme.ink))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.0, 0.0, -1.0, -1.0))
        words = self._fitting(block, view)
        if not words and block.node.lost:  # a loss always has its name: nothing leads on above it
            told = f"{node_words(view, block.node)} {share_words(block.stage, block.node.amount)}"
            text_right(painter, rect.right(), rect.top() - px(8.0), told, font(11), theme.ink2)
        if not words:
            return
        centre = rect.center()
        if block.node.lost:
            wide = QFontMetricsF(font(11)).horizontalAdvance(words) + 8.0
            painter.fillRect(
                QRectF(centre.x() - wide / 2.0, rect.top() + 2.0, wide, rect.height() - 4.0), theme.surface
            )
        ink = theme.ink2 if view.stale or block.node.lost else theme.ink
        text_centred(painter, centre.x(), centre.y(), words, font(11), ink)

    @staticmethod
    def _fitting(block: Block, view: View) -> str:
        """Give the longest of name with share, name, and share that fits into a block."""
        name, share = node_words(view, block.node), share_words(block.stage, block.node.amount)
        measure = QFontMetricsF(font(11))
        room = block.rect.width() - 2.0 * _PAD
        offered = (f"{name} {share}", *(() if block.node.lost else (name, share)))
        return next(
            (words for words in offered if measure.horizontalAdvance(words) <= room),
            "",
        )

    def _paint_caption(self, painter: QPainter, stage: Stage, shown: FlowPicture) -> None:
        """Write a stage's name and total at the left of its row."""
        block = next((one for one in shown.blocks if one.stage is stage), None)
        if block is None:
            return
        middle = block.rect.center().y()
        text_left(painter, _SIDE, middle - px(7.0), stage_words(stage), font(12, STRONG), self.theme.ink)
        text_left(
            painter, _SIDE, middle + px(8.0), amount_words(stage, stage.total), font(11), self.theme.ink2
        )


class FlowView(Plot):
    """The view around the flow of the year at the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.flow_painter = FlowPainter()
        super().__init__(self.flow_painter, parent)
        self.item.hideAxis("left")
        self.flow: YearFlow | None = None
        self.moved.connect(self._move)
        self.left.connect(self._leave)
        self.resized.connect(self._lay)

    def show_flow(self, view: View) -> None:
        """Show the year at the cursor."""
        self.flow = year_flow(view.result, view.year, view.region)
        self.flow_painter.view = view
        self._lay()

    def _lay(self) -> None:
        """Lay the flow out in the room there is."""
        if self.flow is None:
            return
        item, bar = self.flow_painter, px(BAR)
        wide, tall = (
            max(self.width() - px(_CAPTION) - 2.0 * _SIDE, 60.0),
            max(self.height() - _TOP - _FOOT, 6.0 * bar),
        )
        item.picture = picture(self.flow, QRectF(px(_CAPTION) + _SIDE, _TOP, wide, tall), bar)
        item.readout, item.over = None, None
        item.place(self.plane(), QSizeF(self.width(), self.height()), ())
        item.update()

    def _move(self, point: QPointF) -> None:
        """Tell the block or the stream under the mouse."""
        item = self.flow_painter
        if item.picture is None or item.view is None:
            return
        block = item.picture.block_at(point)
        stream = None if block is not None else item.picture.stream_at(point)
        item.over, item.readout = block or stream, None
        if block is not None:
            name = node_words(item.view, block.node)
            of = self.tr("{share} of {whole}").format(
                share=share_words(block.stage, block.node.amount),
                whole=amount_words(block.stage, block.stage.total),
            )
            lines = (name, of, *((self.tr("leads nowhere: lost"),) if block.node.lost else ()))
            item.readout = Readout("", point, amount_words(block.stage, block.node.amount), "", lines)
        elif stream is not None:
            item.readout = self._told(item.picture.flow, stream, item.view, point)
        item.update()

    def _told(self, flow: YearFlow, stream: Stream, view: View, point: QPointF) -> Readout:
        """Tell a stream: from where to where, in the units of both."""
        start, end = flow.stages[stream.link.stage], flow.stages[stream.link.stage + 1]
        names = [
            node_words(view, flow.node(stage.key, key))
            for stage, key in ((start, stream.link.source), (end, stream.link.target))
        ]
        value = amount_words(end, stream.link.right)
        lines = [" \N{RIGHTWARDS ARROW} ".join(names)]
        if start.unit != end.unit:
            lines.append(self.tr("out of {amount}").format(amount=amount_words(start, stream.link.left)))
        return Readout("", point, value, "", tuple(lines))

    def _leave(self) -> None:
        self.flow_painter.over = self.flow_painter.readout = None
        self.flow_painter.update()

    def table(self) -> list[Column]:
        """Give every part of every stage as a row."""
        flow, view = self.flow, self.flow_painter.view
        if flow is None or view is None:
            return []
        rows = [(stage, node) for stage in flow.stages for node in stage.nodes]
        return [
            Column(self.tr("Stage"), [stage_words(stage) for stage, _ in rows]),
            Column(self.tr("Part"), [node_words(view, node) for _, node in rows]),
            Column(self.tr("Amount"), [node.amount for _, node in rows]),
            Column(self.tr("Unit"), [fmt.sign(stage.unit) for stage, _ in rows]),
            Column(self.tr("Share"), [share_words(stage, node.amount) for stage, node in rows]),
            Column(self.tr("Lost"), [self.tr("lost") if node.lost else "" for _, node in rows]),
        ]

    def sentence(self, title: str) -> str:
        """Say each stage's total and its largest part, and what is lost."""
        flow, view = self.flow, self.flow_painter.view
        if flow is None or view is None:
            return ""
        told = [
            f"{stage_words(stage)} {amount_words(stage, stage.total)}, "
            f"{node_words(view, largest(stage))} {share_words(stage, largest(stage).amount)}"
            for stage in flow.stages
        ]
        lost = [
            f"{node_words(view, node)} {share_words(stage, node.amount)}"
            for stage in flow.stages
            for node in stage.nodes
            if node.lost
        ]
        words = self.tr("{title}, {region}, {year}: {stages}. Lost: {lost}.")
        return str(words).format(
            title=title,
            region=region_words(view),
            year=fmt.year(view.year),
            stages="; ".join(told),
            lost=", ".join(lost),
        )

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        super().dress(theme)
        self._lay()
