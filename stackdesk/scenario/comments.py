"""Keeping the comments of a file: its text is patched where values differ, the rest stays as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from stackdesk.scenario.toml_text import scanned


def patched(text: str, table: Mapping[str, Any], plain: str) -> str:
    """Give a text with comments new contents.

    When the patch does not read back as it should, the plain text follows the old comments instead.
    """
    try:
        document = tomlkit.parse(text)
        _patch(document, table)
        result = tomlkit.dumps(document)
        if tomllib.loads(result) == table:
            return result
    except (TOMLKitError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        pass  # tomlkit has gaps (dotted keys, tables out of order), and what it leaves is checked anyway
    return "\n".join(scanned(text).comments) + "\n\n" + plain


def _patch(old: MutableMapping[str, Any], new: Mapping[str, Any]) -> None:
    """Change a table in place, touching only what differs."""
    for key in [key for key in old if key not in new]:
        del old[key]
    for key, item in new.items():
        mine = old.get(key)
        if isinstance(item, Mapping) and isinstance(mine, MutableMapping):
            _patch(mine, item)
        elif _is_list_of_tables(item) and _is_list_of_tables(mine):
            _patch_list(mine, item)
        elif key not in old or _bare(mine) != item:
            old[key] = item


def _patch_list(old: Any, new: list[Any]) -> None:
    """Change a list of tables in place, entry by entry."""
    while len(old) > len(new):
        del old[-1]
    for mine, item in zip(old, new, strict=False):
        _patch(mine, item)
    for item in new[len(old) :]:
        old.append(tomlkit.item(item))


def _is_list_of_tables(item: object) -> bool:
    """Whether this is what [[events]] makes."""
    return isinstance(item, list) and bool(item) and all(isinstance(one, Mapping) for one in item)


def _bare(item: Any) -> Any:
    """Give a value without tomlkit's wrapping."""
    return item.unwrap() if hasattr(item, "unwrap") else item
