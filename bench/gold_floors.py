"""What the gold texts score, and the floors below which no layer may fall.

`python bench/gold_floors.py` prints the scores, those of the two halves of `open/` too, and sets each floor that was
surpassed to what was reached; it never lowers one.  `tests/gold/test_gold_floors.py` fails when a layer falls below its
floor.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from marsad.knowledge import load_lore
from marsad.model import Document
from marsad.pipeline import read_document

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
FLOORS = Path(__file__).with_name("floors.json")
SETS = {
    "open": ("open", "[AB]-*.json"),
    "further": ("further", "F-*.json"),
    "later": ("further", "[GH]-*.json"),
    "links": ("further", "J-*.json"),
    "committees": ("further", "K-0[1-5].json"),
    "committees kept apart": ("further", "K-[01][06-9].json"),
    "latest": ("further", "L-*.json"),
    "ordinary": ("further", "[MN]-*.json"),
    "wire": ("further", "E-*.json"),
    "manners": ("further", "P-*.json"),
    "newsrooms": ("further", "R-*.json"),
    "dense": ("further", "T-*.json"),
    "monitors": ("further", "S-*.json"),
    "kept apart": ("further", "[UV]-*.json"),
    "short": ("further", "[WX]-*[13579].json"),
    "short kept apart": ("further", "[WX]-*[02468].json"),
    "unseen": ("further", "[YZ]-*[13579].json"),
    "unseen kept apart": ("further", "[YZ]-*[02468].json"),
}
"""The sets of gold texts: folder and names of their files."""

Scores = dict[str, float]


def scores(name: str, lang: str, only: frozenset[str] | None = None) -> Scores:
    """Return the F1 of each layer over one set of gold texts in one language, read without a pack given.

    `only` are the ids of the texts to take, where not all are wanted.  A failing scorer raises
    subprocess.CalledProcessError.
    """
    lore = load_lore()
    with tempfile.TemporaryDirectory() as place:
        chosen, readings = Path(place) / "gold", Path(place) / "readings.jsonl"
        chosen.mkdir()
        lines = []
        for path, record in texts(name):
            if record["lang"] != lang or (only is not None and record["id"] not in only):
                continue
            shutil.copy(path, chosen)
            lines.append(read_document(_document(record), lore).to_json().decode())
        if not lines:
            return {}
        readings.write_text("\n".join(lines), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(GOLD / "score.py"), str(chosen), str(readings), "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
    found: Scores = json.loads(done.stdout.splitlines()[-1])
    return found


def texts(name: str) -> list[tuple[Path, dict[str, str]]]:
    """Return the files of a set with what they hold, in order."""
    folder, files = SETS[name]
    return [(path, json.loads(path.read_text(encoding="utf-8"))) for path in sorted((GOLD / folder).glob(files))]


def halves(name: str, lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of a set's texts in two halves, so that all of one chain of events are in one half.

    Chains, and texts of none, go in turn by name to the half that has fewer texts.
    """
    chains: dict[str, list[str]] = {}
    for _, record in texts(name):
        if record["lang"] == lang:
            chains.setdefault(record.get("chain") or record["id"], []).append(record["id"])
    parts: tuple[list[str], list[str]] = ([], [])
    for chain in sorted(chains):
        min(parts, key=len).extend(chains[chain])
    return frozenset(parts[0]), frozenset(parts[1])


def _document(record: dict[str, str]) -> Document:
    return Document(
        id=record["id"],
        text=record["text"],
        sha256="0" * 64,
        published=record["published"],
        source=record["source"],
        lang=record["lang"],
    )


def languages(name: str) -> list[str]:
    """Return the languages in which a set of gold texts has any."""
    return sorted({record["lang"] for _, record in texts(name)})


def floors() -> dict[str, dict[str, Scores]]:
    """Return the floors: set of texts -> language -> layer -> F1."""
    found: dict[str, dict[str, Scores]] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return found


def _print(name: str, lang: str, reached: Scores) -> None:
    print(name, lang, "  ".join(f"{layer} {value:.3f}" for layer, value in reached.items()))


def main() -> None:
    """Print what is reached and raise the floors to it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.parse_args()
    kept = floors()
    for name in SETS:
        for lang in languages(name):
            reached = scores(name, lang)
            floor = kept.setdefault(name, {}).setdefault(lang, {})
            _print(name, lang, reached)
            for layer, value in reached.items():
                floor[layer] = max(value, floor.get(layer, 0.0))
    for lang in languages("open"):
        for half, ids in zip(("first", "second"), halves("open", lang), strict=True):
            _print(f"open, {half} half by chains, {len(ids)} texts", lang, scores("open", lang, ids))
    FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
