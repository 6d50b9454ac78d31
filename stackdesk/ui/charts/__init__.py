"""The charts: ceilings and delivery with its ribbon, relief, the layers' own charts, and sparklines."""

from stackdesk.ui.charts.ceilings_chart import CeilingsChart
from stackdesk.ui.charts.layer_chart import LayerChart
from stackdesk.ui.charts.relief_chart import ReliefChart
from stackdesk.ui.charts.sparkline import paint_sparkline

__all__ = ["CeilingsChart", "LayerChart", "ReliefChart", "paint_sparkline"]
