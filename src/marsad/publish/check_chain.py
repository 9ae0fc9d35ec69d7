"""Check an evidence package's chain.jsonl with Python alone: python check_chain.py [HEAD].  Written into each package.

Every entry seals the one before it and, by its digest, its row; each original named in the rows must be the file that
lies beside.  HEAD, if you were given one of later, must be among the entries.  Prints what holds; exit code 1: not.
"""

import base64
import hashlib
import json
import sys
import zlib
from pathlib import Path
from typing import Any

PACKED = {"bytes", "text", "body"}
LATER = {"url", "clock", "network", "state", "note"}


def compact(value: Any) -> bytes:
    """Return canonical JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sha256(data: bytes) -> str:
    """Return a digest in hex."""
    return hashlib.sha256(data).hexdigest()


def unpacked(stored: bytes, shared: bytes) -> bytes:
    """Return what zlib packed, its dictionary being the one that the first line gives."""
    return zlib.decompressobj(zdict=shared).decompress(stored)


def sealed(row: dict[str, Any], shared: bytes) -> dict[str, Any]:
    """Return a row as it was sealed: what is packed by its two digests, later columns left out where they are null."""
    out = dict(row)
    for name in PACKED & set(row):
        if isinstance(row[name], str):
            stored = base64.b64decode(row[name])
            out[name] = sha256(unpacked(stored, shared)) + "/" + sha256(stored)
    return {name: value for name, value in out.items() if value is not None or name not in LATER}


def faults(lines: list[bytes], files: set[str], head: str | None) -> list[str]:
    """Return what does not hold."""
    found, last, heads = [], None, set()
    shared = base64.b64decode(json.loads(lines[0])["dictionary"])
    for line in lines[1:-1]:
        entry, row = (json.loads(line)[name] for name in ("entry", "row"))
        said = [entry[name] for name in ("seq", "kind", "item", "content", "previous", "at")]
        if sha256(compact(said)) != entry["hash"] or (last is not None and entry["previous"] != last):
            found.append(f"entry {entry['seq']} is not what the chain says")
        if row is not None and sha256(compact([entry["kind"], sealed(row, shared)])) != entry["content"]:
            found.append(f"entry {entry['seq']}: {entry['kind']} {entry['item']} was changed")
        if row is not None and entry["kind"] == "originals" and row["sha256"] not in files:
            found.append(f"the original {row['sha256']} is not in the package")
        last = entry["hash"]
        heads.add(last)
    if json.loads(lines[-1]) != {"entries": len(lines) - 2, "head": last}:
        found.append("the proof is cut short")
    if head is not None and head not in heads:
        found.append(f"the head {head} is not in the chain")
    return found


def main() -> int:
    """Check the files beside this one."""
    here = Path(__file__).parent
    lines = (here / "chain.jsonl").read_bytes().splitlines()
    files = {sha256(path.read_bytes()) for path in (here / "originals").iterdir()}
    found = faults(lines, files, sys.argv[1] if len(sys.argv) > 1 else None)
    for fault in found or [f"holds: {len(lines) - 2} entries up to {json.loads(lines[-1])['head']}"]:
        sys.stdout.write(fault + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
