"""`python -m tests.golden` writes the golden run anew; look at the difference before keeping it."""

from tests.golden.golden import FILE, write

write()
print(FILE.name)
