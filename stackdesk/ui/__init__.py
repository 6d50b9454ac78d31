"""The window: the only package that imports Qt and pyqtgraph. It shows the desk and calls it."""
