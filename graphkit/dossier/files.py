"""Write files whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with line feeds; a file is the old one or the new one, never half.

    A link is written through to what it links to, and into a device or a pipe (`is_stream`).

    Raises
    ------
    OSError
        If it cannot be written, with the name of `path`; nothing is left behind then.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes as `write_text` writes a text."""
    try:
        if is_stream(path):
            _write_into(path, data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def is_stream(path: Path) -> bool:
    """Whether a path takes what is written to it at once: a device, a pipe, or what standard output goes to."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)) or _is_standard_output(found)


def _is_standard_output(found: os.stat_result) -> bool:
    try:
        return os.path.samestat(found, os.fstat(1))
    except OSError:
        return False  # standard output is closed


def _write_into(path: Path, data: bytes) -> None:
    if _is_standard_output(path.stat()):
        with open(1, "wb", closefd=False) as stream:  # it is open already, and has no name
            stream.write(data)
    else:
        with path.open("ab") as stream:
            stream.write(data)


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".graphkit-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
