"""How the window's room is shared: seams that can be dragged, panels that float, hide and change places."""
