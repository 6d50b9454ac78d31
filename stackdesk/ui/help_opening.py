"""Opens the help window, made when it is first asked for, at the page for what is in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from stackdesk.ui.help import key_rows
from stackdesk.ui.inspector import Inspector
from stackdesk.ui.panel import LayerPanel
from stackdesk.ui.theme import Theme

if TYPE_CHECKING:
    from stackdesk.ui.help_window import HelpWindow
    from stackdesk.ui.window import MainWindow


class Help(QObject):
    """Keeps the one help window of a main window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._help: HelpWindow | None = None

    @property
    def view(self) -> HelpWindow:
        """The help window; what it needs is imported with it, so that the program starts no later."""
        if self._help is None:
            from stackdesk.ui.help_pages import Pages
            from stackdesk.ui.help_window import HelpWindow

            self._help = HelpWindow(Pages(self._window.reference, key_rows()), self._window)
            self._help.dress(self._window.theme)
        return self._help

    def open(self) -> None:
        """Open the handbook where it was left, else at its first page."""
        self._front()
        self.view.show_page()

    def open_layer(self, key: str) -> None:
        """Open the page of a layer."""
        self._front()
        self.view.show_layer(key)

    def open_parameter(self, address: str) -> None:
        """Open the page of parameters at one of them."""
        from stackdesk.scenario.parameter_pages import anchor, headings

        reference = self._window.reference
        heading = headings(reference)[address]
        self._front()
        layer = reference.catalogue.parameter(address).layer
        self.view.show_page(f"parameters/{layer}", anchor(heading))

    def open_here(self) -> None:
        """Open the page for what has the focus: the inspector's parameter, a panel, else the open layer."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            if isinstance(widget, Inspector) and self._window.chosen.address:
                self.open_parameter(self._window.chosen.address)
                return
            if isinstance(widget, LayerPanel):
                self.open_layer(widget.layer.key)
                return
            widget = widget.parentWidget()
        self.open_layer(self._window.layer)

    def _front(self) -> None:
        self.view.show()
        self.view.raise_()
        self.view.activateWindow()

    def dress(self, theme: Theme) -> None:
        """Take a theme, if it is another one."""
        if self._help is not None and self._help.theme is not theme:
            self._help.dress(theme)

    def forget(self) -> None:
        """Close the window: the program ends, or another reference has other parameters."""
        if self._help is not None:
            self._help.equations.stop()
            self._help.close()
            self._help.deleteLater()
            self._help = None
