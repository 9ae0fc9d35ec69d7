#!/usr/bin/env python3
# ruff: noqa
# mypy: ignore-errors
# fmt: off
"""Score readings of bulletins against hand-made gold annotations.

Usage: score.py GOLD_DIR READINGS.jsonl [--by conflict|lang|source] [--misses N] [--json]

GOLD_DIR holds one JSON file a document (see README.md beside this file).  READINGS.jsonl
holds one reading a line, as `marsad read --format jsonl` prints it, whose `id` is the id
of the gold document.  Standard library only.

Each gold item may be matched by one predicted item and the other way round; a prediction
that matches nothing counts against precision.  What is scored:

  count    a claim's number and what happened (harm) are right, at the right place in the text
  claim    count, and the hedge (exact, at_least, about, ...) and the side are right
  full     claim, and whatever else gold states: civilian, sex, age, cause
  part_of  the link from a breakdown to its whole, between claims matched at `count`
  date     a time expression's value
  place    a place name's gazetteer point, within 25 km (or 60 km for governorates and regions)
  control  who gained, lost, regained, left or besieges where
  toll     the bounds reckoned from the document for the main incident, both ends right
"""
from __future__ import annotations

import argparse
import collections
import json
import math
import pathlib
import sys

LAYERS = ("count", "claim", "full", "part_of", "date", "place", "control", "toll")
VAGUE = {"vague"}
OPEN_SIDES = {None, "unknown", "mixed", "other"}  # gold takes no stand on these
DATELINE = 40  # characters in which a place that gold leaves out counts neither way
BARE = {"اليوم", "أمس", "غداً", "غدا", "يوم أمس", "today", "yesterday", "tomorrow", "Today", "Yesterday"}
WIDE = {"governorate", "region", "desert", "river", "country", "district", "other"}


def spans_of(text: str, quote: str) -> list[tuple[int, int]]:
    found, start = [], text.find(quote)
    while start >= 0 and quote:
        found.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found


def overlaps(span, candidates) -> bool:
    return any(span[0] < end and start < span[1] for start, end in candidates)


def bounds_of(claim: dict) -> tuple:
    """(hedge, low, high) of a gold or predicted claim, in one form."""
    hedge, value, top = claim.get("hedge"), claim.get("value"), claim.get("value_max")
    if hedge in VAGUE:
        return ("vague", None, None)
    return (hedge, value, top if top not in (None, value) else None)


def same_number(gold: dict, read: dict) -> bool:
    if gold.get("rest") and read.get("rest"):  # 'and the rest ...': the words matter, the number may be reckoned
        return True
    if gold.get("hedge") in VAGUE or read.get("hedge") in VAGUE:
        return gold.get("hedge") == read.get("hedge")
    return bounds_of(gold)[1:] == bounds_of(read)[1:]


def level(gold: dict, read: dict) -> int:
    """0 no match, 1 count, 2 claim, 3 full."""
    if gold.get("harm") != read.get("harm") or not same_number(gold, read):
        return 0
    ggroup, rgroup = gold.get("group") or {}, read.get("group") or {}
    if not gold.get("rest") and not read.get("rest") and gold.get("hedge") != read.get("hedge"):
        return 1
    if ggroup.get("side") not in OPEN_SIDES and ggroup["side"] != rgroup.get("side"):
        return 1
    for field in ("civilian", "sex", "age"):
        if ggroup.get(field) is not None and ggroup[field] != rgroup.get(field):
            return 2
    if gold.get("cause") not in (None, "other") and gold["cause"] != read.get("cause"):
        return 2
    return 3


def match_claims(gold_doc: dict, reading: dict):
    """Greedy one-to-one matching, best level first, then most text in common."""
    pairs = []
    for g, gold in enumerate(gold_doc["claims"]):
        where = spans_of(gold_doc["text"], gold["quote"])
        for r, read in enumerate(reading.get("claims", [])):
            span = tuple(read["span"])
            if overlaps(span, where):
                got = level(gold, read)
                if got:
                    shared = max(min(e, span[1]) - max(s, span[0]) for s, e in where)
                    pairs.append((-got, -shared, g, r, got))
    matched, used_g, used_r = {}, set(), set()
    for _, _, g, r, got in sorted(pairs):
        if g not in used_g and r not in used_r:
            used_g.add(g), used_r.add(r)
            matched[g] = (r, got)
    return matched


def kilometres(a, b) -> float:
    (lat1, lon1), (lat2, lon2) = [(math.radians(x), math.radians(y)) for x, y in (a, b)]
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


class Tally:
    def __init__(self):
        self.right = self.gold = self.read = 0

    def add(self, right, gold, read):
        self.right += right
        self.gold += gold
        self.read += read

    @property
    def precision(self):
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self):
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self):
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_document(gold_doc: dict, reading: dict, misses: list) -> dict[str, tuple[int, int, int]]:
    text = gold_doc["text"]
    out = {}
    claims, read_claims = gold_doc["claims"], reading.get("claims", [])
    # a claim whose number gold leaves open is free: neither right nor wrong
    counted = [g for g, c in enumerate(claims) if c.get("value") is not None or c.get("rest") or c.get("hedge") in VAGUE]
    matched = {g: v for g, v in match_claims(gold_doc, reading).items() if g in counted}
    free = set()
    for g, c in enumerate(claims):
        if g not in counted:
            where = spans_of(text, c["quote"])
            free |= {r for r, p in enumerate(read_claims) if overlaps(p["span"], where)}
    free -= {r for r, _ in matched.values()}
    predicted = len([r for r, p in enumerate(read_claims) if r not in free])
    for need, name in ((1, "count"), (2, "claim"), (3, "full")):
        out[name] = (sum(got >= need for _, got in matched.values()), len(counted), predicted)
    for g in counted:
        got = matched.get(g, (None, 0))[1]
        if got < 3:
            misses.append((gold_doc["id"], ("missed", "count only", "claim only")[got], claims[g]["quote"],
                           {k: claims[g].get(k) for k in ("harm", "value", "value_max", "hedge", "group", "cause", "background")}))
    taken = {r for r, _ in matched.values()} | free
    for r, p in enumerate(read_claims):
        if r not in taken:
            misses.append((gold_doc["id"], "spurious", text[p["span"][0]:p["span"][1]],
                           {k: p.get(k) for k in ("harm", "value", "hedge")}))
    # part_of
    gold_ids = {c["id"]: g for g, c in enumerate(claims)}
    read_ids = {c.get("id"): r for r, c in enumerate(read_claims)}
    links = [(g, gold_ids[c["part_of"]]) for g, c in enumerate(claims) if c.get("part_of") in gold_ids and g in counted]
    to_gold = {r: g for g, (r, _) in matched.items()}
    read_links = [(to_gold.get(r), to_gold.get(read_ids[c["part_of"]])) for r, c in enumerate(read_claims)
                  if c.get("part_of") in read_ids and r not in free]
    out["part_of"] = (len(set(links) & set(read_links)), len(links), len(read_links))
    # dates, places, control
    def greedy(gold_items, read_items, same, label):
        used, right = set(), 0
        for gold in gold_items:
            where = spans_of(text, gold["quote"])
            hit = next((r for r, read in enumerate(read_items)
                        if r not in used and overlaps(read["span"], where) and same(gold, read)), None)
            if hit is None:
                misses.append((gold_doc["id"], f"{label} missed", gold["quote"], gold.get("value") or gold.get("name_en") or (gold.get("actor"), gold.get("change"))))
            else:
                used.add(hit)
                right += 1
        return right, len(gold_items), len(read_items)

    unique_dates = list({d["quote"]: d for d in gold_doc.get("dates", [])}.values())
    # a repeated expression counts once: predictions of the same value on the same words are merged
    read_dates = list({(text[d["span"][0]:d["span"][1]], d["value"]): d for d in reading.get("dates", [])
                       if text[d["span"][0]:d["span"][1]].strip() not in BARE
                       or overlaps(d["span"], [s for g in unique_dates for s in spans_of(text, g["quote"])])}.values())
    out["date"] = greedy(unique_dates, read_dates, lambda g, r: g["value"] == r["value"], "date")

    pointed = [p for p in gold_doc.get("places", []) if p.get("lat") is not None]
    read_places = reading.get("places", [])

    def near(gold, read):
        if read.get("lat") is None:
            return False
        limit = 500 if gold.get("kind") == "country" else 60 if gold.get("kind") in WIDE else 25
        return kilometres((gold["lat"], gold["lon"]), (read["lat"], read["lon"])) <= limit
    # each gold place is named once in gold; later mentions of the same place are neither right nor wrong
    right = 0
    gold_points = [spans_of(text, p["quote"]) for p in pointed]
    for gold, where in zip(pointed, gold_points):
        if any(overlaps(r["span"], where) and near(gold, r) for r in read_places):
            right += 1
        else:
            misses.append((gold_doc["id"], "place missed", gold["quote"], gold["name_en"]))
    all_gold_spans = [s for p in gold_doc.get("places", []) for s in spans_of(text, p["quote"])]
    stray = sum(1 for r in read_places if r.get("lat") is not None and r["span"][0] >= DATELINE
                and not overlaps(r["span"], all_gold_spans))
    out["place"] = (right, len(pointed), right + stray + sum(
        1 for gold, where in zip(pointed, gold_points)
        if any(overlaps(r["span"], where) for r in read_places) and not any(overlaps(r["span"], where) and near(gold, r) for r in read_places)))
    out["control"] = greedy(gold_doc.get("control", []), reading.get("control", []),
                            lambda g, r: (g["actor"], g["change"]) == (r.get("actor"), r.get("change")), "control")
    # tolls: one for each harm, side and window of the main incident
    def party(t):
        return None if t.get("side") in OPEN_SIDES else t["side"]
    have = [(t["harm"], party(t), t["lo"], t.get("hi")) for t in reading.get("tolls", [])
            if t["harm"] in ("killed", "injured")]
    gold_tolls = gold_doc.get("tolls", [])
    right = 0
    for toll in gold_tolls:
        if (toll["harm"], party(toll), toll["lo"], toll.get("hi")) in have:
            right += 1
        else:
            misses.append((gold_doc["id"], "toll", f"{toll['harm']} {toll.get('side')} {toll['lo']}..{toll.get('hi')}",
                           [t[2:] for t in have if t[:2] == (toll["harm"], party(toll))]))
    asked = {(t["harm"], party(t)) for t in gold_tolls}  # tolls of other sides count neither way
    out["toll"] = (right, len(gold_tolls), sum(t[:2] in asked for t in have))
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("readings", type=pathlib.Path)
    parser.add_argument("--by", choices=("lang", "conflict", "source", "id"))
    parser.add_argument("--misses", type=int, default=0, help="print the first N misses")
    parser.add_argument("--json", action="store_true", help="print the overall F1 of each layer as JSON, last")
    options = parser.parse_args()
    gold = {}
    for path in sorted(options.gold.glob("*.json")):
        doc = json.loads(path.read_text(encoding="utf-8"))
        if "claims" in doc:
            gold[doc["id"]] = doc
    readings = {}
    for line in options.readings.read_text(encoding="utf-8").splitlines():
        if line.strip():
            reading = json.loads(line)
            readings[reading["id"]] = reading
    tallies = collections.defaultdict(lambda: {layer: Tally() for layer in LAYERS})
    misses = []
    for key, doc in gold.items():
        result = score_document(doc, readings.get(key, {}), misses)
        groups = ["all"] + ([str(doc.get(options.by, "?"))] if options.by else [])
        for group in groups:
            for layer, (right, of_gold, of_read) in result.items():
                tallies[group][layer].add(right, of_gold, of_read)
    absent = [key for key in gold if key not in readings]
    print(f"{len(gold)} documents, {len(absent)} without a reading")
    print(f"{'group':<22}{'layer':<10}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'read':>7}")
    for group, layers in tallies.items():
        for layer in LAYERS:
            t = layers[layer]
            print(f"{group:<22}{layer:<10}{t.precision:>7.3f}{t.recall:>7.3f}{t.f1:>7.3f}{t.gold:>7}{t.read:>7}")
    for miss in misses[:options.misses]:
        print("  ", *miss, sep=" | ")
    if options.json:
        print(json.dumps({layer: round(tallies["all"][layer].f1, 4) for layer in LAYERS}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
