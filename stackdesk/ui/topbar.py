"""The bar above: menus, the document, undo and redo, the region in view, the theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QMenuBar, QToolButton, QWidget

from stackdesk.core.series import Item
from stackdesk.ui import icons
from stackdesk.ui.chooser import Chooser
from stackdesk.ui.density import COMFORTABLE, Density
from stackdesk.ui.documentbutton import DocumentButton
from stackdesk.ui.theme import LIGHT, Theme
from stackdesk.ui.top_room import TopRoom
from stackdesk.ui.typeface import lettering, px
from stackdesk.ui.view import WORLD


class TopBar(QWidget):
    """Stands in the place of the menu bar and holds it."""

    region_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._sizes: Density = COMFORTABLE
        self._words = ("", False, "")
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = _Mark(self)
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)
        self.menus.setAccessibleName(self.tr("Menus"))
        self.document = DocumentButton(self)
        self.undo = self._button("undo")
        self.redo = self._button("redo")
        self.region = Chooser(self)
        self.region.setObjectName("region")
        self.region.setAccessibleName(self.tr("Region in view"))
        self._region_label = QLabel(self.tr("region"), self)
        self._region_label.setBuddy(self.region)
        self.against = Chooser(self)
        self.against.setObjectName("against")
        self.against.setAccessibleName(self.tr("Compared with"))
        self._against_label = QLabel(self.tr("against"), self)
        self._against_label.setBuddy(self.against)
        self.compare = self._button("compare")
        self.compare.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bands = self._button("bands")
        self.bands.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.search = self._button("find")
        self.search.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.theme_button = self._button("theme")
        self.theme_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.theme_button.setAccessibleName(self.tr("Theme"))
        self.theme_button.setToolTip(self.tr("Theme"))
        self._lay_out()
        self.region.activated.connect(self._chosen)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setIconSize(QSize(icons.SIDE, icons.SIDE))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addSpacing(4)
        row.addWidget(self.menus)
        row.addWidget(_rule(self))
        row.addSpacing(2)
        row.addWidget(self.document)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(_rule(self))
        row.addSpacing(2)
        row.addWidget(self._against_label)
        row.addWidget(self.against)
        row.addWidget(self.compare)
        row.addWidget(self.bands)
        row.addSpacing(4)
        row.addWidget(self._region_label)
        row.addWidget(self.region)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.theme_button)
        self._tools = (*self.findChildren(QFrame, "rule"), self.document, self.undo, self.redo, self.compare,
                       self.bands, self._against_label, self.against, self._region_label,
                       self.region)  # fmt: skip
        row.setAlignment(self.menus, Qt.AlignmentFlag.AlignVCenter)
        spare = (self._region_label, self._against_label, self.undo, self.redo, self.against, self.compare)
        self._room = TopRoom(row, (self.compare, self.bands), spare, self.document)

    def set_actions(self, undo: QAction, redo: QAction, document: QMenu, theme: QMenu) -> None:
        """Give the buttons what they do."""
        for button, action in ((self.undo, undo), (self.redo, redo)):
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.document.setMenu(document)
        self.theme_button.setMenu(theme)

    def show_tools(self, shown: bool) -> None:
        """Show what acts on the desk, or only menus and theme."""
        self._room.restore()
        for widget in self._tools:
            widget.setVisible(shown)
        self._region_label.setVisible(shown and not self._sizes.compact)
        self._fit()

    def set_regions(self, regions: Sequence[Item], chosen: str) -> None:
        """Offer the World and its regions."""
        self.region.clear()
        self.region.addItem(self.tr("World"), WORLD)
        for item in regions:
            self.region.addItem(item.label, item.key)
        self.show_region(chosen)

    def show_region(self, key: str) -> None:
        """Show which region is in view."""
        place = self.region.findData(key)
        if place >= 0 and place != self.region.currentIndex():
            self.region.setCurrentIndex(place)

    def _chosen(self, place: int) -> None:
        self.region_chosen.emit(str(self.region.itemData(place)))

    def show_document(self, name: str, *, unsaved: bool, reference: str) -> None:
        """Name the document; a dot says that it is not saved."""
        self._words = (name, unsaved, reference)
        compact = self._sizes.compact or self._sizes.reduced
        standing = reference if compact else self.tr("on reference {version}").format(version=reference)
        self.document.show_document(name, standing, unsaved=unsaved)
        saved = self.tr("not saved") if unsaved else self.tr("saved")
        told = self.tr("Document {name}, {saved}, on reference {version}")
        self.document.setAccessibleName(told.format(name=name, saved=saved, version=reference))
        self.document.setToolTip(self.document.accessibleName())

    def dress(self, theme: Theme, sizes: Density) -> None:
        """Take a theme and sizes."""
        self._theme, self._sizes = theme, sizes
        self._room.restore()
        self.setFixedHeight(sizes.top)
        tight = sizes.compact or sizes.reduced
        self.against.setFixedWidth(round(px(124 if tight else 190)))
        self.region.setFixedWidth(round(px(112 if tight else 150)))
        self._region_label.setVisible(not self.region.isHidden() and not tight)
        for widget in (self.menus, self.region, self.against, self.bands):
            widget.setFont(lettering(13))
        self.compare.setFont(lettering(13))
        self.menus.setFixedWidth(self.menus.sizeHint().width())
        self.document.dress(theme)
        for label in (self._region_label, self._against_label):
            label.setFont(lettering(12))
            label.setStyleSheet(f"color: {theme.ink2.name()}")
        self.undo.defaultAction().setIcon(icons.undo(theme))
        self.redo.defaultAction().setIcon(icons.redo(theme))
        self.search.defaultAction().setIcon(icons.lens(theme))
        self.theme_button.setIcon(icons.contrast(theme))
        self._mark.dress(theme)
        name, unsaved, reference = self._words
        self.show_document(name, unsaved=unsaved, reference=reference)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let things give way where there is little room."""
        super().resizeEvent(event)
        self._room.restore()
        self._fit()

    def _fit(self) -> None:
        if not self.document.isHidden():
            self._room.fit(self.width())


class _Mark(QWidget):
    """The five strata at the left end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setFixedSize(20, 20)

    def dress(self, theme: Theme) -> None:
        """Take a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        icons.paint_cake(QPainter(self), QRectF(self.rect()), self._theme)


def _rule(parent: QWidget) -> QFrame:
    """Make a thin upright line."""
    rule = QFrame(parent)
    rule.setObjectName("rule")
    rule.setFixedSize(1, 22)
    return rule
