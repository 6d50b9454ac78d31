"""Shares of one whole: a bar whose seams are dragged, and a lever for each of them."""
