"""A file is written whole or not at all."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.files import is_stream, write_text


def test_a_text_is_written_as_utf_8_with_line_feeds(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "Умєров\n\r\n")
    assert (tmp_path / "a.txt").read_bytes() == "Умєров\n\r\n".encode()


def test_writing_again_replaces_the_text_and_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_text_that_is_no_unicode_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_text(tmp_path / "a.txt", "\ud800")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_link_to_a_file_that_is_not_there_yet_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "through\n")
    assert os.read(reader, 100) == b"through\n"
    assert is_stream(pipe)
    os.close(reader)


def test_a_device_takes_the_text_and_stays_one() -> None:
    try:
        terminal, device = os.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal is to be had here: {error}")
    path = Path(os.ttyname(device))
    write_text(path, "shown\n")
    assert os.read(terminal, 100) == b"shown\r\n"
    assert is_stream(path)
    os.close(terminal)
    os.close(device)


@pytest.mark.parametrize("shell", ["{} > {}", "{} | cat > {}", "echo -n > {1}; {0} >> {1}"])
def test_the_name_of_standard_output_is_standard_output(shell: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graphkit.dossier.files import is_stream, write_text;"
        "write_text(Path('/dev/stdout'), 'one '); write_text(Path('/dev/stdout'), 'two '); print('three')"
    )
    command = shlex.join([sys.executable, "-c", code])
    subprocess.run(["bash", "-c", shell.format(command, tmp_path / "out")], check=True)
    assert (tmp_path / "out").read_text() == "one two three\n"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["no/file.txt", "file/x.txt", "folder", "loop"])
def test_an_error_names_the_file_that_was_to_be_written(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError) as raised:  # noqa: PT011  # which one depends on the case
        write_text(tmp_path / name, "text")
    assert raised.value.filename == str(tmp_path / name)
    assert raised.value.strerror
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder", "loop"]


def test_a_file_may_have_the_longest_name_there_is(tmp_path: Path) -> None:
    write_text(tmp_path / ("x" * 255), "text")
    assert (tmp_path / ("x" * 255)).read_text() == "text"


def test_the_bundled_dossier_is_found_and_another_is_not() -> None:
    assert (bundled_dossier("istanbul-2025") / "dossier.yaml").is_file()
    with pytest.raises(FileNotFoundError, match="carries no dossier 'nowhere'"):
        bundled_dossier("nowhere")
