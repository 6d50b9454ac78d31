"""Reading the tables of a scenario: parameters by table or by address, unknown keys warned about and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stackdesk.core.quantity import Parameter
from stackdesk.scenario.findings import Findings, Keys, Limits
from stackdesk.scenario.references import Reference
from stackdesk.scenario.trajectory import Value
from stackdesk.scenario.words import near, suggestion

_KEPT = "it is kept and has no effect"
_MOST_GUESSES = 100  # in a file that is wrong from end to end, guessing at every key would take minutes


class Reader:
    """What every section's reader shares: the findings, the reference, and the unknown keys kept so far."""

    def __init__(self, findings: Findings, reference: Reference) -> None:
        self.findings = findings
        self.reference = reference
        self.catalogue = reference.catalogue
        self.unknown: dict[str, Any] = {}

    def regional(self, raw: Mapping[str, Any]) -> dict[tuple[str, str], Value]:
        """Read the values of single regions."""
        values: dict[tuple[str, str], Value] = {}
        for region, item in raw.items():
            keys: Keys = ("regions", region)
            if region in self.catalogue.regions:
                table = self.findings.table(item, keys)
                values |= {(region, key): value for key, value in self.values(table, keys, "", region)}
            else:
                self.keep(keys, item, near(region, self.catalogue.regions))
        return values

    def values(
        self, raw: Mapping[str, Any], keys: Keys, table: str, region: str | None
    ) -> Iterator[tuple[str, Value]]:
        """Read the parameters below a table, whose address is given."""
        for key, item in raw.items():
            inner = (*keys, key)
            address = f"{table}.{key}" if table else key
            if "." not in key and address in self.catalogue.parameters:
                value = self._value(self.catalogue.parameter(address), item, inner, region)
                if value is not None:
                    yield address, value
            elif "." not in key and address in self.catalogue.tables:
                yield from self.values(self.findings.table(item, inner), inner, address, region)
            else:
                self.keep(inner, item, self.meant(address))

    def _value(self, parameter: Parameter, raw: object, keys: Keys, region: str | None) -> Value | None:
        """Read one parameter's value, for the World or a region."""
        if region is not None and not parameter.quantity.regional:
            self.findings.wrong(keys, f"has one value for the World; set it as {parameter.address}")
            return None
        return self.findings.value(raw, keys, self.limits(parameter, region))

    def limits(self, parameter: Parameter, region: str | None) -> Limits:
        """Give the hard limits with the unit."""
        return (*self.catalogue.limits(parameter, region), parameter.quantity.unit)

    def by_address(self, raw: Mapping[str, Any], keys: Keys) -> Iterator[tuple[Parameter, Keys, Any]]:
        """Walk a table whose keys are addresses, quoted as they should be or spelled out as tables."""
        for key, item in raw.items():
            inner = (*keys, key)
            address = ".".join(str(word) for word in inner[1:])
            if address in self.catalogue.parameters:
                yield self.catalogue.parameter(address), inner, item
            elif address in self.catalogue.tables and isinstance(item, dict):
                yield from self.by_address(item, inner)
            else:
                self.keep(inner, item, self.meant(address))

    def unknown_in(self, raw: Mapping[str, Any], keys: Keys, known: tuple[str, ...]) -> None:
        """Warn about the keys left over in a table, which keeps them itself."""
        for key in raw:
            self.findings.wrong((*keys, key), _unknown_text(near(key, known)), warning=True)

    def keep(self, keys: Keys, item: object, meant: str | None) -> None:
        """Warn about an unknown key and keep it where it stands."""
        self.findings.wrong(keys, _unknown_text(meant), warning=True)
        table = self.unknown
        for key in keys[:-1]:
            table = table.setdefault(str(key), {})
        table[str(keys[-1])] = item

    def meant(self, address: str) -> str | None:
        """Guess what an address means, as long as there are few problems."""
        return self.catalogue.meant(address) if len(self.findings.problems) < _MOST_GUESSES else None


def _unknown_text(meant: str | None) -> str:
    """Write the warning about an unknown key."""
    return f"unknown key{suggestion(meant)}{'' if meant else ';'} {_KEPT}".replace("? it", "? It")
