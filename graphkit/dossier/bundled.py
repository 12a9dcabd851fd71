"""Where the dossiers that come with graphkit lie."""

from __future__ import annotations

from pathlib import Path


def bundled_dossier(name: str) -> Path:
    """The folder of a dossier that ships with graphkit: inside the package, or beside it in a checkout.

    Raises
    ------
    FileNotFoundError
        If no such dossier came with this installation.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "seed" / name, package.parent / "seed" / name):
        if (folder / "dossier.yaml").is_file():
            return folder
    raise FileNotFoundError(f"this installation carries no dossier {name!r}")
