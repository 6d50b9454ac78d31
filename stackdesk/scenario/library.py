"""The library: a folder of references, one folder a version."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stackdesk.core.errors import ReferenceDataError
from stackdesk.core.layer import Layer
from stackdesk.scenario.reference_in import read_reference
from stackdesk.scenario.references import Reference, version_order
from stackdesk.scenario.words import near, suggestion


class Library:
    """References by version, each loaded once, when it is first asked for."""

    def __init__(self, folder: Path | None, layers: Sequence[Layer] | None = None) -> None:
        self.folder = folder
        self._layers = layers
        self._loaded: dict[str, Reference] = {}

    @classmethod
    def holding(cls, reference: Reference) -> Library:
        """Give a library that has one reference at hand and no folder."""
        library = cls(None, reference.catalogue.layers)
        library._loaded[reference.version] = reference
        return library

    @property
    def layers(self) -> Sequence[Layer]:
        """The declarations: those given, else the shipped layers and capital."""
        if self._layers is None:
            from stackdesk.layers import LAYERS
            from stackdesk.markets import CAPITAL

            self._layers = (*LAYERS, CAPITAL)
        return self._layers

    def versions(self) -> tuple[str, ...]:
        """List the versions, oldest first."""
        folders = self.folder.glob("*/lists.toml") if self.folder else ()
        return tuple(sorted({*self._loaded, *(path.parent.name for path in folders)}, key=version_order))

    def open(self, version: str) -> Reference:
        """Give the reference of a version.

        Raises:
            ReferenceDataError: there is no such version, or its data is wrong; lists all that is.
        """
        if version in self._loaded:
            return self._loaded[version]
        known = self.versions()
        if self.folder is None or version not in known:
            there = f"; there is {', '.join(known)}" if known else f" in {self.folder}"
            raise ReferenceDataError(f'no reference "{version}"{suggestion(near(version, known)) or there}')
        return self._loaded.setdefault(version, read_reference(self.folder / version, self.layers))

    def newest(self) -> Reference:
        """Give the newest reference.

        Raises:
            ReferenceDataError: there is none, or its data is wrong.
        """
        return self.open((self.versions() or ("",))[-1])


SHIPPED = Library(Path(__file__).resolve().parents[2] / "resources" / "reference")
"""The references that ship with StackDesk."""


def reference(version: str | None = None) -> Reference:
    """Give a shipped reference: the one of a version, else the newest.

    Raises:
        ReferenceDataError: there is no such version, or its data is wrong.
    """
    return SHIPPED.newest() if version is None else SHIPPED.open(version)
