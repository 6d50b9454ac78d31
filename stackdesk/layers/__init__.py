"""The five layers, bottom to top: five rooms that look alike."""

from stackdesk.layers.applications import APPLICATIONS
from stackdesk.layers.chips import CHIPS
from stackdesk.layers.energy import ENERGY
from stackdesk.layers.infrastructure import INFRASTRUCTURE
from stackdesk.layers.models import MODELS

LAYERS = (ENERGY, CHIPS, INFRASTRUCTURE, MODELS, APPLICATIONS)

__all__ = ["APPLICATIONS", "CHIPS", "ENERGY", "INFRASTRUCTURE", "LAYERS", "MODELS"]
