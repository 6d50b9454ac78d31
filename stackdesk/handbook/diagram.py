"""The structure on one page, drawn from the declarations: the stack, what flows between, the loops."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from stackdesk.core.layer import Layer
from stackdesk.layers import LAYERS
from stackdesk.ui.theme import DARK, LIGHT, Glyph, Theme

WIDE, TALL = 744, 888
LEFT, STACK, TOP = 2, 452, 38
STRATUM, SEAM = 96, 32
SIDE = 556
HEADING = "Supply goes up: each layer passes on what it can make. Demand pulls down."
ALSO = {"infrastructure": "cloud", "applications": "platform"}
"""What the naming of Davos calls a layer where that differs."""

LOOPS = (
    ("R1", "Revenue: tokens sold, revenue, budget, orders, capacity, tokens"),
    ("R2", "Capability: training compute, better models, adoption, revenue, training"),
    ("R3", "Imitation: users bring users, up to the ceiling of adoption"),
    ("B1", "Rent: need above supply, dearer compute, fewer tokens asked for"),
    ("B2", "Building: rent above the cost of owning, orders, capacity years later, lower rent"),
    ("B3", "Power price: thin reserve, dearer power, dearer compute, fewer orders"),
    ("B4", "Trades: work without enough people, higher wages, more people, faster work"),
    ("B5", "Suppliers: full order book, new lines, shorter book"),
)
PLACED = {"applications": "R3", "models": "R2", "infrastructure": "B4", "chips": "B5", "energy": "B3"}


def drawings() -> dict[str, str]:
    """Give the drawing in both themes, by file name."""
    return {f"structure-{theme.name}.svg": drawing(theme) for theme in (LIGHT, DARK)}


def drawing(theme: Theme) -> str:
    """Draw the stack from energy to applications, markets and capital beside it, loops below."""
    stack = sorted(LAYERS, key=lambda one: -one.number)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{TALL}" viewBox="0 0 {WIDE} {TALL}"'
        ' font-family="Inter, Helvetica, Arial, sans-serif">',
        f"<title>{escape('The five layers, markets and capital')}</title>",
        f'<rect width="{WIDE}" height="{TALL}" fill="{theme.surface.name()}"/>',
        _text(
            LEFT, 26, "Supply goes up: each layer passes on what it can make. Demand pulls down.", theme.ink2
        ),
    ]
    for place, layer in enumerate(stack):
        parts += _stratum(theme, layer, TOP + place * (STRATUM + SEAM))
    parts += [
        _seam(theme, layer, _middle(place) - STRATUM / 2 - SEAM) for place, layer in enumerate(stack) if place
    ]
    parts += _markets(theme) + _capital(theme) + _exchange(theme) + _loops(theme)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _middle(place: int) -> float:
    """Give the height of a stratum's middle, counted from the top."""
    return TOP + place * (STRATUM + SEAM) + STRATUM / 2


def _stratum(theme: Theme, layer: Layer, y: float) -> list[str]:
    """Draw one layer: its name, what it gives, and the limits inside it."""
    look = theme.layer(layer.key)
    headline = next(one for one in layer.series if one.address == layer.headline)
    causes = [words.replace("{trade}", "trades").replace("{source}", "a source") for _, words in layer.causes]
    name, tint = layer.label.upper(), theme.panel(layer.key).name()
    words = [
        f'<rect x="{LEFT}" y="{y}" width="{STACK}" height="{STRATUM}" rx="8" fill="{tint}"'
        f' stroke="{theme.hairline.name()}"/>',
        f'<rect x="{LEFT}" y="{y}" width="7" height="{STRATUM}" rx="3.5" fill="{look.mark.name()}"/>',
        _glyph(look.glyph, LEFT + 27, y + 20, look.mark.name()),
        _text(LEFT + 42, y + 24.5, str(layer.number), theme.ink2),
        _text(LEFT + 58, y + 24.5, name, look.text, size=12, weight=700, spaced=True),
        _text(LEFT + 42, y + 47, f"{headline.label}, {headline.unit}", theme.ink, size=14, weight=600),
        *(
            _text(LEFT + 42, y + 67 + 16 * at, line, theme.ink2)
            for at, line in enumerate(wrap(f"can stop it: {', '.join(causes)}", 62))
        ),
    ]
    if layer.key in ALSO:
        words.append(_text(LEFT + STACK - 58, y + 24.5, f"also: {ALSO[layer.key]}", theme.ink2, anchor="end"))
    return [*words, _loop(theme, PLACED[layer.key], LEFT + STACK - 28, y + 20)]


def _seam(theme: Theme, above: Layer, y: float) -> str:
    """Say what flows up and what is asked for between the layer above the seam and the one below."""
    base = y + SEAM / 2 + 4.5
    return "\n".join(
        [
            _arrow(theme, LEFT + 48, y + SEAM - 5, LEFT + 48, y + 5),
            _text(LEFT + 60, base, above.supplied[1], theme.ink),
            _arrow(theme, LEFT + 236, y + 5, LEFT + 236, y + SEAM - 5),
            _text(LEFT + 248, base, above.asked[1], theme.ink),
        ]
    )


def _markets(theme: Theme) -> list[str]:
    """Draw the markets, beside applications and models."""
    top, bottom = _middle(0) - STRATUM / 2, _middle(1) + STRATUM / 2
    lines = (
        "Rent: need meets supply,",
        "with a lag of contracts",
        "",
        "Token price: rent times",
        "the compute of a token",
        "",
        "Trade: spare compute",
        "serves other regions",
        "",
        "Expectations: need,",
        "over each lead time",
    )
    return [
        *_side(theme, "MARKETS", top, bottom, lines),
        _loop(theme, "B1", SIDE + 126, top + 20),
        _loop(theme, "B2", SIDE + 162, top + 20),
    ]


def _capital(theme: Theme) -> list[str]:
    """Draw capital, beside the layers that are built."""
    top, bottom = _middle(2) - STRATUM / 2, _middle(4) + STRATUM / 2
    lines = (
        "One budget: outside",
        "money and a share of",
        "revenue",
        "",
        "Work under way is paid",
        "first, then chips on",
        "delivery",
        "",
        "Short money cuts all",
        "orders alike and slows",
        "the work",
        "",
        "The cost of capital is",
        "part of what owning",
        "compute costs",
    )
    return [*_side(theme, "CAPITAL", top, bottom, lines), _loop(theme, "R1", SIDE + 162, top + 20)]


def _side(theme: Theme, name: str, top: float, bottom: float, lines: tuple[str, ...]) -> list[str]:
    """Draw a box beside the stack; an empty line is half as high."""
    y, words = top + 50.0, []
    for line in lines:
        if line:
            words.append(_text(SIDE + 16, y, line, theme.ink))
        y += 17.0 if line else 8.0
    return [_box(theme, top, bottom - top), *_title(theme, name, top), *words]


def _exchange(theme: Theme) -> list[str]:
    """Draw what goes between the stack and its side."""
    right, left = LEFT + STACK, SIDE
    parts: list[str] = []
    for y, words, inward in (
        (_middle(0), "tokens wanted", True),
        (_middle(1) - 18, "compute offered", True),
        (_middle(1) + 24, "rent, price", False),
        (_middle(2), "paid orders", False),
        (_middle(3), "paid orders", False),
        (_middle(4), "paid orders", False),
    ):
        start, end = (right + 8, left - 8) if inward else (left - 8, right + 8)
        parts += [
            _text((right + left) / 2, y - 6, words, theme.ink2, anchor="middle", size=11),
            _arrow(theme, start, y, end, y),
        ]
    x = SIDE + 24
    top, bottom = _middle(1) + STRATUM / 2, _middle(2) - STRATUM / 2
    return [
        *parts,
        _arrow(theme, x, top + 4, x, bottom - 4),
        _text(x + 12, (top + bottom) / 2 + 4.5, "revenue", theme.ink2, size=11),
    ]


def _loops(theme: Theme) -> list[str]:
    """Write what the marked loops are."""
    top = _middle(4) + STRATUM / 2 + 34
    parts = [_text(LEFT, top, "Loops: R reinforces, B balances", theme.ink, weight=600)]
    for at, (name, words) in enumerate(LOOPS):
        y = top + 26 + at * 24
        parts += [_loop(theme, name, LEFT + 15, y - 4), _text(LEFT + 40, y, words, theme.ink)]
    return parts


# --------------------------------------------------------------------------------------------- strokes


def _box(theme: Theme, y: float, tall: float) -> str:
    wide = WIDE - SIDE - LEFT
    return (
        f'<rect x="{SIDE}" y="{y}" width="{wide}" height="{tall}" rx="8" fill="{theme.inset.name()}"'
        f' stroke="{theme.hairline.name()}"/>'
    )


def _title(theme: Theme, name: str, y: float) -> list[str]:
    mark = (
        f'<rect x="{SIDE + 16}" y="{y + 16}" width="9" height="9" fill="none" stroke="{theme.ink2.name()}"/>'
    )
    return [mark, _text(SIDE + 33, y + 25, name, theme.ink, size=12, weight=700, spaced=True)]


def _text(
    x: float,
    y: float,
    words: str,
    colour: object,
    *,
    size: float = 12,
    weight: int = 400,
    anchor: str = "start",
    spaced: bool = False,
) -> str:
    name = colour.name() if hasattr(colour, "name") else colour
    spacing = f' letter-spacing="{size * 0.07:.2f}"' if spaced else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" fill="{name}"'
        f' text-anchor="{anchor}"{spacing}>{escape(words)}</text>'
    )


def _arrow(theme: Theme, x1: float, y1: float, x2: float, y2: float) -> str:
    """Draw a line with a head at its end."""
    colour = theme.outline.name()
    long = max(abs(x2 - x1), abs(y2 - y1))
    dx, dy = (x2 - x1) / long, (y2 - y1) / long
    back, side = 6.0, 3.6
    head = [
        (x2, y2),
        (x2 - back * dx - side * dy, y2 - back * dy + side * dx),
        (x2 - back * dx + side * dy, y2 - back * dy - side * dx),
    ]
    points = " ".join(f"{x:g},{y:g}" for x, y in head)
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2 - 4 * dx:g}" y2="{y2 - 4 * dy:g}" stroke="{colour}"'
        f' stroke-width="1.4"/><polygon points="{points}" fill="{colour}"/>'
    )


def _loop(theme: Theme, name: str, x: float, y: float) -> str:
    """Draw a loop's mark: a ring for what balances, a full disc for what reinforces."""
    full = name.startswith("R")
    fill = theme.ink.name() if full else theme.surface.name()
    words = theme.surface if full else theme.ink
    return (
        f'<rect x="{x - 14:g}" y="{y - 9:g}" width="28" height="18" rx="9" fill="{fill}"'
        f' stroke="{theme.ink.name()}"/>' + _text(x, y + 4, name, words, size=11, weight=600, anchor="middle")
    )


def _glyph(glyph: Glyph, x: float, y: float, colour: str) -> str:
    """Draw a layer's glyph, the same shapes as in the window."""
    if glyph == "triangle":
        return f'<path d="M{x} {y - 6}l6.3 10.8h-12.6z" fill="{colour}"/>'
    if glyph == "square":
        return f'<rect x="{x - 5.1:g}" y="{y - 5.1:g}" width="10.2" height="10.2" fill="{colour}"/>'
    if glyph == "diamond":
        return f'<path d="M{x} {y - 6.7:g}l6.7 6.7l-6.7 6.7l-6.7 -6.7z" fill="{colour}"/>'
    if glyph == "disc":
        return f'<circle cx="{x}" cy="{y}" r="6" fill="{colour}"/>'
    return f'<path d="M{x - 6} {y - 2.5:g}h12v5h-12z M{x - 2.5:g} {y - 6}h5v12h-5z" fill="{colour}"/>'
