"""The document: scenarios, the references they stand on, and how both are read and written."""

from stackdesk.scenario.catalogue import WORLD, Catalogue
from stackdesk.scenario.document import SCHEMA, Event, Scenario, Uncertainty
from stackdesk.scenario.library import SHIPPED, Library, reference
from stackdesk.scenario.observations import Observation
from stackdesk.scenario.references import Entry, Reference
from stackdesk.scenario.sampling import differences, sample
from stackdesk.scenario.saving import save
from stackdesk.scenario.shares import Group, lock_key, reset_share, sums_off, with_move, with_share
from stackdesk.scenario.sources import Source
from stackdesk.scenario.toml_in import load, load_with_warnings, loads
from stackdesk.scenario.toml_out import dumps
from stackdesk.scenario.trajectory import Trajectory, Value

__all__ = [
    "SCHEMA",
    "SHIPPED",
    "WORLD",
    "Catalogue",
    "Entry",
    "Event",
    "Group",
    "Library",
    "Observation",
    "Reference",
    "Scenario",
    "Source",
    "Trajectory",
    "Uncertainty",
    "Value",
    "differences",
    "dumps",
    "load",
    "load_with_warnings",
    "loads",
    "lock_key",
    "reference",
    "reset_share",
    "sample",
    "save",
    "sums_off",
    "with_move",
    "with_share",
]
