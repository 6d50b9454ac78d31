"""Writes the handbook's equations, tables and diagram anew: `python -m stackdesk.handbook`."""

from __future__ import annotations

from stackdesk.handbook.diagram import drawings
from stackdesk.handbook.pages import FOLDER, filled


def main() -> None:
    """Write every page and drawing that is out of date."""
    wanted = {path: filled(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.md"))}
    wanted |= {FOLDER / name: text for name, text in drawings().items()}
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
