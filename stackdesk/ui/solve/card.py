"""The small card beside a pull: what it shall be, which lever gives, what that takes, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stackdesk.scenario.units import UnreadableError
from stackdesk.ui import format as fmt
from stackdesk.ui.solve.levers import no_costs
from stackdesk.ui.solve.picker import Picker
from stackdesk.ui.solve.pulling import Phase, Pulling
from stackdesk.ui.solve.words import move_words, reason_words, row_words
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.typeface import STRONG, font, lettering, px

if TYPE_CHECKING:
    from stackdesk.ui.window import MainWindow

WIDE = 344
_ROWS = 3


class PullCard(QFrame):
    """Follows a pull. It floats over the window and never takes the keyboard by itself."""

    closed = Signal()

    def __init__(self, pulling: Pulling, window: MainWindow) -> None:
        super().__init__(window)
        self._pulling, self._window = pulling, window
        self._theme: Theme = LIGHT
        self._note, self._rising = "", False
        self.setObjectName("pull.card")
        self.title, self.before = QLabel(self), QLabel(self)
        self.close_button = QToolButton(self)
        self.close_button.setText("×")
        self.field, self.change = QLineEdit(self), QLabel(self)
        self.picker = Picker(self.tr("What gives"), pulling.levers.offer, self)
        self.picker.note = no_costs()
        self.moves = [QRadioButton(self) for _ in range(_ROWS)]
        self._group = QButtonGroup(self)
        for place, row in enumerate(self.moves):
            self._group.addButton(row, place)
        self.told = QLabel(self)
        self.back, self.done = QPushButton(self.tr("Put back"), self), QPushButton(self.tr("Done"), self)
        self._set_up()
        self._lay_out()
        self._connect()
        self.hide()

    def _set_up(self) -> None:
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.field.setObjectName("pull.target")
        self.field.setAccessibleName(self.tr("What it shall be"))
        self.field.setToolTip(
            self.tr("A number with any unit of its kind, or a change such as +10 %; Enter solves for it")
        )
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setFixedWidth(round(px(118)))
        self.picker.setObjectName("pull.lever")
        for place, row in enumerate(self.moves):
            row.setObjectName(f"pull.move.{place}")
            row.setAccessibleName(self.tr("No other way"))
        self.told.setObjectName("pull.told")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.back.setObjectName("pull.back")
        self.back.setToolTip(self.tr("Undo this step"))
        self.done.setObjectName("pull.done")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 12)
        column.setSpacing(7)
        head, target, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (head, target, foot):
            row.setSpacing(8)
            row.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        target.addWidget(self.before)
        target.addWidget(self.field)
        target.addWidget(self.change, 1)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.done)
        column.addLayout(head)
        column.addLayout(target)
        column.addWidget(self.picker)
        for move in self.moves:
            column.addWidget(move)
        column.addWidget(self.told, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._pulling.changed.connect(self.refresh)
        self.close_button.clicked.connect(self._close)
        self.done.clicked.connect(self._close)
        self.back.clicked.connect(self._pulling.put_back)
        self.picker.picked.connect(self._pulling.choose_lever)
        self._group.idClicked.connect(self._pulling.choose_move)
        self.field.returnPressed.connect(self._typed)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.title.setFont(lettering(13, STRONG))
        for label in (self.before, self.change, *self.moves):
            label.setFont(font(12))
        self.field.setFont(font(13, STRONG))
        self.told.setFont(font(12))
        ink, ink2 = theme.ink.name(), theme.ink2.name()
        self.setStyleSheet(
            f"QLabel {{ color: {ink2}; }} QRadioButton {{ color: {ink}; spacing: 7px; }}"
            f" QRadioButton::indicator {{ width: 11px; height: 11px; border-radius: 6px; margin: 1px;"
            f" border: 1px solid {theme.outline.name()}; background: {theme.field.name()}; }}"
            f" QRadioButton::indicator:checked {{ border: 4px solid {ink}; width: 5px; height: 5px; }}"
            f" QRadioButton::indicator:focus {{ border-color: {ink}; }}"
            f" QLineEdit {{ background: {theme.field.name()}; color: {ink}; border-radius: 6px;"
            f" border: 1px solid {theme.field_border.name()}; padding: 3px 7px; }}"
            f" QLineEdit:focus {{ border-color: {ink}; }}"
        )
        self.title.setStyleSheet(f"color: {ink}")
        self.picker.dress(theme)
        self.refresh()

    def sizeHint(self) -> QSize:
        """Keep one width; words wrap."""
        wide = round(px(WIDE))
        layout = self.layout()
        assert layout is not None
        tall = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return QSize(wide, tall)

    # ----------------------------------------------------------------------------------------- showing

    def show_refusal(self, words: str) -> None:
        """Say why something cannot be pulled."""
        self._note = words
        self.refresh()

    @property
    def refusing(self) -> bool:
        """Whether only a refusal is shown."""
        return bool(self._note)

    def clear_refusal(self) -> None:
        """Forget a refusal."""
        if self._note:
            self._note = ""
            self.refresh()

    def refresh(self) -> None:
        """Show the pull as it stands."""
        pulling, grip = self._pulling, self._pulling.grip
        alone = bool(self._note) and grip is None
        for part in (self.before, self.field, self.change, self.picker):
            part.setVisible(not alone)
        self.title.setText(self.tr("This cannot be pulled") if alone else "")
        if grip is not None:
            self.title.setText(
                self.tr("{series}, {year}").format(series=grip.label, year=fmt.year(grip.year))
            )
            self.before.setText(self.tr("{value}  →").format(value=grip.text(grip.value)))
            if not (self.field.hasFocus() and self.field.isModified()):
                self.field.setText(grip.text(pulling.target))
                self.field.setCursorPosition(0)
                self._widen(grip.text(max(grip.value, pulling.target)))
            change = fmt.change(pulling.target, grip.value)
            self.change.setText(str(change or ""))
            self.picker.show_entry(pulling.levers.entry(pulling.lever))
        self._show_moves()
        self._say(self._note if alone else self._state())
        kept = pulling.phase is Phase.KEPT
        self.back.setVisible(kept)
        self.done.setVisible(pulling.phase in (Phase.OPEN, Phase.KEPT))
        self.setAccessibleName(self.title.text())
        if self.isVisible():
            self._fit()

    def _widen(self, text: str) -> None:
        """Give the value's field room for its unit."""
        wide = self.field.fontMetrics().horizontalAdvance(f"0{text}") + 20
        self.field.setFixedWidth(min(max(wide, round(px(108))), round(px(176))))

    def anchor(self, place: QPoint, *, rising: bool) -> None:
        """Stand at a place; a card that stands above what is pulled grows upwards."""
        self._rising = rising
        self.move(place)

    def _fit(self) -> None:
        """Take the size that the words need, inside the window."""
        foot, size = self.geometry().bottom() + 1, self.sizeHint()
        top = foot - size.height() if self._rising else self.y()
        lowest = max(self._window.height() - size.height() - 4, 4)
        self.setGeometry(self.x(), min(max(top, 4), lowest), size.width(), size.height())

    def _show_moves(self) -> None:
        """List the solutions or proposals; one alone needs no choice."""
        pulling = self._pulling
        found = () if pulling.answer is None else pulling.answer.moves
        for place, row in enumerate(self.moves):
            shown = place < len(found) and len(found) > 1
            row.setVisible(shown)
            if shown:
                words = move_words(found[place], self._window, named=not pulling.lever)
                measure = row.fontMetrics()
                room = round(px(WIDE)) - 60
                short = row_words(found[place], self._window, named=not pulling.lever)
                row.setText(measure.elidedText(short, Qt.TextElideMode.ElideMiddle, room))
                row.setToolTip(words)
                row.setAccessibleName(words)
                row.setChecked(place == pulling.chosen)

    def _state(self) -> str:
        """Say what the lever does, or why the target is out of reach, and what the keys do."""
        pulling, answer = self._pulling, self._pulling.answer
        lines = []
        if pulling.failure:
            lines.append(f"! {pulling.failure}")
        elif answer is not None and not answer.moves:
            lines.append(reason_words(answer, self._window))
        elif answer is not None and len(answer.moves) == 1 and pulling.move is not None:
            lines.append(move_words(pulling.move, self._window, named=not pulling.lever))
        if answer is not None and len(answer.moves) > 1 and any(move.outside for move in answer.moves):
            lines.append(self.tr("* outside its published range"))
        if pulling.flattens:
            lines.append(self.tr("Its path over the years becomes one value from the present on."))
        if pulling.solving:
            lines.append(self.tr("solving …"))
        elif pulling.phase is Phase.HELD:
            lines.append(self.tr("↑ ↓ another lever, Esc puts back"))
        elif pulling.phase is Phase.KEPT:
            lines.append(self.tr("Kept as one step; another lever takes its place."))
        elif answer is None:
            lines.append(self.tr("Pull the point, or type a value and press Enter."))
        return "\n".join(line for line in lines if line)

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.setAccessibleDescription(words)

    # ------------------------------------------------------------------------------------------ typing

    def _typed(self) -> None:
        """Solve for a target that was typed with any unit of its kind."""
        grip = self._pulling.grip
        if grip is None:
            return
        try:
            value = grip.read(self.field.text())
        except UnreadableError as error:
            self._say(f"! {error}")
            return
        self.field.setModified(False)
        self._pulling.wish(value)

    def _close(self) -> None:
        self.clear_refusal()
        self._pulling.finish()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; what was kept stays."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.outline, 1.0))
        painter.setBrush(self._theme.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8.0, 8.0)


def over(widget: QWidget, window: QWidget) -> QRectF:
    """Give where a widget lies in the window."""
    corner = widget.mapTo(window, widget.rect().topLeft())
    return QRectF(corner.x(), corner.y(), widget.width(), widget.height())
