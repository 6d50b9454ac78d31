"""The golden run: numbers of the baseline that change only when someone means them to."""
