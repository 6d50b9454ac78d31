"""Saving: the file on disk is the old one or the new one, never something between."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stackdesk.core.errors import SaveError
from stackdesk.scenario import Event, Library, Scenario, dumps, load, save
from tests.scenario.small import write_reference

OLD = b"old contents\n"


@pytest.fixture
def edited(scenario: Scenario) -> Scenario:
    """Give a scenario with something in it."""
    return scenario.with_value("energy.losses", 0.1).with_title("Saved")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file with old contents, alone in its folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "a.toml"
    path.write_bytes(OLD)
    return path


def names(path: Path) -> list[str]:
    """List the folder of a file."""
    return sorted(entry.name for entry in path.parent.iterdir())


def test_a_saved_scenario_is_loaded_again(edited: Scenario, library: Library, tmp_path: Path) -> None:
    save(edited, tmp_path / "new.toml")

    assert load(tmp_path / "new.toml", library) == edited
    assert names(tmp_path / "new.toml") == ["new.toml"]


def test_saving_loading_and_saving_changes_nothing(
    edited: Scenario, library: Library, tmp_path: Path
) -> None:
    save(edited, tmp_path / "a.toml")
    save(load(tmp_path / "a.toml", library), tmp_path / "b.toml")

    assert (tmp_path / "a.toml").read_bytes() == (tmp_path / "b.toml").read_bytes()


def test_the_old_version_is_kept_beside_the_new_one(edited: Scenario, library: Library, file: Path) -> None:
    save(edited, file)

    assert load(file, library) == edited
    assert names(file) == ["a.toml", "a.toml~"]
    assert file.with_name("a.toml~").read_bytes() == OLD


def test_each_save_keeps_the_version_before_it(edited: Scenario, library: Library, file: Path) -> None:
    save(edited, file)
    save(edited.with_title("Second"), file)
    save(edited.with_title("Third"), file)

    assert load(file.with_name("a.toml~"), library).title == "Second"
    assert names(file) == ["a.toml", "a.toml~"]


def test_saving_what_is_there_already_keeps_the_older_version(edited: Scenario, file: Path) -> None:
    save(edited, file)
    save(edited, file)

    assert file.with_name("a.toml~").read_bytes() == OLD


def test_the_mode_of_the_file_is_kept(edited: Scenario, file: Path) -> None:
    file.chmod(0o640)

    save(edited, file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_gets_the_usual_mode(edited: Scenario, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save(edited, tmp_path / "new.toml")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "new.toml").stat().st_mode) == 0o640


def test_a_symbolic_link_stays_and_its_target_is_saved(
    edited: Scenario, library: Library, file: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to("folder/a.toml")

    save(edited, link)

    assert link.is_symlink()
    assert load(file, library) == edited
    assert not file.is_symlink()


def test_a_link_to_nothing_makes_its_target(edited: Scenario, library: Library, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to("target.toml")

    save(edited, link)

    assert link.is_symlink()
    assert load(tmp_path / "target.toml", library) == edited


def test_a_read_only_file_is_refused_even_to_root(edited: Scenario, file: Path) -> None:
    file.chmod(0o444)

    with pytest.raises(SaveError, match=r"a\.toml: not saved: the file is read-only$"):
        save(edited, file)

    assert file.read_bytes() == OLD
    assert names(file) == ["a.toml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into any folder")
def test_a_read_only_folder_is_refused(edited: Scenario, file: Path) -> None:
    file.parent.chmod(0o555)
    try:
        with pytest.raises(SaveError, match="not saved: Permission denied"):
            save(edited, file)
    finally:
        file.parent.chmod(0o755)

    assert file.read_bytes() == OLD


def test_what_is_no_file_is_refused(edited: Scenario, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, message in (
        (tmp_path, "it is not a regular file"),
        (tmp_path / "pipe", "it is not a regular file"),
        (tmp_path / "no" / "a.toml", "No such file or directory"),
        (tmp_path / ("x" * 300), "File name too long"),
        ("a\0b", "not the name of a file"),
    ):
        with pytest.raises(SaveError) as error:
            save(edited, path)
        assert str(error.value).endswith(f": not saved: {message}")


def test_the_longest_name_can_be_saved_to(edited: Scenario, library: Library, tmp_path: Path) -> None:
    file = tmp_path / ("x" * 250 + ".toml")
    file.write_bytes(OLD)

    save(edited, file)

    assert load(file, library) == edited
    assert names(file) == [file.name]  # no room in the name for the old version


def test_a_scenario_that_could_not_be_opened_again_is_not_saved(scenario: Scenario, file: Path) -> None:
    broken = replace(scenario, events=(Event(2028.0, "energy.losses"),))  # does nothing

    with pytest.raises(SaveError, match=r"events\[1\]: needs one of add, multiply, set, has none"):
        save(broken, file)

    assert file.read_bytes() == OLD


def test_a_text_that_would_not_read_back_the_same_is_not_saved(
    edited: Scenario, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "stackdesk.scenario.saving.dumps", lambda scenario: dumps(scenario.with_title("Other"))
    )

    with pytest.raises(SaveError, match="it would not read back the same"):
        save(edited, file)

    assert file.read_bytes() == OLD


def test_half_a_character_is_refused(edited: Scenario, file: Path) -> None:
    with pytest.raises(SaveError, match="half a character"):
        save(edited.with_title("\ud83d"), file)

    assert file.read_bytes() == OLD


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_step_that_fails_leaves_the_old_file_alone(
    edited: Scenario, file: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: int
) -> None:
    def fails(*arguments: object, **options: object) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as broken:
        broken.setattr(os, step, fails)
        with pytest.raises(SaveError) as raised:
            save(edited, file)

    assert str(raised.value) == f"{file}: not saved: {os.strerror(error)}"
    assert file.read_bytes() == OLD
    assert not [name for name in names(file) if name.startswith(".")]


def test_contents_are_forced_to_disk_before_the_name_and_the_name_after(
    edited: Scenario, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def spy(name: str, described: Callable[..., str]) -> None:
        original = getattr(os, name)

        def called(*arguments: Any, **options: Any) -> Any:
            calls.append(described(*arguments))
            return original(*arguments, **options)

        monkeypatch.setattr(os, name, called)

    spy(
        "fsync",
        lambda descriptor: f"force {'folder' if stat.S_ISDIR(os.fstat(descriptor).st_mode) else 'file'}",
    )
    spy("replace", lambda old, new: f"rename to {Path(new).name}")
    save(edited, file)

    assert calls == ["force file", "rename to a.toml~", "rename to a.toml", "force folder"]


def test_a_disk_that_takes_a_little_at_a_time_gets_everything(
    edited: Scenario, library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data[:7])))

    save(edited, file)

    assert load(file, library) == edited


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 16 kB; skip where that is not allowed."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    if not done:
        pytest.skip("mounting a disk is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_old_file_alone(edited: Scenario, library: Library, tiny_disk: Path) -> None:
    file = tiny_disk / "a.toml"
    save(edited, file)

    with pytest.raises(SaveError, match=r"not saved: No space left on device$"):
        save(replace(edited, description="long " * 4000), file)

    assert load(file, library) == edited
    assert names(file) == ["a.toml"]


SAVE_AND_DIE = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from stackdesk.scenario import Scenario, save
from tests.scenario.small import ENERGY, bare
from stackdesk.scenario import Library

step, reference, file = sys.argv[1:]
original = getattr(os, step)

def dies(*arguments, **options):
    if step == "write":
        original(arguments[0], bytes(arguments[1][:10]))  # half of it is on the disk already
    os.kill(os.getpid(), signal.SIGKILL)

setattr(os, step, dies)
scenario = bare(Library(Path(reference), (ENERGY,)))
save(replace(scenario, title="New"), file)
"""


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_killed_save_leaves_the_old_file_whole(file: Path, tmp_path: Path, step: str) -> None:
    reference = tmp_path / "reference"
    reference.mkdir()
    write_reference(reference)

    killed = subprocess.run(
        [sys.executable, "-c", SAVE_AND_DIE, step, str(reference), str(file)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert file.read_bytes() == OLD


def test_an_interrupted_save_cleans_up(edited: Scenario, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(edited, file)

    assert file.read_bytes() == OLD
    assert names(file) == ["a.toml"]
