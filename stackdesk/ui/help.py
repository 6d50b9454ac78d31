"""Two small windows: keys and mouse, and what this program is. Neither blocks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from stackdesk.ui.typeface import STRONG, lettering


class KeysBox(QDialog):
    """What the keys and the mouse do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys and mouse"))
        self.setObjectName("keys")
        form = QFormLayout()
        form.setHorizontalSpacing(28)
        form.setVerticalSpacing(6)
        for keys, what in key_rows():
            name = QLabel(keys)
            name.setFont(lettering(12.5, STRONG))
            words = QLabel(what)
            words.setFont(lettering(12.5))
            form.addRow(name, words)
        _finish(self, form)


def key_rows() -> tuple[tuple[str, str], ...]:
    """Give keys and what they do."""
    return (*_on_levers(), *_elsewhere(), *_on_scenarios(), *_on_the_layout(), *_on_charts())


def _on_levers() -> tuple[tuple[str, str], ...]:
    return (
        (
            _tr("Drag a handle"),
            _tr("change a value; everything follows. Esc takes the drag back"),
        ),
        (_tr("Double-click, Delete"), _tr("back to the reference")),
        (_tr("Arrow keys"), _tr("one step; with Shift a tenth of a step")),
        (_tr("PgUp, PgDn"), _tr("ten steps")),
        (_tr("Home, End"), _tr("lowest and highest allowed value")),
        (
            _tr("Enter"),
            _tr("type a value with any unit, such as 2000 MW, 3 months or 0.3 $/kWh; Esc leaves it"),
        ),
        (_tr("Mouse wheel"), _tr("one step, only on the slider that has the focus")),
        (_tr("Right mouse button"), _tr("lock, range, pin, source: what can be done with one lever")),
        (_tr("Ctrl+L, Ctrl+Shift+L"), _tr("lock a lever; show changed ones only")),
        (_tr("Ctrl+K, Ctrl+F"), _tr("find a parameter or an outcome by a few letters and go there")),
        (_tr("In a table"), _tr("Space goes to a row's slider, Enter types, Delete resets")),
    )


def _elsewhere() -> tuple[tuple[str, str], ...]:
    return (
        (
            _tr("On a parameter's path"),
            _tr("double-click or + adds a point, Tab goes over points, arrows move one, Delete removes it"),
        ),
        (
            _tr("On shares of one whole"),
            _tr("a lever moves all others, a seam of the bar its two sides; arrows, PgUp, PgDn, Home, End"),
        ),
        (
            _tr("In a table of parameters"),
            _tr("arrows choose a row, Enter types, Space goes to its slider, Ctrl+C copies the chosen rows"),
        ),
        (
            _tr("On an event's flag"),
            _tr("drag or arrows move it by months; Enter edits it, Delete removes it"),
        ),
        (
            _tr("Drag a curve or a tile"),
            _tr("up or down: a lever gives. While it is held, Up and Down choose which; Esc puts back"),
        ),
        (_tr("Ctrl+G, Ctrl+Shift+G"), _tr("solve for a typed target; the ladder of what frees what binds")),
        (_tr("Ctrl+E"), _tr("the events of the scenario")),
        (_tr("Ctrl+U, Ctrl+Shift+U"), _tr("bands on and off; what varies, and what drives the spread")),
        (_tr("Click a panel's head"), _tr("open that layer")),
        (
            _tr("Ctrl+1 to Ctrl+5"),
            _tr("go to energy, chips, infrastructure, models, applications"),
        ),
        (
            _tr("Ctrl+Left, Ctrl+Right"),
            _tr("move the year to where something else begins to bind"),
        ),
        (_tr("Ctrl+B, Ctrl+I, Ctrl+R"), _tr("what binds, the inspector, the reason")),
        (_tr("Alt+Home"), _tr("the start page; arrows move over its cards, Enter opens one")),
        (_tr("F11, Esc"), _tr("present: large type, heads, one chart; and back")),
        (_tr("F1, Shift+F1"), _tr("the handbook; its page for the layer or parameter that has the focus")),
    )


def _on_scenarios() -> tuple[tuple[str, str], ...]:
    return (
        (_tr("Ctrl+D"), _tr("compare what is held open, side by side; Esc goes back")),
        (
            _tr("In the list of inputs"),
            _tr("Alt+Left, Alt+Right copy a value across; Enter types A's, the mouse drags it sideways"),
        ),
        (_tr("Ctrl+Tab, Ctrl+Shift+Tab"), _tr("the next and the previous scenario; drag tabs to order them")),
        (_tr("Ctrl+W, middle button"), _tr("close a scenario; what is not saved is asked about")),
        (_tr("Ctrl+Shift+N"), _tr("a variant of the scenario, compared with it")),
        (_tr("Ctrl+Alt+S, Ctrl+Shift+T"), _tr("snapshots of the scenario; the files that were open last")),
        (_tr("Ctrl+Alt+R"), _tr("replay the last change from before to after; Esc stops")),
    )


def _on_the_layout() -> tuple[tuple[str, str], ...]:
    return (
        (_tr("Ctrl++, Ctrl+-"), _tr("larger and smaller text")),
        (
            _tr("Between two parts"),
            _tr("drag the gap, or Tab to it and arrows; double-click or Delete puts it back"),
        ),
        (
            _tr("On a card's header"),
            _tr("drag along the row or out into a window; double-click maximises; right button: all of it"),
        ),
    )


def _on_charts() -> tuple[tuple[str, str], ...]:
    return (
        (
            _tr("Ctrl+Shift+B"),
            _tr("the board of charts; Ctrl+Shift+Left and Right move one, Up enlarges it, Esc goes back"),
        ),
        (
            _tr("A chart's title and dots"),
            _tr("another chart; form, scale, unit, regions; double-click beside the title enlarges it"),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeysBox", text)


class AboutBox(QDialog):
    """What this program is."""

    def __init__(self, parent: QWidget, reference: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About StackDesk"))
        self.setObjectName("about")
        column = QVBoxLayout()
        title = QLabel("StackDesk")
        title.setFont(lettering(20, STRONG))
        words = QLabel(
            self.tr(
                "A scenario editor for the AI build-out: energy, chips, infrastructure, models and "
                "applications, recomputed while a lever is dragged.\n\n"
                "What it shows are conditional projections: what follows if the assumptions hold.\n\n"
                "Reference data {reference}. Apache License 2.0."
            ).format(reference=reference)
        )
        words.setFont(lettering(12.5))
        words.setWordWrap(True)
        words.setMinimumWidth(380)
        column.addWidget(title)
        column.addWidget(words)
        _finish(self, column)


def _finish(dialog: QDialog, content: QFormLayout | QVBoxLayout) -> None:
    """Put the content above a Close button."""
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(22, 18, 22, 16)
    outer.setSpacing(16)
    outer.addLayout(content)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.close)
    outer.addWidget(buttons)
