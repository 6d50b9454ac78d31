"""The look as data: frozen sets of tokens, light and dark, each also in high contrast.

Colour is the layer, the rest ink.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

Glyph = Literal["triangle", "square", "diamond", "disc", "plus", "hollow"]
Line = Literal["solid", "dotted"]


@dataclass(frozen=True)
class LayerLook:
    """How one layer is told apart: by colour, by glyph and by the style of its ceiling's line."""

    mark: QColor
    text: QColor
    glyph: Glyph
    line: Line


@dataclass(frozen=True)
class Theme:
    """Every colour of the window. Names are roles; see the design's table of colours."""

    name: Literal["light", "dark", "contrast_light", "contrast_dark"]
    window: QColor
    bar: QColor
    seam: QColor
    surface: QColor
    inset: QColor
    field: QColor
    field_border: QColor
    hairline: QColor
    pill: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    outline: QColor
    groove: QColor
    published: QColor
    grid: QColor
    band_wide: QColor
    band_narrow: QColor
    error: QColor
    on_layer: QColor
    layers: Mapping[str, LayerLook]
    panel_share: float
    binding_share: float
    halo_share: float

    @property
    def dark(self) -> bool:
        """Whether this is a dark set."""
        return self.name in ("dark", "contrast_dark")

    @property
    def strong(self) -> bool:
        """Whether this is a set of high contrast, in which controls have outlines at rest too."""
        return self.name in ("contrast_light", "contrast_dark")

    def layer(self, key: str) -> LayerLook:
        """Give a layer's look; whatever is no layer (capital) is a hollow ink square."""
        return self.layers.get(key) or LayerLook(self.ink2, self.ink2, "hollow", "solid")

    def panel(self, key: str, *, binding: bool = False) -> QColor:
        """Give the tint of a layer's panel, stronger where it binds."""
        return mixed(self.layer(key).mark, self.surface, self.binding_share if binding else self.panel_share)

    def dragged_row(self, key: str, *, binding: bool = False) -> QColor:
        """Give the tint of the row that is being dragged."""
        return mixed(self.layer(key).mark, self.panel(key, binding=binding), 0.09)

    def gauge_track(self, key: str) -> QColor:
        """Give the empty part of a panel's gauge."""
        return mixed(self.layer(key).mark, self.surface, 0.26)

    def halo(self, key: str) -> QColor:
        """Give the ring around a handle that is being dragged."""
        colour = QColor(self.layer(key).mark)
        colour.setAlphaF(self.halo_share)
        return colour

    def shade(self, key: str, share: float) -> QColor:
        """Give a layer's mark at some strength over the surface (0 to 1), opaque."""
        return mixed(self.layer(key).mark, self.surface, share)


def mixed(top: QColor, ground: QColor, share: float) -> QColor:
    """Lay `share` of one colour over another; the result is opaque."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        top.redF() * share + ground.redF() * rest,
        top.greenF() * share + ground.greenF() * rest,
        top.blueF() * share + ground.blueF() * rest,
    )


def _look(mark: str, text: str, glyph: Glyph, line: Line = "solid") -> LayerLook:
    return LayerLook(QColor(mark), QColor(text), glyph, line)


LIGHT = Theme(
    name="light",
    window=QColor("#F2F2EF"),
    bar=QColor("#FBFBF9"),
    seam=QColor("#FBFBF9"),
    surface=QColor("#FFFFFF"),
    inset=QColor("#F7F7F4"),
    field=QColor("#FFFFFF"),
    field_border=QColor("#D5D5CF"),
    hairline=QColor("#E1E1DC"),
    pill=QColor("#E9E9E5"),
    ink=QColor("#16181C"),
    ink2=QColor("#474A51"),
    ink3=QColor("#666970"),
    outline=QColor("#787872"),
    groove=QColor("#C4C4BE"),
    published=QColor("#A3A39C"),
    grid=QColor("#ECECE8"),
    band_wide=QColor("#F0F0ED"),
    band_narrow=QColor("#E1E1DD"),
    error=QColor("#B3261E"),
    on_layer=QColor("#FFFFFF"),
    layers={
        "energy": _look("#A36600", "#855400", "triangle"),
        "chips": _look("#348273", "#1F6F60", "square"),
        "infrastructure": _look("#113A80", "#113A80", "diamond"),
        "models": _look("#9A4EEA", "#7A3CC2", "disc", "dotted"),
        "applications": _look("#761A33", "#761A33", "plus", "dotted"),
    },
    panel_share=0.07,
    binding_share=0.13,
    halo_share=0.22,
)

DARK = Theme(
    name="dark",
    window=QColor("#111215"),
    bar=QColor("#17191D"),
    seam=QColor("#16181B"),
    surface=QColor("#1B1D21"),
    inset=QColor("#22252A"),
    field=QColor("#14161A"),
    field_border=QColor("#383D44"),
    hairline=QColor("#2C3036"),
    pill=QColor("#2E3238"),
    ink=QColor("#F1F1EF"),
    ink2=QColor("#BFC2C8"),
    ink3=QColor("#979BA3"),
    outline=QColor("#7D828B"),
    groove=QColor("#585E67"),
    published=QColor("#7F868F"),
    grid=QColor("#25282D"),
    band_wide=QColor("#24272C"),
    band_narrow=QColor("#33373E"),
    error=QColor("#FF8F85"),
    on_layer=QColor("#111215"),
    layers={
        "energy": _look("#D9A03A", "#E3B357", "triangle"),
        "chips": _look("#1F9686", "#3DB5A4", "square"),
        "infrastructure": _look("#86BCE6", "#9CCAEE", "diamond"),
        "models": _look("#9D74FA", "#B497FC", "disc", "dotted"),
        "applications": _look("#EE4F82", "#F67BA2", "plus", "dotted"),
    },
    panel_share=0.09,
    binding_share=0.17,
    halo_share=0.30,
)

CONTRAST_LIGHT = replace(
    LIGHT,
    name="contrast_light",
    window=QColor("#FFFFFF"),
    bar=QColor("#FFFFFF"),
    seam=QColor("#FFFFFF"),
    inset=QColor("#F4F4F4"),
    field_border=QColor("#000000"),
    hairline=QColor("#4D4D4D"),
    pill=QColor("#D2D2D2"),
    ink=QColor("#000000"),
    ink2=QColor("#1A1A1A"),
    ink3=QColor("#333333"),
    outline=QColor("#000000"),
    groove=QColor("#5C5C5C"),
    published=QColor("#000000"),
    grid=QColor("#C4C4C4"),
    band_wide=QColor("#E2E2E2"),
    band_narrow=QColor("#C2C2C2"),
    error=QColor("#9B0000"),
    layers={
        "energy": _look("#7D4B00", "#6A3F00", "triangle"),
        "chips": _look("#005A4C", "#004A3E", "square"),
        "infrastructure": _look("#0A2A6B", "#0A2A6B", "diamond"),
        "models": _look("#6A1FC2", "#5A16A8", "disc", "dotted"),
        "applications": _look("#7A0030", "#6A0028", "plus", "dotted"),
    },
    panel_share=0.03,
    binding_share=0.10,
)

CONTRAST_DARK = replace(
    DARK,
    name="contrast_dark",
    window=QColor("#000000"),
    bar=QColor("#000000"),
    seam=QColor("#000000"),
    surface=QColor("#000000"),
    inset=QColor("#161616"),
    field=QColor("#000000"),
    field_border=QColor("#FFFFFF"),
    hairline=QColor("#A6A6A6"),
    pill=QColor("#3A3A3A"),
    ink=QColor("#FFFFFF"),
    ink2=QColor("#F0F0F0"),
    ink3=QColor("#DCDCDC"),
    outline=QColor("#FFFFFF"),
    groove=QColor("#8C8C8C"),
    published=QColor("#FFFFFF"),
    grid=QColor("#4A4A4A"),
    band_wide=QColor("#2B2B2B"),
    band_narrow=QColor("#3F3F3F"),
    error=QColor("#FFB3AB"),
    on_layer=QColor("#000000"),
    layers={
        "energy": _look("#BBA025", "#D9C04E", "triangle"),
        "chips": _look("#07FDAB", "#6BFFCB", "square"),
        "infrastructure": _look("#AAC6EE", "#C3D8F6", "diamond"),
        "models": _look("#9986FA", "#B8AAFF", "disc", "dotted"),
        "applications": _look("#F75596", "#FF8DB8", "plus", "dotted"),
    },
    panel_share=0.06,
    binding_share=0.18,
)

THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def palette(theme: Theme) -> QPalette:
    """Give the palette for Qt's Fusion style: ink highlights, no colour of its own."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.ink),
        (role.Base, theme.field),
        (role.AlternateBase, theme.inset),
        (role.Text, theme.ink),
        (role.PlaceholderText, theme.ink3),
        (role.Button, theme.surface),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.error),
        (role.ToolTipBase, theme.surface),
        (role.ToolTipText, theme.ink),
        (role.Highlight, theme.ink),
        (role.HighlightedText, theme.surface),
        (role.Link, theme.ink),
        (role.LinkVisited, theme.ink2),
        (role.Light, theme.surface),
        (role.Midlight, theme.hairline),
        (role.Mid, theme.field_border),
        (role.Dark, theme.outline),
        (role.Shadow, theme.outline),
        (role.Accent, theme.ink),
    ):
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, mixed(theme.ink3, theme.surface, 0.6))
    return made


def wanted_theme(name: str) -> Theme:
    """Give the theme of a name; "system" asks the platform, for more contrast too."""
    if name != "system":
        return next((theme for theme in THEMES if theme.name == name), LIGHT)
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT
