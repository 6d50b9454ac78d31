"""Saving: the file is the old one or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
from pathlib import Path

from stackdesk.core.errors import SaveError, ScenarioError
from stackdesk.scenario.document import Scenario
from stackdesk.scenario.library import Library
from stackdesk.scenario.toml_in import loads
from stackdesk.scenario.toml_out import dumps


def save(scenario: Scenario, path: str | os.PathLike[str]) -> None:
    """Write a scenario file, replacing an existing one atomically; that stays beside it as `<name>~`.

    Raises:
        SaveError: it could not be written; the old file is untouched.
    """
    write_file(path, _checked(scenario, os.fspath(path)))


def _checked(scenario: Scenario, file: str) -> bytes:
    """Give the bytes to write, having seen that they read back as the same scenario."""
    text = dumps(scenario)
    try:
        same = loads(text, file, Library.holding(scenario.reference)) == scenario
        data = text.encode()
    except ScenarioError as error:
        raise SaveError(f"not saved, since it could not be opened again:\n{error}") from None
    except UnicodeEncodeError:
        raise SaveError(f"{file}: not saved: a text holds half a character") from None
    if not same:
        raise SaveError(f"{file}: not saved, since it would not read back the same")
    return data


def write_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file atomically: the target of a symbolic link, with the mode and owner of the old file.

    Raises:
        SaveError: it could not be written; the old file is untouched.
    """
    try:
        target = Path(os.path.realpath(path))
        old = target.stat() if target.exists() else None
        _refuse(target, old)
        if old is None or old.st_size != len(data) or target.read_bytes() != data:
            _replace(target, old, data)
    except OSError as error:
        raise SaveError(f"{os.fspath(path)}: not saved: {error.strerror}") from None
    except ValueError:
        raise SaveError(f"{os.fspath(path)!r}: not saved: not the name of a file") from None


def _refuse(target: Path, old: os.stat_result | None) -> None:
    """Raise when the target must not be replaced, which a rename alone would never notice."""
    if old is None:
        return
    if not stat.S_ISREG(old.st_mode):
        raise SaveError(f"{target}: not saved: it is not a regular file")
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise SaveError(f"{target}: not saved: the file is read-only")


def _replace(target: Path, old: os.stat_result | None, data: bytes) -> None:
    """Write beside the target, force it to disk, keep the old version, rename, force the rename to disk."""
    beside = _unused(target)
    try:
        _write(beside, old, data)
        if old is not None:
            _keep(target)
        os.replace(beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _force_folder(target.parent)


def _unused(target: Path) -> Path:
    """Give a short name of its own in the target's folder: a long one may not fit."""
    return target.with_name(f".stackdesk-{secrets.token_hex(4)}")


def _write(beside: Path, old: os.stat_result | None, data: bytes) -> None:
    """Write a new file whole, with the mode and owner of the old one, and force it to disk."""
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if old is not None:
            with contextlib.suppress(OSError):  # only root may give a file away
                os.fchown(descriptor, old.st_uid, old.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _keep(target: Path) -> None:
    """Keep the old version as `<name>~`; where that cannot be, saving goes on without it."""
    beside = _unused(target)
    with contextlib.suppress(OSError):
        try:
            os.link(target, beside)
        except OSError:  # not every file system has links
            shutil.copy2(target, beside)
        os.replace(beside, target.with_name(f"{target.name}~"))
    with contextlib.suppress(OSError):
        beside.unlink()  # still there when the name did not fit, or both names were one file already


def _force_folder(folder: Path) -> None:
    """Force a rename to disk, where the file system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
