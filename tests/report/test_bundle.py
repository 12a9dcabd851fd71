from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "graphkit" / "report" / "static"


def test_the_bundle_is_what_its_sources_give(web: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node
    subprocess.run([node, "build.mjs", tmp_path], cwd=web, check=True, timeout=120)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built.keys() == {"page.js", "live.js", "page.css", "noscript.css", "THIRD-PARTY-LICENCES.txt"}
    for name, content in built.items():
        assert (STATIC / name).read_bytes() == content, f"{name} is stale: run `npm ci && npm run build` in web/"


def test_the_lockfile_names_no_registry() -> None:
    text = (ROOT / "web" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    assert "registry" not in text


def test_the_bundle_is_plain_ascii_that_ends_no_script() -> None:
    script = (STATIC / "page.js").read_bytes()
    assert script.isascii()
    assert b"</script" not in script.lower()
    assert b"\r" not in script


def test_every_package_in_the_bundle_has_its_licence_beside_it() -> None:
    text = (STATIC / "THIRD-PARTY-LICENCES.txt").read_text("utf-8")
    for name in ("vis-network", "vis-data", "vis-util", "@egjs/hammerjs", "component-emitter", "keycharm", "uuid"):
        assert f"\n{name} " in text
