"""How well typed letters fit a name: each word typed must be found, whole or as letters in their order."""

from __future__ import annotations

from collections.abc import Sequence

_STARTS, _WORD, _WITHIN, _PLACE, _LOOSE = 100.0, 80.0, 60.0, 45.0, 20.0
_LENGTH = 0.2


def folded(text: str) -> str:
    """Write a name or an address as lower-case words."""
    return " ".join(text.casefold().replace(".", " ").replace("_", " ").replace("-", " ").split())


def fit(words: Sequence[str], label: str, address: str) -> float:
    """Say how well words fit a folded label and address: 0 not at all, more is better; short labels first."""
    total = 0.0
    for word in words:
        found = _fit_one(word, label, address)
        if not found:
            return 0.0
        total += found
    return max(total - _LENGTH * len(label), 1e-6) if words else 1.0


def _fit_one(word: str, label: str, address: str) -> float:
    if label.startswith(word):
        return _STARTS
    if f" {word}" in label:
        return _WORD
    if word in label:
        return _WITHIN
    if f" {word}" in f" {address}":
        return _PLACE
    if len(word) > 1:
        return max(_letters(word, label), 0.5 * _letters(word, address))
    return 0.0


def _letters(word: str, text: str) -> float:
    """Find the letters of a word in their order: from a word's start, few of them left out."""
    best, start = 0.0, -1
    while True:
        start = text.find(word[0], start + 1)
        if start < 0:
            return best
        if start and text[start - 1] != " ":
            continue
        place, jumps = start, 0
        for letter in word[1:]:
            after = text.find(letter, place + 1)
            if after < 0:
                return best
            jumps += after != place + 1 and text[after - 1] != " "
            place = after
        if jumps <= len(word) // 2:
            best = max(best, _LOOSE / (1.0 + jumps))
