"""A page of help as a document: Markdown in our type and colours, with equations and drawings in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QBrush,
    QFont,
    QImage,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableCellFormat,
)
from PySide6.QtSvg import QSvgRenderer

from stackdesk.ui.help_math import EM, Equations, Wish
from stackdesk.ui.help_pages import slug
from stackdesk.ui.theme import Theme
from stackdesk.ui.typeface import NORMAL, STRONG, family, lettering, monospace

EQUATION = QTextFormat.ObjectTypes.UserObject + 1
DRAWING = QTextFormat.ObjectTypes.UserObject + 2
CONTENT = QTextFormat.Property.UserProperty + 1
HOLD = "\ue000"  # stands for an object while the text is read
SIZES = {1: 24.0, 2: 16.0, 3: 14.0, 4: 13.0}
TEXT, SMALL = 13.5, 12.5
MATH = 14.5  # its typeface runs smaller
LINE_HEIGHT, TABLE_LINE_HEIGHT = 142.0, 128.0
MEDIUM = 500
COLUMN = 740.0
"""Widest line of text, logical pixels at no zoom."""


@dataclass(frozen=True)
class Look:
    """How a page is set: colours, zoom, the screen's pixel ratio, and the width there is."""

    theme: Theme
    zoom: float
    ratio: float
    width: float

    def wish(self, tex: str) -> Wish:
        """An equation as this look shows it where there is room."""
        return Wish(tex, self.zoom * MATH / EM, self.theme.ink.name(), self.ratio)


class Objects(QPyTextObject):
    """Lays out and paints equations and drawings inside the text."""

    def __init__(self, equations: Equations, parent: QObject) -> None:
        super().__init__(parent)
        self._equations = equations
        self._drawings: dict[tuple[str, str], QSvgRenderer] = {}
        self._pictures: dict[str, QImage] = {}
        self.look: Look | None = None

    def intrinsicSize(self, doc: QTextDocument, at: int, format: QTextFormat) -> QSizeF:
        """Give an object's size; what is too wide shrinks."""
        if self.look is None:
            return QSizeF()
        content = str(format.property(CONTENT))
        if format.objectType() == EQUATION:
            return self._equations.size(self._fitting(content))
        natural = (
            self._picture(content).size() if _is_picture(content) else self._drawing(content).defaultSize()
        )
        size = QSizeF(natural) * self.look.zoom
        return size * min(1.0, self.look.width / size.width())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, at: int, format: QTextFormat
    ) -> None:
        """Paint an object."""
        if self.look is None:
            return
        content = str(format.property(CONTENT))
        if format.objectType() == DRAWING and _is_picture(content):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(rect), self._picture(content))
            return
        if format.objectType() == DRAWING:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._drawing(content).render(painter, QRectF(rect))
            return
        image = self._equations.image(self._fitting(content))
        if image is not None:
            painter.drawImage(QRectF(rect).topLeft(), image)

    def _fitting(self, tex: str) -> Wish:
        """Give the wish for an equation, smaller where it would be too wide."""
        assert self.look is not None
        wish = self.look.wish(tex)
        room = self.look.width / max(self._equations.size(wish).width(), 1.0)
        return replace(wish, scale=wish.scale * room) if room < 1.0 else wish

    def _drawing(self, path: str) -> QSvgRenderer:
        """Load a drawing; its text is set in the window's typeface."""
        assert self.look is not None
        themed = path.replace("-light.svg", f"-{'dark' if self.look.theme.dark else 'light'}.svg")
        key = (themed, family())
        if key not in self._drawings:
            text = Path(themed).read_text(encoding="utf-8")
            text = re.sub(r'font-family="[^"]*"', f'font-family="{family()}"', text)
            self._drawings[key] = QSvgRenderer(QByteArray(text.encode()), self.parent())
        return self._drawings[key]

    def _picture(self, path: str) -> QImage:
        """Load a picture of the window."""
        if path not in self._pictures:
            self._pictures[path] = QImage(path)
        return self._pictures[path]


def _is_picture(path: str) -> bool:
    """Whether what a page shows is made of pixels, not drawn."""
    return path.endswith(".png")


def fill(document: QTextDocument, text: str, folder: Path, look: Look) -> dict[str, int]:
    """Set a page in a document and give the place of each heading by its anchor."""
    plain, objects = _without_objects(text, folder)
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(_font(TEXT, look))
    document.setDocumentMargin(0)
    document.setIndentWidth(22 * look.zoom)
    document.setMarkdown(plain)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _dress_blocks(document, look)
    for table in _tables(document.rootFrame()):
        _dress_table(table, look)
    _put_objects(document, objects)
    cursor.endEditBlock()
    anchors: dict[str, int] = {}
    for block in _blocks(document):
        if block.blockFormat().headingLevel():
            anchors.setdefault(slug(block.text()), block.position())
    return anchors


def equations(document: QTextDocument) -> Iterator[str]:
    """Give the LaTeX of a document's equations, in their order."""
    for format in _object_formats(document):
        if format.objectType() == EQUATION:
            yield str(format.property(CONTENT))


def mark_changed(document: QTextDocument) -> None:
    """Lay equations out anew: their sizes may have changed."""
    for block in _blocks(document):
        for piece in _fragments(block):
            if piece.charFormat().objectType() == EQUATION:
                document.markContentsDirty(piece.position(), piece.length())


# ------------------------------------------------------------------------------------------------ reading


def _without_objects(text: str, folder: Path) -> tuple[str, list[tuple[int, str]]]:
    """Put a mark where equations and drawings go."""
    objects: list[tuple[int, str]] = []

    def hold(kind: int, content: str) -> str:
        objects.append((kind, content))
        return f"\n{HOLD}{len(objects) - 1}{HOLD}\n"

    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"\$\$\n(.*?)\n\$\$", lambda found: hold(EQUATION, found[1]), text, flags=re.DOTALL)
    picture = r'<picture>.*?<img [^>]*?src="([^"]+)"[^>]*>.*?</picture>'
    text = re.sub(picture, lambda found: hold(DRAWING, str(folder / found[1])), text, flags=re.DOTALL)
    return text, objects


def _put_objects(document: QTextDocument, objects: list[tuple[int, str]]) -> None:
    """Put the objects where their marks are."""
    cursor = document.find(HOLD)
    while not cursor.isNull():
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        start = cursor.block().position()
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        kind, content = objects[int(cursor.selectedText().strip(HOLD))]
        made = QTextCharFormat()
        made.setObjectType(kind)
        made.setProperty(CONTENT, content)
        cursor.insertText("\ufffc", made)
        space = QTextBlockFormat()
        space.setTopMargin(6)
        space.setBottomMargin(10)
        cursor.setBlockFormat(space)
        cursor = document.find(HOLD, cursor.position())


# --------------------------------------------------------------------------------------------- dressing


def _font(size: float, look: Look, weight: int = NORMAL) -> QFont:
    return lettering(round(size * look.zoom * 2) / 2, weight)


def _dress_blocks(document: QTextDocument, look: Look) -> None:
    """Give every paragraph its type and space."""
    cursor = QTextCursor(document)
    for block in _blocks(document):
        level = block.blockFormat().headingLevel()
        in_table = QTextCursor(block).currentTable() is not None
        space = QTextBlockFormat(block.blockFormat())
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        made = QTextCharFormat()
        made.setForeground(look.theme.ink)
        if level:
            made.setFont(_font(SIZES.get(level, TEXT), look, STRONG))
            space.setTopMargin({1: 0, 2: 30, 3: 24, 4: 20}.get(level, 16) * look.zoom)
            space.setBottomMargin((10 if level < 3 else 3) * look.zoom)
        else:
            listed = bool(block.textList())
            space.setTopMargin(0)
            space.setBottomMargin((0 if in_table else 4 if listed else 9) * look.zoom)
            proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            space.setLineHeight(TABLE_LINE_HEIGHT if in_table else LINE_HEIGHT, proportional)
            if listed:
                _dress_list(block)
            if _is_code(block):
                _dress_code(space, block, look)
        cursor.setBlockFormat(space)
        if level:
            cursor.mergeCharFormat(made)
        else:
            _dress_words(cursor, block, look, SMALL if in_table else TEXT)


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _dress_code(space: QTextBlockFormat, block: QTextBlock, look: Look) -> None:
    """Set a line of code close to the next, broken rather than cut off."""
    space.setNonBreakableLines(False)
    space.clearBackground()
    space.setLineHeight(TABLE_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    space.setBottomMargin(0 if _is_code(block.next()) else 12 * look.zoom)


def _dress_list(block: QTextBlock) -> None:
    items = block.textList()
    if items.itemNumber(block) == 0:
        made = QTextListFormat(items.format())
        made.setIndent(1)
        items.setFormat(made)


def _dress_words(cursor: QTextCursor, block: QTextBlock, look: Look, size: float) -> None:
    """Set every piece in its own font: a variable typeface gets its weight by name, not by smearing."""
    for piece in list(_fragments(block)):
        before = piece.charFormat()
        bold = before.fontWeight() > MEDIUM
        mono = before.fontFixedPitch() or "monospace" in (before.fontFamilies() or [])
        if size == TEXT and not (bold or mono or before.isAnchor()):
            continue  # the document's own font and ink
        made = QTextCharFormat()
        made.setForeground(look.theme.ink)
        if mono:
            made.setFont(monospace(round((size - 1.5) * look.zoom)))
            made.setForeground(look.theme.ink2)
        else:
            type_ = QFont(_font(size, look, STRONG if bold else NORMAL))
            type_.setItalic(before.fontItalic())
            made.setFont(type_)
        if before.isAnchor():
            made.setFontUnderline(True)
            made.setUnderlineColor(look.theme.outline)
        made.setVerticalAlignment(before.verticalAlignment())
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(made)


def _dress_table(table: QTextTable, look: Look) -> None:
    """Draw a table with a hairline below each row and a stronger head."""
    theme = look.theme
    frame = table.format()
    frame.setBorder(0)
    frame.setCellPadding(0)
    frame.setCellSpacing(0)
    frame.setBorderCollapse(True)
    frame.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    frame.setTopMargin(4 * look.zoom)
    frame.setBottomMargin(14 * look.zoom)
    frame.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(frame)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            made = QTextTableCellFormat()
            made.setTopPadding(4 * look.zoom)
            made.setBottomPadding(4 * look.zoom)
            made.setLeftPadding(0 if column == 0 else 8 * look.zoom)
            made.setRightPadding(8 * look.zoom)
            made.setBottomBorder(1)
            made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            made.setBottomBorderBrush(QBrush(theme.outline if row == 0 else theme.hairline))
            cell.setFormat(made)
            if row == 0:
                cursor = cell.firstCursorPosition()
                cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
                words = QTextCharFormat()
                words.setFont(_font(11.0, look, NORMAL))
                words.setForeground(theme.ink3)
                cursor.mergeCharFormat(words)


# ------------------------------------------------------------------------------------------------ walking


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    part = block.begin()
    while not part.atEnd():
        yield part.fragment()
        part += 1


def _object_formats(document: QTextDocument) -> Iterator[QTextFormat]:
    for block in _blocks(document):
        for piece in _fragments(block):
            yield piece.charFormat()


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            yield child
        yield from _tables(child)
