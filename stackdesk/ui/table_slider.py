"""The slider in a table's row: painted while it rests, a live one where the mouse or the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from stackdesk.ui.hand import Hand
from stackdesk.ui.subject import Subject
from stackdesk.ui.table_model import SLIDER, ParameterFilter, ParameterModel
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.track import Track
from stackdesk.ui.track_painter import AT_REST, Marks, State, paint_track

Index = QModelIndex | QPersistentModelIndex


class SliderCell(QStyledItemDelegate):
    """Paints every row's slider and makes a live one for the rows that are opened."""

    typing_asked = Signal()

    def __init__(self, model: ParameterModel, proxy: ParameterFilter, hand: Hand, view: QTableView) -> None:
        super().__init__(view)
        self.theme: Theme = LIGHT
        self._model, self._proxy, self._hand, self._view = model, proxy, hand, view
        self._open: list[QPersistentModelIndex] = []

    def _subject(self, index: Index) -> Subject:
        return self._model.subject(self._proxy.mapToSource(self._plain(index)).row())

    def _plain(self, index: Index) -> QModelIndex:
        return self._proxy.index(index.row(), index.column())

    # ---------------------------------------------------------------------------------------- which

    def follow(self, *rows: int) -> None:
        """Keep live sliders in these rows only; a held one stays."""
        wanted = [self._proxy.index(row, SLIDER) for row in dict.fromkeys(rows) if row >= 0]
        for kept in self._open[:]:
            if not kept.isValid():
                self._open.remove(kept)
            elif kept.row() not in [one.row() for one in wanted]:
                self._view.closePersistentEditor(self._plain(kept))
                self._open.remove(kept)
        for one in wanted:
            if one.isValid() and one.row() not in [kept.row() for kept in self._open]:
                self._open.append(QPersistentModelIndex(one))
                self._view.openPersistentEditor(one)

    def track(self, row: int) -> Track | None:
        """Give the live slider of a row."""
        found = self._view.indexWidget(self._proxy.index(row, SLIDER))
        return found if isinstance(found, Track) else None

    # --------------------------------------------------------------------------------------- editor

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a live slider."""
        subject = self._subject(index)
        track = Track(subject, self._hand, parent)
        track.setObjectName(f"{subject.address}.row.slider")
        track.dress(self.theme, subject.parameter.layer)
        track.setCursor(Qt.CursorShape.ArrowCursor)
        track.typing_asked.connect(self.typing_asked)
        return track

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show where the parameter stands."""
        if isinstance(editor, Track):
            editor.show_standing(self._model.stand(self._subject(index)), binding=False)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take nothing from it: it has handed its moves on already."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave Enter and Tab to the slider; Esc leads back to the rows where there is no drag to cancel."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = isinstance(editor, Track) and editor.held
            if event.key() == Qt.Key.Key_Escape and not held:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    # ---------------------------------------------------------------------------------------- paint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row's ground, and the slider unless a live one stands there."""
        super().paint(painter, option, index)
        if any(kept.isValid() and kept.row() == index.row() for kept in self._open):
            return
        subject = self._subject(index)
        standing = self._model.stand(subject)
        ruler = subject.reach(standing, self._hand.sitting.ends(subject.address, subject.region))
        around = subject.published
        marks = Marks(
            ruler.share(standing.value),
            ruler.share(standing.reference),
            None if around is None else (ruler.share(around[0]), ruler.share(around[1])),
            standing.changed,
            None
            if standing.spread is None
            else (ruler.share(standing.spread[0]), ruler.share(standing.spread[1])),
        )
        painter.save()
        state = State(faint=True) if standing.locked else AT_REST
        paint_track(painter, QRectF(option.rect), marks, state, self.theme, subject.parameter.layer)
        painter.restore()
