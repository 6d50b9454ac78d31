"""The desk: the open scenarios, their histories and results. The only mutable state, without Qt."""

from stackdesk.desk.desk import Desk
from stackdesk.desk.history import History
from stackdesk.desk.recompute import Recompute
from stackdesk.desk.sheet import Sheet

__all__ = ["Desk", "History", "Recompute", "Sheet"]
