"""What the design says of colours holds for every theme: contrast by WCAG, layers apart for every sight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from stackdesk.ui.theme import THEMES, Theme
from tests.ui.colours import SIGHTS, apart, difference
from tests.ui.contrast import contrast

TEXT, MARK = 4.5, 3.0
LEAST = {
    "light": {"normal": 26.5, "deuteranopia": 19.5, "protanopia": 20.0, "tritanopia": 19.0},
    "dark": {"normal": 22.5, "deuteranopia": 15.0, "protanopia": 13.5, "tritanopia": 15.0},
    "contrast_light": dict.fromkeys(SIGHTS, 10.0),
    "contrast_dark": dict.fromkeys(SIGHTS, 15.0),
}
"""Smallest CIEDE2000 between two layers: the design's own figures, to the precision of the simulation."""

themes = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


def grounds(theme: Theme, *, binding: bool) -> Iterator[tuple[str, QColor]]:
    """Give what words and controls may stand on; the tints of panels that bind where it is asked."""
    for name in ("window", "bar", "seam", "surface", "inset", "field", "pill"):
        yield name, getattr(theme, name)
    for layer in theme.layers:
        yield f"panel of {layer}", theme.panel(layer)
        if binding:
            yield f"binding panel of {layer}", theme.panel(layer, binding=True)
            yield f"dragged row of {layer}", theme.dragged_row(layer)
            yield f"dragged row of {layer}, binding", theme.dragged_row(layer, binding=True)


@themes
@pytest.mark.parametrize(("role", "binding"), [("ink", True), ("ink2", True), ("ink3", False)])
def test_words_can_be_read_on_every_ground(theme: Theme, role: str, binding: bool) -> None:
    for name, ground in grounds(theme, binding=binding):
        assert contrast(getattr(theme, role), ground) >= TEXT, name


@themes
def test_a_layers_words_can_be_read_on_its_panels_and_on_its_fill(theme: Theme) -> None:
    for key, look in theme.layers.items():
        for ground in (theme.surface, theme.bar, theme.panel(key), theme.panel(key, binding=True)):
            assert contrast(look.text, ground) >= TEXT, key
        assert contrast(theme.on_layer, look.mark) >= TEXT, f"badge and ribbon of {key}"


@themes
def test_badges_and_refusals_can_be_read(theme: Theme) -> None:
    assert contrast(theme.surface, theme.ink) >= TEXT, "badge of a change"
    assert contrast(theme.surface, theme.error) >= TEXT, "badge of a refusal"
    for name in ("surface", "field", "window", "bar", "inset"):
        assert contrast(theme.error, getattr(theme, name)) >= TEXT, name
    for layer in theme.layers:
        assert contrast(theme.error, theme.panel(layer, binding=True)) >= TEXT, layer


@themes
def test_marks_and_controls_stand_out_on_every_ground(theme: Theme) -> None:
    for key, look in theme.layers.items():
        own = (theme.panel(key), theme.panel(key, binding=True), theme.dragged_row(key, binding=True))
        for ground in (*own, theme.window, theme.surface, theme.band_wide, theme.band_narrow):
            assert contrast(look.mark, ground) >= MARK, key
        for ground in own[:2]:
            assert contrast(theme.outline, ground) >= MARK, f"handle in {key}"
    for name in ("window", "bar", "surface", "inset", "field", "pill"):
        assert contrast(theme.outline, getattr(theme, name)) >= MARK, name
    assert contrast(theme.ink, theme.groove) >= MARK, "the ring of the focus over a groove"


@themes
def test_high_contrast_is_higher(theme: Theme) -> None:
    if theme.strong:
        for role in ("ink", "ink2", "ink3"):
            assert contrast(getattr(theme, role), theme.surface) >= 7.0
        assert contrast(theme.field_border, theme.surface) >= 7.0
        assert all(contrast(look.mark, theme.surface) >= 6.5 for look in theme.layers.values())


@themes
@pytest.mark.parametrize("sight", SIGHTS)
def test_layers_are_told_apart_by_every_sight(theme: Theme, sight: str) -> None:
    marks = {key: look.mark for key, look in theme.layers.items()}
    nearest = min(combinations(marks, 2), key=lambda pair: apart(marks[pair[0]], marks[pair[1]], sight))
    assert apart(marks[nearest[0]], marks[nearest[1]], sight) >= LEAST[theme.name][sight], nearest


@themes
def test_layers_are_told_apart_without_colour_too(theme: Theme) -> None:
    assert len({look.glyph for look in theme.layers.values()}) == len(theme.layers)


@pytest.mark.parametrize(
    ("one", "other", "apart_by"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_the_published_one(
    one: tuple[float, float, float], other: tuple[float, float, float], apart_by: float
) -> None:
    """Pairs from Sharma, Wu and Dalal's table of test data."""
    assert difference(one, other) == pytest.approx(apart_by, abs=1e-4)
