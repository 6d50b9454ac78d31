"""Themes: enough contrast, layers told apart, followed from the system, kept and switched live."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from stackdesk.ui import theme as themes
from stackdesk.ui.settings import THEMES, Settings
from stackdesk.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme, wanted_theme
from stackdesk.ui.window import MainWindow

named = pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
high = pytest.mark.parametrize("theme", [CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda theme: theme.name)


def luminance(colour: QColor) -> float:
    """Give relative luminance (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast ratio (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@named
def test_words_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in (theme.window, theme.bar, theme.surface, theme.inset, theme.field):
        for ink in (theme.ink, theme.ink2, theme.ink3, theme.error):
            assert contrast(ink, ground) >= 4.5
    for key, look in theme.layers.items():
        assert contrast(look.mark, theme.surface) >= 3.0, key
        for binding in (False, True):
            assert contrast(look.text, theme.panel(key, binding=binding)) >= 4.5, key
        assert contrast(theme.on_layer, look.mark) >= 4.5, key


@high
def test_high_contrast_means_seven_to_one_for_words_and_four_and_a_half_for_marks(theme: Theme) -> None:
    for ground in (theme.window, theme.bar, theme.surface, theme.field, theme.inset):
        for ink in (theme.ink, theme.ink2, theme.ink3, theme.error):
            assert contrast(ink, ground) >= 7.0
        for edge in (theme.outline, theme.field_border, theme.hairline, theme.groove):
            assert contrast(edge, ground) >= 4.5
    for key, look in theme.layers.items():
        assert contrast(look.mark, theme.surface) >= 4.5, key
        for binding in (False, True):
            ground = theme.panel(key, binding=binding)
            assert contrast(look.text, ground) >= 7.0, key
            assert contrast(theme.ink3, ground) >= 7.0, key


@named
def test_layers_look_different_and_keep_their_glyphs(theme: Theme) -> None:
    assert len({look.mark.name() for look in theme.layers.values()}) == 5
    assert {key: look.glyph for key, look in theme.layers.items()} == {
        key: look.glyph for key, look in LIGHT.layers.items()
    }


class Hints:
    """What a platform wishes."""

    def __init__(self, scheme: Qt.ColorScheme, preference: Qt.ContrastPreference) -> None:
        self.colorScheme: Callable[[], Qt.ColorScheme] = lambda: scheme
        self.contrastPreference: Callable[[], Qt.ContrastPreference] = lambda: preference

    def accessibility(self) -> Hints:
        return self


@pytest.mark.parametrize(
    ("scheme", "preference", "theme"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, DARK),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, CONTRAST_LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, CONTRAST_DARK),
    ],
)
def test_the_system_is_followed(
    monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, preference: Qt.ContrastPreference, theme: Theme
) -> None:
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: Hints(scheme, preference))
    assert wanted_theme("system") is theme
    assert wanted_theme("dark") is DARK


@pytest.mark.parametrize("name", THEMES[1:])
def test_a_theme_is_chosen_in_the_menu_at_once_and_kept(window: MainWindow, name: str) -> None:
    window.choose_theme("system")
    entry = window.menus.theme.actions()[THEMES.index(name)]
    entry.trigger()
    assert window.theme.name == name
    assert QApplication.palette().color(QPalette.ColorRole.Window) == window.theme.window
    assert Settings().theme == name
    assert entry.isChecked()


def test_a_change_of_the_system_is_followed_live(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.choose_theme("system")
    hints = QGuiApplication.styleHints()
    wish = {"system": DARK}
    monkeypatch.setattr("stackdesk.ui.look.wanted_theme", lambda name: wish.get(name, LIGHT))
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.theme is DARK
    wish["system"] = CONTRAST_DARK
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert window.theme is CONTRAST_DARK
