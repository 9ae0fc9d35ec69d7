"""The benchmark table of docs/benchmarks.md, by one command: `python bench/table.py [--documents 10000] [--write]`.

Every part (reading beside its peers, starting, linking, reckoning, adding, searching, serving) runs in a process of its
own, so that its peak of memory is its own.  A figure is the median of several runs in that process, with the least and
the greatest; processor time of one core, but by the clock where it is said.  Peers run beside marsad on the same texts
in the same process; `pip install 'marsad[bench]'` brings them, and one that isn't there is named.  `--write` puts the
table into the paper, between its marks.  `bench/growth.py` tells how the whole way grows.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from bulletin_world import bulletins
from read_speed import CHARACTERS, MARSAD, ROOT, machine, varied, warm

from marsad.model import Document, Reading

PAPER = ROOT / "docs/benchmarks.md"
BEGIN, END = "<!-- table: python bench/table.py --write -->\n", "<!-- end of the table -->\n"
RUNS = 3
Figure = tuple[str, list[float], str]
"""What was measured, its figure in each run, and the unit or a remark."""


def main() -> int:
    """Measure every part in a process of its own and print the table; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--documents", type=int, default=10_000, help="how large the ledgers are")
    asked.add_argument("--parts", nargs="+", choices=PARTS, default=[*PARTS])
    asked.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    asked.add_argument("--one", choices=PARTS, help=argparse.SUPPRESS)  # what the process of a part does
    given = asked.parse_args()
    if given.one:
        for name, runs, remark in PARTS[given.one](given.documents):
            print(json.dumps([name, runs, remark]), flush=True)
        peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(json.dumps(["memory of a process at most", [max(peaks)], "MB"]))
        return 0
    lines = [f"{dt.date.today().isoformat()}; {machine()}; ledgers of {given.documents:,} documents.", ""]
    lines += ["| part | what | median (least-greatest) | |", "|---|---|---|---|"]
    for part in given.parts:
        command = [sys.executable, __file__, "--one", part, "--documents", str(given.documents)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        lines += [_row(part, *json.loads(line)) for line in done.stdout.splitlines() if line.startswith("[")]
    print("\n".join(lines))
    if given.write:
        text = PAPER.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        table = "\n".join(lines)
        PAPER.write_text(f"{before}{BEGIN}{table}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


def _row(part: str, name: str, runs: list[float], remark: str) -> str:
    if not runs:
        return f"| {part} | {name} | - | {remark} |"
    middle, low, high = (_number(one) for one in (statistics.median(runs), min(runs), max(runs)))
    return f"| {part} | {name} | {middle if len(runs) == 1 else f'{middle} ({low}-{high})'} | {remark} |"


def _number(one: float) -> str:
    return f"{one:,.0f}" if one >= 100 else f"{one:.1f}" if one >= 10 else f"{one:.3g}"


def reading(_: int) -> Iterator[Figure]:
    """Bulletins of 1,000 characters a second, beside peers that do less."""
    from peers import PEERS, speeds_of

    from marsad.knowledge.lore import load_lore
    from marsad.pipeline import read_document
    from marsad.read import read

    lore = load_lore()
    for lang in ("ar", "en"):
        ours = speeds_of(lang, lambda document: read(document, lore))
        yield f"{lang}, into claims", ours, "1,000 characters a second"
        yield f"{lang}, into claims, long run", warm(lang, read), "the same, on more text"
        yield f"{lang}, with the tolls of each", warm(lang, read_document), "the same"
        speeds, claims = generated(lang, lambda document: read(document, lore))
        yield f"{lang}, generated bulletins", speeds, f"the same, {claims:.1f} claims in 1,000 characters"
        for name, make in PEERS:
            try:
                speeds = speeds_of(lang, make(lang))
            except ImportError as error:
                yield f"{lang}, peer: {name}", [], f"not there: {error}"
                continue
            ratio = statistics.median(speeds) / statistics.median(ours)
            yield f"{lang}, peer: {name}", speeds, f"the same; {ratio:.2f} times marsad"
    yield from _processes()


def generated(lang: str, verb: Callable[[Document], Reading]) -> tuple[list[float], float]:
    """Return bulletins of 1,000 characters a second in each run, of bench/bulletin_world.py, and claims in each."""
    made = (record for record, _, _ in bulletins(20 * CHARACTERS // 1000) if record["lang"] == lang)
    documents = [
        Document(id=one["id"], text=one["text"], sha256="0" * 64, published=one["published"], lang=lang)
        for one in islice(made, CHARACTERS // 1000)
    ]
    length = sum(len(one.text) for one in documents) / 1000
    claims = sum(len(verb(one).claims) for one in documents)  # warms up too
    speeds = [length / _cpu(lambda: [verb(one) for one in documents]) for _ in range(RUNS)]
    return speeds, claims / length


def _processes() -> Iterator[Figure]:
    """By the clock: what a second process brings."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "bulletins.jsonl"
        with texts.open("w", encoding="utf-8") as file:
            for run, lang in enumerate(("ar", "en", "ar", "en")):
                for one in varied(lang, random.Random(run)):
                    record = {"id": f"{run}-{one.id}", "text": one.text, "published": one.published, "lang": lang}
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
        for _ in range(RUNS):
            for jobs, times in taken.items():
                command = [sys.executable, "-m", "marsad.cli", "read", str(texts), "--jobs", str(jobs)]
                times.append(_clock([*command, "--format", "jsonl"]))
    ratios = [one / two for one, two in zip(taken[1], taken[2], strict=True)]
    yield "two processes, `read --jobs 2`", [4 * CHARACTERS / 1000 / one for one in taken[2]], "the same, by the clock"
    yield "two processes beside one", ratios, "times as fast, by the clock, start-up in it; loads of others count"


def _clock(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def starting(_: int) -> Iterator[Figure]:
    """Seconds by the clock of fresh processes."""
    bulletin = ROOT / "src/marsad/knowledge/packs/sample/bulletins/03-marquna-friday.txt"
    program = [str(MARSAD)] if MARSAD.exists() else [sys.executable, "-m", "marsad.cli"]
    for name, command in (("--help", ["--help"]), ("read one bulletin", ["read", str(bulletin), "--format", "jsonl"])):
        _clock([*program, *command])
        yield f"`marsad {name}`", [_clock([*program, *command]) for _ in range(2 * RUNS + 1)], "s by the clock"


def linking(documents: int) -> Iterator[Figure]:
    """Documents a second, and how right the links are, in generated worlds of known truth."""
    from link_world import measure

    found = [measure(documents, seed, 1.0) for seed in range(1, RUNS + 1)]
    spent = [one["seconds_cpu"] for one in found]
    assert all(isinstance(one, dict) for one in spent)
    seconds = [sum(one.values()) for one in spent if isinstance(one, dict)]
    yield "wording and linking, three worlds", [documents / one for one in seconds], "documents a second"
    for name in ("precision", "recall"):
        yield name, [float(str(one[name])) for one in found], "pairs of reports"


def reckoning(_: int) -> Iterator[Figure]:
    """Claims a second: whole tables by incident and side, proofs and contradictions in them."""
    from generated_year import generate
    from reckon_speed import whole

    for claims in (1_000, 10_000):
        world = generate(claims // 4, claims, seed=1, wrong=0.01)
        seconds = [_cpu(lambda world=world: whole(world.statements)) for _ in range(RUNS + 1)][1:]  # type: ignore[misc]
        count = len(world.statements)
        yield f"a table of {count:,} claims", [count / one for one in seconds], "claims a second"


def adding(documents: int) -> Iterator[Figure]:
    """Documents a second into an empty ledger in a file, their readings made beforehand."""
    from ledger_speed import add
    from made_ledger import documents as made

    from marsad.ledger import Store

    pieces = list(islice(made(documents), documents))
    speeds, verified = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "speed.db")[0] as store:
            speeds.append(documents / _cpu(lambda store=store: add(store, pieces)))  # type: ignore[misc]
            verified.append(sum(len(one.data) for one, _ in pieces) / 1e6 / _cpu(store.verify))
    yield "added, readings there", speeds, "documents a second"
    yield "verified", verified, "MB of originals a second"


def searching(documents: int) -> Iterator[Figure]:
    """Milliseconds of each kind of query, 95 of 100."""
    from made_ledger import fill
    from search_speed import QUERIES, kinds, sample

    from marsad.ledger import Store
    from marsad.ledger.search import Asked

    words, rows = sample()
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "search.db")[0] as store:
        fill(store, documents)
        store.refresh_search()
        store.search(Asked(query="x"))
        for name, ask in kinds(random.Random(7), words, rows).items():
            runs = [
                _most([1000 * _cpu(lambda ask=ask: store.search(ask())) for _ in range(QUERIES)])  # type: ignore[misc]
                for _ in range(RUNS)
            ]
            yield name, runs, "ms, 95 of 100 in less"


def serving(documents: int) -> Iterator[Figure]:
    """Milliseconds of each view through the whole application, without a network, 95 of 100."""
    from made_ledger import fill

    from marsad.ledger import Store

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "served.db"
        with Store.create(path)[0] as store:
            fill(store, documents)
        yield from asyncio.run(_views(path))


async def _views(path: Path) -> list[Figure]:
    import httpx
    from web_speed import PATHS

    from marsad.pipeline import Ledger
    from marsad.web.app import make_app
    from marsad.web.gate import Gate
    from marsad.web.room import Room

    found: list[Figure] = []
    with Ledger(path) as ledger:
        gate = Gate()
        transport = httpx.ASGITransport(app=make_app(Room(ledger), gate))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=None) as client:
            await client.get("/open", params={"key": gate.key})
            first = await client.get("/api/v1/frame")
            names = {"document": next(iter(ledger.documents())).id, "incident": first.json()["results"][0]["id"]}
            for view in PATHS:
                asked = f"/api/v1/{view.format(**names)}"
                start = time.process_time()
                await client.get(asked)
                cold = 1000 * (time.process_time() - start)
                runs = []
                for _ in range(RUNS):
                    taken = []
                    for _ in range(20):
                        start = time.process_time()
                        answer = await client.get(asked)
                        taken.append(1000 * (time.process_time() - start))
                    runs.append(_most(taken))
                told = f"ms asked again, 95 of 100 in less; {_number(cold)} the first time"
                found.append((f"`{view}`, {answer.status_code}", runs, told))
    return found


def _cpu(do: Callable[[], object]) -> float:
    """Return seconds of processor time."""
    start = time.process_time()
    do()
    return time.process_time() - start


def _most(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


PARTS: dict[str, Callable[[int], Iterator[Figure]]] = {
    "reading": reading,
    "starting": starting,
    "linking": linking,
    "reckoning": reckoning,
    "adding": adding,
    "searching": searching,
    "serving": serving,
}

if __name__ == "__main__":
    sys.exit(main())
