"""What is released is small, whole, and works where nothing else is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(built, check=True, timeout=300)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_is_below_ten_megabytes_and_holds_all_knowledge(wheel: Path) -> None:
    assert wheel.stat().st_size < 10 * MEGABYTE
    held = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    data = [path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    missing = [path for path in data if str(path.relative_to(source)) not in held]
    assert not missing


def test_installed_from_the_wheel_it_reads_without_anything_else(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    alone = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, timeout=600, env=alone)
    installed = [path for path in (home / "lib").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    tools = ("pip", "setuptools", "pkg_resources")
    size = sum(path.stat().st_size for path in installed if not set(tools) & set(path.parts))
    assert size < 150 * MEGABYTE, "the base install without byte code"
    said = subprocess.run(
        [home / "bin" / "marsad", "read", "-", "--published", "2018-06-09"],
        input="قتل 3 مدنيين في قصف على المدينة اليوم.".encode(),
        capture_output=True,
        check=True,
        timeout=120,
        env=alone,
    )
    assert [claim["value"] for claim in json.loads(said.stdout)["claims"]] == [3]


def test_pipx_installs_it_into_an_empty_home(wheel: Path, tmp_path: Path) -> None:
    """As somebody does who has pipx and no environment; `marsad demo` then does the main job."""
    alone = {"HOME": str(tmp_path), "PATH": "/usr/local/bin:/usr/bin:/bin", "PIPX_DEFAULT_BACKEND": "pip"}
    where = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    pipx = [sys.executable, "-m", "pipx", "install", "--quiet", "--python", sys.executable, str(wheel)]
    subprocess.run(pipx, check=True, capture_output=True, timeout=600, env={**alone, **where})
    installed = tmp_path / ".local/bin/marsad"
    for arguments in (["--version"], ["demo", "--out", str(tmp_path / "out")], ["doctor", "--check", "--no-verify"]):
        subprocess.run([installed, *arguments], check=True, capture_output=True, timeout=300, env=alone, cwd=tmp_path)
    assert (tmp_path / "out/report.html").stat().st_size > 10_000
