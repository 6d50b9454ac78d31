"""`python -m tests.golden` writes the golden runs anew; look at the difference before keeping them."""

from tests.golden.golden import VERSIONS, file, write

for version in VERSIONS:
    write(version)
    print(file(version).name)
