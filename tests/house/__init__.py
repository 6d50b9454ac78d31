"""House rules: what holds for every room, file and declaration."""
