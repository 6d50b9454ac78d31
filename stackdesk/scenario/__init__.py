"""The document: scenarios, the references they stand on, and how both are read and written."""

from stackdesk.scenario.catalogue import WORLD, Catalogue
from stackdesk.scenario.document import SCHEMA, Event, Scenario, Uncertainty
from stackdesk.scenario.library import SHIPPED, Library, reference
from stackdesk.scenario.references import Entry, Reference, Source
from stackdesk.scenario.sampling import differences, sample
from stackdesk.scenario.trajectory import Trajectory, Value

__all__ = [
    "SCHEMA",
    "SHIPPED",
    "WORLD",
    "Catalogue",
    "Entry",
    "Event",
    "Library",
    "Reference",
    "Scenario",
    "Source",
    "Trajectory",
    "Uncertainty",
    "Value",
    "differences",
    "reference",
    "sample",
]
