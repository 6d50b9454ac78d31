"""The editor of a table's value cell: what is refused stays to be mended, with the words below the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from stackdesk.ui.table_model import VALUE, ParameterFilter, ParameterModel
from stackdesk.ui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
_COMMITS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class ValueCell(QStyledItemDelegate):
    """Opens a line edit; Enter and Tab close it only on a value that is taken."""

    def __init__(self, model: ParameterModel, proxy: ParameterFilter, view: QTableView) -> None:
        super().__init__(view)
        self.theme: Theme = LIGHT
        self._model, self._proxy = model, proxy
        self._row = -1

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a line edit for a value and its unit."""
        editor = QLineEdit(parent)
        self._row = self._proxy.mapToSource(self._proxy.index(index.row(), index.column())).row()
        subject = self._model.subject(self._row)
        editor.setObjectName(f"{subject.address}.row.value")
        editor.setAccessibleName(self.tr("{name}, value").format(name=subject.label))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.textEdited.connect(lambda: self._show_wrong(editor, wrong=False))
        self._show_wrong(editor, wrong=False)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep the editor open where what was typed is refused."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if isinstance(editor, QLineEdit) and pressed and Qt.Key(event.key()) in _COMMITS:  # type: ignore[attr-defined]
            words = self._model.refusal(self._row, editor.text())
            if words:
                self._model.refused.emit(words)
                self._show_wrong(editor, wrong=True)
                editor.selectAll()
                return True
        return super().eventFilter(editor, event)

    def _show_wrong(self, editor: QLineEdit, *, wrong: bool) -> None:
        """Draw the outline of a refusal, or of the focus."""
        theme = self.theme
        edge = theme.error if wrong else theme.ink
        editor.setStyleSheet(
            f"QLineEdit {{ background: {theme.field.name()}; color: {theme.ink.name()};"
            f" border: 1px solid {edge.name()}; border-radius: 4px; padding: 0 3px; }}"
        )
        index = self._proxy.mapFromSource(self._model.index(self._row, VALUE))
        words = self.tr("refused: {text}").format(text=editor.text()) if wrong else ""
        editor.setAccessibleDescription(words if index.isValid() else "")
