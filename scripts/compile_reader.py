"""A wheel with the reader compiled (`MARSAD_COMPILE=1 pip wheel .`, `make fast`): the same readings, in less time.

The build hook of hatchling.  Without MARSAD_COMPILE=1 it does nothing: the wheel is pure Python, and needs no compiler.
With it, mypyc makes C of the modules that `pyproject.toml` lists, a compiler makes machine code of that, in a folder
that is thrown away; the wheel gets both, source and machine code, of which Python takes the machine code.  An editable
installation is never compiled: what is edited there is what must run.
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED = "MARSAD_COMPILE"
GROUP = "marsad_compiled"
"""What the library is called that holds the machine code of all modules; each module is a door to it."""
FLAGS = "-O1 -g0 -fwrapv -fPIC -DNDEBUG -w"
"""`-O2` takes twice the time to build and gives nothing that can be told from noise."""
STEPS = 10
"""Lines of progress."""


class CompiledReader(BuildHookInterface):  # type: ignore[type-arg]
    """Puts machine code beside the sources of the wheel, where that is asked for."""

    def dependencies(self) -> list[str]:
        """Return what the build needs beyond hatchling."""
        return list(self.config["needs"]) if _asked() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the wheel take what came of it."""
        if not _asked() or version == "editable":
            return
        if (missing := _missing()) is not None:
            self.app.abort(missing)
        self.folder = tempfile.mkdtemp(prefix="marsad-compiled-")
        built = _compiled(Path(self.root), Path(self.folder), self.config)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"].update({str(path): name for path, name in built.items()})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Throw the folder away that the machine code was made in."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _asked() -> bool:
    return os.environ.get(ASKED, "") not in ("", "0")


def _compiler() -> list[str]:
    return shlex.split(os.environ.get("CC") or str(sysconfig.get_config_var("CC") or "gcc"))[:1]


def _missing() -> str | None:
    """Return what keeps the machine code from being made, and what to do; None where nothing does."""
    header = Path(sysconfig.get_path("include")) / "Python.h"
    lacks = [f"the compiler {_compiler()[0]}"] if shutil.which(_compiler()[0]) is None else []
    lacks += [] if header.exists() else [f"the header {header}"]
    if not lacks:
        return None
    return (
        f"{ASKED} asks for a compiled reader, but {' and '.join(lacks)} is missing.\n"
        "Install it with: apt-get install gcc python3-dev\n"
        f"or leave {ASKED} out: the same readings, without a compiler."
    )


def _compiled(root: Path, folder: Path, config: dict[str, Any]) -> dict[Path, str]:
    """Make the machine code; return each file with the place in the wheel that is its."""
    start = time.monotonic()
    paths = sorted(path for pattern in config["compile"] for path in root.glob(pattern))
    left = {path for pattern in config["interpret"] for path in root.glob(pattern)}
    with contextlib.chdir(root):  # where the settings of mypy stand
        extensions = _translated([str(p.relative_to(root)) for p in paths if p not in left], folder)
    _tell(f"reader: {len(extensions) - 1} modules translated to C in {time.monotonic() - start:.0f} s")
    sources = sorted({source for extension in extensions for source in extension.sources})
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as workers:
        made = workers.map(lambda source: _object(source, folder), sources)
        objects = dict(zip(sources, _told(made, len(sources)), strict=True))
    built = {}
    for extension in extensions:
        name = extension.name.replace(".", "/") + str(sysconfig.get_config_var("EXT_SUFFIX"))
        out = folder / "built" / name
        out.parent.mkdir(parents=True, exist_ok=True)
        _run([*_compiler(), "-shared", "-s", *(objects[source] for source in extension.sources), "-o", str(out)])
        built[out] = name
    size = sum(path.stat().st_size for path in built) / 1_000_000
    _tell(f"reader: compiled, {size:.1f} MB, in {time.monotonic() - start:.0f} s")
    return built


def _translated(paths: list[str], folder: Path) -> list[Any]:
    """Return what mypyc makes of the modules: for each extension its name and its files in C."""
    from mypyc.build import mypycify

    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            return list(
                mypycify(
                    ["--cache-dir", str(folder / "mypy"), *paths],
                    multi_file=True,
                    target_dir=str(folder / "c"),
                    group_name=GROUP,
                )
            )
    except SystemExit as stop:
        errors = [line for line in said.getvalue().splitlines() if "error:" in line]
        raise RuntimeError("mypyc can't translate the reader:\n" + "\n".join(errors or [str(stop)])) from stop


def _object(source: str, folder: Path) -> str:
    """Compile one file in C."""
    import mypyc

    library = Path(mypyc.__file__).parent / "lib-rt"
    out = folder / (source.replace("/", "_") + ".o")
    places = [f"-I{library}", f"-I{folder / 'c'}", f"-I{sysconfig.get_path('include')}"]
    _run([*_compiler(), *FLAGS.split(), *places, "-c", source, "-o", str(out)])
    return str(out)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr[-2000:]}")


def _told(made: Iterator[str], number: int) -> Iterator[str]:
    """Hand on what is made, and tell now and then how far it is."""
    for done, item in enumerate(made, 1):
        if done * STEPS // number > (done - 1) * STEPS // number:
            _tell(f"reader: {done} of {number} files in C compiled")
        yield item
