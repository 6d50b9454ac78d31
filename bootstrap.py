#!/usr/bin/env python3
"""Set up everything StackDesk needs, from nothing but Python: system libraries, `.venv`, compiled equations.

`make setup` runs this with the machine's own Python before anything is installed, so it uses the standard
library alone. When all is in place it takes a fraction of a second.
"""

from __future__ import annotations

import argparse
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOCK = ROOT / "requirements.lock"
OLDEST_PYTHON = (3, 11)


class SetupError(Exception):
    """Set-up cannot go on; the message says what to do."""


class Need(NamedTuple):
    """Something the machine itself must have, and the Debian package that brings it."""

    package: str
    library: str = ""
    command: str = ""
    module: str = ""
    only_tests: bool = False

    @property
    def is_met(self) -> bool:
        if self.library:
            return can_load(self.library)
        if self.command:
            return shutil.which(self.command) is not None
        return importlib.util.find_spec(self.module) is not None


NEEDS = (
    # Debian keeps this part of Python in a package of its own; without it `python3 -m venv` stops half-way.
    Need(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", module="ensurepip"),
    # Qt, with or without a screen.
    Need("libglib2.0-0", library="libgthread-2.0.so.0"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
    Need("libegl1", library="libEGL.so.1"),
    Need("libgl1", library="libGL.so.1"),
    Need("libfontconfig1", library="libfontconfig.so.1"),
    Need("libxkbcommon0", library="libxkbcommon.so.0"),
    # Qt in an X window.
    Need("libx11-xcb1", library="libX11-xcb.so.1"),
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need("libxcb-glx0", library="libxcb-glx.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-image0", library="libxcb-image.so.0"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-randr0", library="libxcb-randr.so.0"),
    Need("libxcb-render0", library="libxcb-render.so.0"),
    Need("libxcb-render-util0", library="libxcb-render-util.so.0"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
    Need("libxcb-shm0", library="libxcb-shm.so.0"),
    Need("libxcb-sync1", library="libxcb-sync.so.1"),
    Need("libxcb-xfixes0", library="libxcb-xfixes.so.0"),
    Need("libxcb-xkb1", library="libxcb-xkb.so.1"),
    # A screen for the tests that open a real window.
    Need("xvfb", command="Xvfb", only_tests=True),
    Need("xauth", command="xauth", only_tests=True),
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Set up everything StackDesk needs.")
    parser.add_argument("--tests", action="store_true", help="also what only the tests need from the system")
    options = parser.parse_args(arguments)
    try:
        ensure_python()
        ensure_system(missing_packages(for_tests=options.tests))
        ensure_environment()
        warm()
    except SetupError as problem:
        print(f"setup: {problem}", file=sys.stderr)
        return 1
    return 0


# ------------------------------------------------------------------------------------------- the machine


def ensure_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(
            f"Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer is needed, this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}. Name another with `make PYTHON=python3.12 ...`."
        )


def can_load(library: str) -> bool:
    """Whether the loader finds a shared library, whatever package it came from."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(*, for_tests: bool, needs: tuple[Need, ...] = NEEDS) -> list[str]:
    """Debian packages to install; none when all that this call needs is there.

    When something is missing, what only the tests need is listed with it, so that nobody is asked twice.
    """
    missing = [need for need in needs if not need.is_met]
    if for_tests or any(not need.only_tests for need in missing):
        return [need.package for need in missing]
    return []


def ensure_system(packages: list[str]) -> None:
    """Install Debian packages as root; for anybody else, stop with the one command that does it."""
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise SetupError(f"install what these Debian packages hold, then try again: {' '.join(packages)}")
    install = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0:
        become_root = "sudo sh -c" if shutil.which("sudo") else "su -c"
        command = f"{become_root} {shlex.quote(f'apt-get update && {install}')}"
        raise SetupError(f"the system lacks some packages. Install them, then try again:\n\n{command}\n")
    say(f"Installing system packages: {' '.join(packages)}")
    patient = ["-o", "DPkg::Lock::Timeout=300"]  # another installation may be running
    try:
        call(["apt-get", "update", *patient], quiet=True)
    except SetupError as problem:
        say(f"{problem}\nGoing on with the package lists at hand.")  # one stale source need not matter
    call([*install.split(), *patient], quiet=True)


# --------------------------------------------------------------------------------------- the environment


def place() -> str:
    """What an environment cannot survive a change of: it holds absolute paths and one Python's packages."""
    return f"{sys.implementation.cache_tag} {sys.base_prefix} {ROOT}"


def contents() -> str:
    """Fingerprint of the files that say what is in the environment."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def stamp_of(environment: Path) -> tuple[str, str]:
    """Place and contents that `environment` was last completed for."""
    try:
        was_place, _, was_contents = (environment / "setup.stamp").read_text(encoding="utf-8").partition("\0")
    except OSError:
        return "", ""
    return was_place, was_contents


def ensure_environment() -> None:
    """Make or update `.venv`, unless it was completed for this very Python, place and lock."""
    if is_complete():
        return
    with LOCK.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # `make run` beside `make test`: one sets up, the other waits
        if not is_complete():
            build_environment()


def is_complete() -> bool:
    return PYTHON.exists() and stamp_of(ENVIRONMENT) == (place(), contents())


def build_environment() -> None:
    stamp = ENVIRONMENT / "setup.stamp"
    was_place, _ = stamp_of(ENVIRONMENT)
    usable = PYTHON.exists() and was_place == place()
    stamp.unlink(missing_ok=True)
    if not usable:
        call([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    say("Installing Python packages (the first time a few hundred megabytes)")
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", "install"]
    call([*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK)])
    call([*pip, "--no-build-isolation", "--no-deps", "--editable", str(ROOT)])
    stamp.write_text(f"{place()}\0{contents()}", encoding="utf-8")


def warm() -> None:
    """Compile modules and equations now rather than at the first start; soon returns when that was done.

    The modules are run where they lie, so no installer compiles them: where Python is told to write no
    bytecode (PYTHONDONTWRITEBYTECODE, as in many containers), every start would compile them anew.
    """
    if (ROOT / "stackdesk" / "__main__.py").exists():
        call([str(PYTHON), "-m", "compileall", "-q", "stackdesk"])
        call([str(PYTHON), "-m", "stackdesk", "warm"])


def say(line: str) -> None:
    print(line, flush=True)


def call(command: list[str], *, quiet: bool = False) -> None:
    """Run a command that must not ask a question; a quiet one is heard only when it fails."""
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if quiet else None,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise SetupError(f"{done.stdout or ''}{shlex.join(command)} failed with exit code {done.returncode}")


if __name__ == "__main__":
    sys.exit(main())
