"""From bytes to a TOML table, guarded against what would hang or crash the parser, with a line for every key.

The parser gives no positions of values and can be made to take seconds and gigabytes by a long dotted
key. So one sweep over the text, before it is parsed, notes where every key stands and refuses such keys.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from stackdesk.core.errors import Problem, ScenarioError
from stackdesk.scenario.findings import Keys

LARGEST_FILE = 4 * 1024 * 1024
DEEPEST_KEY = 32
DEEPEST_NESTING = 64
LONGEST_NUMBER = 1000

# The quantifiers are possessive and the closing quotes optional, so that no text makes the sweep slow.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*+)
    | (?P<block>\"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})?|'{3}(?:[^']++|'(?!''))*+(?:'{3,5})?)
    | (?P<quoted>"(?:[^"\\\n]++|\\[^\n])*+"?|'[^'\n]*+'?)
    | (?P<newline>\n)
    | (?P<space>[ \t\r]++)
    | (?P<sign>[\[\]{}=,.])
    | (?P<word>[^\s"'\#=\[\]{},.]++)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_UNQUOTED_YEAR = re.compile(r"\s*(\d{4}\.\d+)\s*=")


@dataclass
class Scan:
    """What the sweep found: lines of keys, comments, and what the parser must not be given."""

    lines: dict[Keys, int] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    refused: tuple[int, str] | None = None


def parse(text: str, file: str) -> tuple[dict[str, Any], Scan]:
    """Parse a TOML text.

    Raises:
        ScenarioError: it is not TOML, too large or too deep; with the line.
    """
    if len(text) > LARGEST_FILE:
        raise _error(file, 0, f"is larger than {LARGEST_FILE // 1024 // 1024} MiB; that is no scenario")
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n")
    scan = scanned(text)
    if scan.refused is not None:
        raise _error(file, *scan.refused)
    try:
        return tomllib.loads(text), scan
    except tomllib.TOMLDecodeError as error:
        raise _error(file, *_advice(text, str(error))) from None
    except (RecursionError, ValueError, MemoryError) as error:
        raise _error(file, 1, f"cannot be read as TOML: {type(error).__name__}") from None


def decoded(data: bytes, file: str) -> str:
    """Decode a file's bytes.

    Raises:
        ScenarioError: it is too large or not UTF-8; with the line of the first bad byte.
    """
    if len(data) > LARGEST_FILE:
        raise _error(file, 0, f"is larger than {LARGEST_FILE // 1024 // 1024} MiB; that is no scenario")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 text (byte 0x{data[error.start]:02x}); save it as UTF-8"
        raise _error(file, line, message) from None


def _error(file: str, line: int, message: str) -> ScenarioError:
    """Make the error of a file that cannot be read at all."""
    return ScenarioError([Problem(message, "", file, line)])


def _advice(text: str, message: str) -> tuple[int, str]:
    """Take the line out of the parser's message, and see whether an unquoted year is behind it."""
    place = _PLACE.search(message)
    lines = text.split("\n")
    line = int(place[1]) if place and place[1] else len(lines) - (not lines[-1])
    year = _UNQUOTED_YEAR.match(lines[line - 1]) if 0 < line <= len(lines) else None
    if year:
        return line, f'a fractional year needs quotes: write "{year[1]}" = ...'
    return max(line, 1), f"is not valid TOML: {_PLACE.sub('', message)}"


def scanned(text: str) -> Scan:
    """Sweep once over a text and note the line of every key; stops at what must not be parsed."""
    sweep = _Sweep()
    for token in _TOKEN.finditer(text):
        sweep.take(token.lastgroup or "", token.group())
        if sweep.scan.refused is not None:
            break
    return sweep.scan


class _Sweep:
    """The state of the sweep: current line, table, key being read, and open brackets."""

    def __init__(self) -> None:
        self.scan = Scan()
        self.line = 1
        self.table: Keys = ()
        self.path: Keys = ()
        self.words: list[str] = []
        self.reading = "key"  # or "header", "value"
        self.header_brackets = 0
        self.open: list[tuple[str, Keys, int]] = []  # bracket, path, index of the entry
        self.counts: dict[Keys, int] = {}  # entries so far of each array of tables

    def take(self, kind: str, text: str) -> None:
        """Take one token."""
        if kind == "newline":
            self.line += 1
            if not self.open:
                self.reading, self.words, self.header_brackets = "key", [], 0
        elif kind == "comment":
            self.scan.comments.append(text)
        elif kind == "sign":
            self._sign(text)
        elif kind in ("word", "quoted") and self.reading != "value":
            self._key_word(text)
        elif kind == "word" and len(text) > LONGEST_NUMBER:
            self.scan.refused = (self.line, f"a value of {len(text):,} characters without quotes")
        elif kind == "block":
            self.line += text.count("\n")

    def _key_word(self, text: str) -> None:
        """Add a word to the key being read."""
        self.words.append(_unquoted(text))
        if len(self.words) > DEEPEST_KEY:
            self.scan.refused = (self.line, f"a key of more than {DEEPEST_KEY} parts")

    def _sign(self, sign: str) -> None:
        """Take a sign: brackets open and close tables and arrays, = ends a key, a comma an entry."""
        if self.reading == "key" and sign == "[" and not self.open and not self.words:
            self.reading, self.header_brackets = "header", 1
        elif self.reading == "header":
            self._in_header(sign)
        elif sign == "=" and self.reading == "key":
            self._key_read()
        elif sign in "[{" and self.reading == "value":
            self._opened(sign)
        elif sign in "]}" and self.open:
            self.open.pop()
            self.reading = "value"
        elif sign == "," and self.open:
            self._next_entry()

    def _in_header(self, sign: str) -> None:
        """Take a sign inside [table] or [[table]]."""
        if sign == "[" and not self.words:
            self.header_brackets = 2
        elif sign == "]" and self.words:
            path = (*self._numbered(tuple(self.words[:-1])), self.words[-1])
            if self.header_brackets == 2:
                self.counts[path] = self.counts.get(path, -1) + 1
                path = (*path, self.counts[path])
            self.table = path
            for end in range(1, len(path) + 1):
                self._note(path[:end])
            self.words, self.reading = [], "value"

    def _numbered(self, words: tuple[str, ...]) -> Keys:
        """Put the index of the last entry behind every word that is an array of tables."""
        path: Keys = ()
        for word in words:
            path = (*path, word)
            if path in self.counts:
                path = (*path, self.counts[path])
        return path

    def _key_read(self) -> None:
        """End a key at its equals sign and note its line."""
        base = self._entry() if self.open else self.table
        for end in range(1, len(self.words) + 1):
            self._note(base + tuple(self.words[:end]))
        self.path = base + tuple(self.words)
        self.words, self.reading = [], "value"

    def _opened(self, bracket: str) -> None:
        """Open an array or an inline table, inside an array or as the value of the last key."""
        path = self._entry() if self.open and self.open[-1][0] == "[" else self.path
        self.open.append((bracket, path, 0))
        self._note(path)
        self.reading = "key" if bracket == "{" else "value"
        if len(self.open) > DEEPEST_NESTING:
            self.scan.refused = (self.line, f"brackets nested more than {DEEPEST_NESTING} deep")

    def _next_entry(self) -> None:
        """Step on at a comma: to the next entry of an array, or the next key of an inline table."""
        bracket, path, index = self.open[-1]
        self.open[-1] = (bracket, path, index + 1)
        self.words, self.reading = [], "key" if bracket == "{" else "value"

    def _entry(self) -> Keys:
        """Give the path of what stands inside the innermost bracket."""
        bracket, path, index = self.open[-1]
        return (*path, index) if bracket == "[" else path

    def _note(self, path: Keys) -> None:
        """Note the line of a path, the first time it is seen."""
        self.scan.lines.setdefault(path, self.line)


def _unquoted(word: str) -> str:
    """Give the key that a word stands for, without its quotes and escapes."""
    if word[:1] == '"' and "\\" in word:
        try:
            return str(tomllib.loads(f"key = {word}")["key"])
        except ValueError:
            return word
    return word[1:-1] if word[:1] in ("'", '"') else word
