"""`marsad schema`: what is published is what the commands give, key for key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.knowledge.files import HOME
from marsad.model.schema import OUTPUTS, json_schema

from .conftest import Run

Schema = dict[str, Any]
BULLETINS = sorted((HOME / "packs/sample/bulletins").glob("0*.txt"))
TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
}


def faults(value: Any, schema: Schema, root: Schema, at: str = "$") -> Iterator[str]:
    """Yield where `value` is not what `schema` says: types, closed lists, keys that lack, keys too many."""
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    elif "anyOf" in schema:
        if all(list(faults(value, one, root, at)) for one in schema["anyOf"]):
            yield f"{at}: {value!r} is none of {schema['anyOf']}"
    elif "enum" in schema:
        if value not in schema["enum"]:
            yield f"{at}: {value!r} is not in {schema['enum']}"
    elif schema.get("type") == "object":
        yield from object_faults(value, schema, root, at)
    elif "type" in schema:
        if not isinstance(value, TYPES[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean"):
            yield f"{at}: {value!r} is no {schema['type']}"
        for n, one in enumerate(value if isinstance(value, list) else ()):
            parts = schema.get("prefixItems", [])
            yield from faults(one, parts[n] if n < len(parts) else schema.get("items") or {}, root, f"{at}[{n}]")


def object_faults(value: Any, schema: Schema, root: Schema, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at}: {value!r} is no object"
        return
    named = schema.get("properties", {})
    yield from (f"{at}.{name}: is missing" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        if name in named:
            yield from faults(one, named[name], root, f"{at}.{name}")
        elif "additionalProperties" in schema:
            yield from faults(one, schema["additionalProperties"], root, f"{at}.{name}")
        else:
            yield f"{at}.{name}: the schema has no such key"


def published(run: Run, name: str) -> Schema:
    found: Schema = run("schema", name).json
    return found


def test_every_line_that_read_gives_is_by_its_schema(run: Run) -> None:
    lines = run("read", "none.txt", *BULLETINS, "--format", "jsonl").lines
    schema = published(run, "read")
    assert len(lines) == len(BULLETINS) + 1
    assert "error" in lines[0]
    assert [fault for line in lines for fault in faults(line, schema, schema)] == []
    assert {name for line in lines[1:] for name in line} == set(schema["$defs"]["Reading"]["properties"])


def test_what_toll_gives_is_by_its_schema(run: Run) -> None:
    run("add", *BULLETINS)
    table = run("toll", "--format", "json").json
    schema = published(run, "toll")
    assert table["rows"]
    assert table["contradictions"]
    assert list(faults(table, schema, schema)) == []
    assert set(table) == set(schema["$defs"]["TollTable"]["properties"])


VICTIMS = "name,father,age,date,consent,visibility,list\n" + "".join(
    f"{name},{father},41,2021-03-0{day},public,public,{where}\n"
    for name, father, day, where in (
        ("Salem Marquni", "Idris", 9, "North"),
        ("Salem Marqouni", "Idriss", 9, "South"),
        ("Hoda Jawhari", "Suleiman", 8, "South"),
    )
)
LISTED = {
    "incidents": ("incidents",),
    "control": ("control",),
    "contradictions": ("contradictions",),
    "people-list": ("people", "list"),
    "people-match": ("people", "match"),
}


@pytest.mark.parametrize("name", LISTED)
def test_what_a_listing_gives_is_by_its_schema(run: Run, tmp_path: Path, name: str) -> None:
    run("add", *BULLETINS)
    (tmp_path / "list.csv").write_text(VICTIMS, encoding="utf-8")
    assert run("enter", "victim", tmp_path / "list.csv", "--why", "register", "--who", "Rima").code == 0
    answer = run(*LISTED[name], "--format", "json").json
    schema = published(run, name)
    assert answer.get("results") or answer.get("links")
    assert list(faults(answer, schema, schema)) == []
    (kind,) = OUTPUTS[name]
    assert set(answer) == set(schema["$defs"][kind.__name__]["properties"])
    assert json.loads(kind.from_json(json.dumps(answer)).to_json()) == answer


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_schema_says_what_it_is_of_and_resolves_its_own_references(name: str) -> None:
    schema = json_schema(name)
    assert schema["title"] == f"marsad {name}, schema_version 1"
    text = json.dumps(schema)
    for part in text.split('"$ref": "#/$defs/')[1:]:
        assert part.partition('"')[0] in schema["$defs"]


def test_the_check_of_this_file_sees_a_wrong_value(run: Run) -> None:
    """A guard that sees nothing would guard nothing."""
    (line,) = run("read", BULLETINS[0], "--format", "jsonl").lines
    schema = published(run, "read")
    for name, value in (("claims", "none"), ("lang", 3), ("surprise", True)):
        assert list(faults({**line, name: value}, schema, schema))
    line["claims"][0]["hedge"] = "surely"
    assert list(faults(line, schema, schema))


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_contract_names_every_key(name: str) -> None:
    """docs/contract.md speaks of each key of the readings and the tolls, of claims, places and all the rest of them."""
    contract = (Path(__file__).parents[2] / "docs/contract.md").read_text(encoding="utf-8")
    spoken = set(re.findall(r"\w+", contract))
    for noun, part in json_schema(name)["$defs"].items():
        assert set(part["properties"]) - spoken == set(), noun
