"""Words the charts share: what layers, causes, regions and years are called."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from stackdesk.core.layer import Layer
from stackdesk.ui.view import WORLD, View


def declared(text: str) -> str:
    """Translate a text that a room declares."""
    return QCoreApplication.translate("declarations", text)


def layer_name(view: View, key: str) -> str:
    """Give a layer's name as it stands inside a sentence: infrastructure."""
    label = next((layer.label for layer in view.layers if layer.key == key), key)
    return declared(label).lower()


def cause_words(view: View, key: str, cause: str) -> str:
    """Say a cause in words, such as "connection"; one about a list's item names the item."""
    own = dict(next((layer.causes for layer in view.layers if layer.key == key), ()))
    if cause in own:
        return declared(own[cause])
    head, _, item = cause.partition(":")
    pattern = next((words for name, words in own.items() if name.startswith(f"{head}:{{")), "")
    shared = next((dict(layer.causes)[cause] for layer in view.layers if cause in dict(layer.causes)), "")
    if pattern:
        return re.sub(r"\{\w+\}", item_label(view, item), declared(pattern))
    return declared(shared) if shared else (item_label(view, item) if item else cause.replace("_", " "))


def item_label(view: View, key: str) -> str:
    """Give what an entry of any list is called, as it stands inside a sentence."""
    found = next((item.label for items in view.lists.values() for item in items if item.key == key), None)
    if found is None:
        return key.replace("_", " ")
    label = declared(found)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def region_words(view: View) -> str:
    """Give what the region in view is called."""
    return QCoreApplication.translate("charts", "World") if view.region == WORLD else view.region_label()


def layer_of(view: View, key: str) -> Layer | None:
    """Give a layer's declaration by its key."""
    return next((layer for layer in view.layers if layer.key == key), None)
