"""Programs that take hostile files apart, each run in a process of its own: little memory, little time, no settings.

A PDF or a picture that breaks its parser breaks that process and nothing else; what it says is bounded text.
"""

from __future__ import annotations

import shutil
import subprocess  # nosec B404
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from marsad.errors import MarsadError

HERE = Path(__file__).parent
MEMORY = 2_000_000_000
"""Bytes of address space."""
SECONDS = 120
"""Seconds of processor time, and of waiting half as much again."""


class ConfinedError(MarsadError):
    """A program broke on a file, took too long, or said too much."""


def run(program: Sequence[str], data: bytes, *, name: str, most: int, suffix: str) -> bytes:
    """Return what a program says of bytes, which it finds as the file `{}` in an empty folder.

    Raises `ConfinedError` where it fails, takes too long or says more than `most` bytes.
    """
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        path = Path(folder) / f"given{suffix}"
        path.write_bytes(data)
        said = Path(folder) / "said"
        arguments = [part.replace("{}", str(path)) for part in program]
        limits = [str(MEMORY), str(SECONDS), str(most + 1)]
        with said.open("wb") as out:
            try:
                done = subprocess.run(  # nosec B603  # programs of ours, without a shell, within limits
                    [sys.executable, "-I", "-S", str(HERE / "limited.py"), *limits, *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.PIPE,
                    cwd=folder,
                    env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
                    timeout=SECONDS * 1.5,
                    check=False,
                )
            except subprocess.TimeoutExpired as error:
                raise _broken(name, "takes too long") from error
        if said.stat().st_size > most:
            raise _broken(name, "says too much")
        if done.returncode != 0:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise _broken(name, told[-1][:200] if told else f"signal {-done.returncode}")
        return said.read_bytes()


def python(script: str, *arguments: str) -> list[str]:
    """Return the call of a script that lies here."""
    return [sys.executable, "-I", str(HERE / script), *arguments]


def tesseract() -> str | None:
    """Return where tesseract is, None where it isn't installed."""
    return shutil.which("tesseract")


def _broken(name: str, reason: str) -> ConfinedError:
    return ConfinedError.of("{name}: cannot be taken apart ({reason})", name=name, reason=reason)
