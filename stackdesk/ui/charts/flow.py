"""Where a year's flow lies on the screen: rows from power at the foot to value on top, widths to scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QPainterPath

from stackdesk.engine.year_flow import Link, Node, Stage, YearFlow
from stackdesk.ui import format as fmt
from stackdesk.ui.charts.words import item_label
from stackdesk.ui.view import View

BAR = 20.0
_GAP = 2.0
_THIN = 0.75


@dataclass(frozen=True)
class Block:
    """A part of a stage on the screen."""

    stage: Stage
    node: Node
    rect: QRectF


@dataclass(frozen=True)
class Stream:
    """What goes from one block to the next on the screen: a band between two edges."""

    link: Link
    layer: str
    lost: bool
    path: QPainterPath


@dataclass(frozen=True)
class FlowPicture:
    """All blocks and streams in a room of pixels."""

    flow: YearFlow
    blocks: tuple[Block, ...]
    streams: tuple[Stream, ...]

    def block_at(self, point: QPointF) -> Block | None:
        """Give the block under the mouse."""
        return next((one for one in self.blocks if one.rect.adjusted(-1, -1, 1, 1).contains(point)), None)

    def stream_at(self, point: QPointF) -> Stream | None:
        """Give the stream under the mouse."""
        return next((one for one in reversed(self.streams) if one.path.contains(point)), None)


def picture(flow: YearFlow, room: QRectF, bar: float = BAR) -> FlowPicture:
    """Lay a flow out in a room; a part of no amount takes no room."""
    count = len(flow.stages)
    step = (room.height() - bar) / max(count - 1, 1)
    blocks: dict[tuple[int, str], Block] = {}
    for place, stage in enumerate(flow.stages):
        top = round(room.bottom() - bar - place * step)
        for node, left, wide in _shared(stage, room):
            blocks[place, node.key] = Block(stage, node, QRectF(left, top, wide, bar))
    return FlowPicture(flow, tuple(blocks.values()), _streams(flow, blocks))


def _shared(stage: Stage, room: QRectF) -> list[tuple[Node, float, float]]:
    """Share the room's width out to a stage's parts."""
    nodes = [node for node in stage.nodes if node.amount > 0.0]
    free = room.width() - _GAP * max(len(nodes) - 1, 0)
    found, left = [], room.left()
    for node in nodes:
        wide = free * node.amount / max(stage.total, 1e-12)
        found.append((node, left, wide))
        left += wide + _GAP
    return found


def _streams(flow: YearFlow, blocks: dict[tuple[int, str], Block]) -> tuple[Stream, ...]:
    """Draw a band for each link, side by side on both blocks."""
    used: dict[tuple[int, str, str], float] = {}
    found = []
    for link in flow.links:
        start, end = blocks.get((link.stage, link.source)), blocks.get((link.stage + 1, link.target))
        if start is None or end is None:
            continue
        below = _piece(used, (link.stage, link.source, "out"), start, link.left)
        above = _piece(used, (link.stage + 1, link.target, "in"), end, link.right)
        if max(below[1], above[1]) >= _THIN:
            path = _band(below, above, start.rect.top(), end.rect.bottom())
            found.append(Stream(link, start.node.layer, end.node.lost, path))
    return tuple(found)


def _piece(
    used: dict[tuple[int, str, str], float], key: tuple[int, str, str], block: Block, amount: float
) -> tuple[float, float]:
    """Take the next piece of a block's edge: where it begins and how wide it is."""
    wide = block.rect.width() * amount / max(block.node.amount, 1e-12)
    left = block.rect.left() + used.get(key, 0.0)
    used[key] = used.get(key, 0.0) + wide
    return left, wide


def _band(below: tuple[float, float], above: tuple[float, float], bottom: float, top: float) -> QPainterPath:
    """Draw a band from a piece of a lower edge to a piece of an upper one."""
    middle = (bottom + top) / 2.0
    path = QPainterPath(QPointF(below[0], bottom))
    path.cubicTo(QPointF(below[0], middle), QPointF(above[0], middle), QPointF(above[0], top))
    path.lineTo(above[0] + above[1], top)
    right = below[0] + below[1]
    path.cubicTo(QPointF(above[0] + above[1], middle), QPointF(right, middle), QPointF(right, bottom))
    path.closeSubpath()
    return path


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


def stage_words(stage: Stage) -> str:
    """Give what a stage is called."""
    return {
        "power": _tr("Generated"),
        "meter": _tr("Delivered"),
        "computing": _tr("At the meter"),
        "use": _tr("Computing"),
        "tokens": _tr("Tokens"),
        "value": _tr("Value"),
    }[stage.key]


def node_words(view: View, node: Node) -> str:
    """Give what a part is called."""
    own = {
        "meter": _tr("campuses"),
        "grid_losses": _tr("lost in the grid"),
        "it": _tr("computing"),
        "cooling": _tr("cooling and conversion"),
        "inference": _tr("inference"),
        "training": _tr("training and research"),
        "other": _tr("other work"),
        "reserve": _tr("idle reserve"),
        "paid": _tr("paid to providers"),
        "surplus": _tr("surplus of users"),
    }
    return own.get(node.key) or item_label(view, node.key)


def amount_words(stage: Stage, amount: float) -> str:
    """Write an amount in the unit and at the magnitude that suits its stage."""
    scale = fmt.scale(stage.unit, stage.total)
    return f"{scale.text(amount)} {scale.unit}"


def share_words(stage: Stage, amount: float) -> str:
    """Write an amount as a share of its stage."""
    share = amount / max(stage.total, 1e-12)
    return fmt.percent(share, 0 if share >= 0.0995 or share == 0.0 else 1)


def largest(stage: Stage) -> Node:
    """Give a stage's largest part."""
    return stage.nodes[int(np.argmax([node.amount for node in stage.nodes]))]
