"""The style sheet: radius and padding of fields, buttons, menus; everything else is palette and paint."""

from __future__ import annotations

from stackdesk.ui.theme import Theme


def sheet(theme: Theme) -> str:
    """Write the window's style sheet for a theme."""
    t = {
        name: getattr(theme, name).name()
        for name in (
            "window", "bar", "surface", "inset", "field", "field_border", "hairline", "pill",
            "ink", "ink2", "ink3", "outline", "error",
        )
    }  # fmt: skip
    return "".join(part.format(**t) for part in (_BARS, _FIELDS, _BUTTONS, _MENUS, _TABLES, _SCROLL))


_BARS = """
QMainWindow, QWidget#workspace, QDialog {{ background: {window}; }}
QWidget#topbar {{ background: {bar}; border-bottom: 1px solid {hairline}; }}
QWidget#statusline {{ background: {bar}; border-top: 1px solid {hairline}; }}
QToolTip {{ background: {surface}; color: {ink}; border: 1px solid {field_border}; padding: 4px 6px; }}
QFrame#notice {{ background: {surface}; border: 1px solid {field_border}; border-radius: 8px; }}
QFrame#notice[wrong="true"] {{ border-color: {error}; }}
QFrame#rule {{ background: {hairline}; border: none; }}
"""
_FIELDS = """
QDialog QLineEdit, QPlainTextEdit {{ background: {field}; color: {ink}; border: 1px solid {field_border};
  border-radius: 6px; padding: 3px 6px; selection-background-color: {ink}; selection-color: {surface}; }}
QDialog QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {ink}; padding: 2px 5px; }}
QCheckBox {{ color: {ink}; spacing: 6px; }}
QCheckBox::indicator {{ width: 13px; height: 13px; border: 1px solid {outline}; border-radius: 3px;
  background: {field}; }}
QCheckBox::indicator:checked {{ background: {ink}; border-color: {ink}; }}
QCheckBox::indicator:focus {{ border-color: {ink}; }}
QComboBox {{ background: {surface}; color: {ink}; border: 1px solid {field_border}; border-radius: 6px;
  padding: 2px 8px; min-height: 20px; }}
QComboBox:hover {{ border-color: {outline}; }}
QComboBox:focus {{ border: 2px solid {ink}; padding: 1px 7px; }}
QComboBox::drop-down {{ border: none; width: 18px; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {ink}; border: 1px solid {field_border};
  selection-background-color: {pill}; selection-color: {ink}; outline: none; }}
"""
_BUTTONS = """
QToolButton {{ background: transparent; color: {ink}; border: 1px solid transparent; border-radius: 6px;
  padding: 2px 6px; }}
QToolButton:hover {{ background: {pill}; }}
QToolButton:focus {{ border-color: {ink}; }}
QToolButton#bands:checked, QToolButton#compare:checked {{ background: {pill}; border-color: {field_border}; }}
QToolButton:disabled {{ color: {ink3}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton#document {{ background: {surface}; border: 1px solid {field_border}; padding: 2px 8px; }}
QToolButton#document:hover {{ border-color: {outline}; }}
QToolButton#document:focus {{ border: 2px solid {ink}; padding: 1px 7px; }}
QToolButton[segment="true"] {{ background: {surface}; border: 1px solid {field_border}; border-radius: 0;
  padding: 2px 10px; margin-left: -1px; color: {ink2}; }}
QToolButton[segment="true"]:hover {{ background: {inset}; }}
QToolButton[segment="true"]:checked {{ background: {pill}; color: {ink}; }}
QToolButton[segment="true"]:focus {{ border-color: {ink}; }}
QToolButton[quiet="true"] {{ color: {ink2}; padding: 0 2px; border-radius: 4px; }}
QPushButton {{ background: {surface}; color: {ink}; border: 1px solid {field_border}; border-radius: 6px;
  padding: 3px 12px; min-height: 20px; }}
QPushButton:hover {{ border-color: {outline}; }}
QPushButton:focus {{ border: 2px solid {ink}; padding: 2px 11px; }}
QPushButton:disabled {{ color: {ink3}; background: transparent; }}
QPushButton:default {{ background: {ink}; color: {surface}; border-color: {ink}; }}
"""
_MENUS = """
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QMenuBar {{ background: transparent; color: {ink}; border: none; }}
QMenuBar::item {{ background: transparent; padding: 5px 8px; border-radius: 6px; margin: 0 1px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {pill}; color: {ink}; }}
QMenu {{ background: {surface}; color: {ink}; border: 1px solid {field_border}; padding: 4px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {pill}; color: {ink}; }}
QMenu::item:disabled {{ color: {ink3}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 6px; }}
"""
_TABLES = """
QTableView {{ background: {surface}; alternate-background-color: {inset}; color: {ink}; border: none;
  gridline-color: {hairline}; selection-background-color: {pill}; selection-color: {ink}; outline: none; }}
QTableView::item {{ padding: 0 8px; }}
QHeaderView::section {{ background: {surface}; color: {ink3}; border: none;
  border-bottom: 1px solid {hairline}; padding: 4px 8px; }}
"""
_SCROLL = """
QScrollArea {{ background: transparent; border: none; }}
QScrollArea[reading="true"] {{ border: 2px solid transparent; border-radius: 4px; }}
QScrollArea[reading="true"]:focus {{ border-color: {ink}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {field_border}; border-radius: 3px; min-height: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {field_border}; border-radius: 3px; min-width: 24px; }}
"""
