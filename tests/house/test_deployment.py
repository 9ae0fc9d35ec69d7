"""What deploys a team's marsad (deploy/, docs/deployment.md) names nothing that isn't there, and works.

As far as it can here: no image is built, and no unit is started.
"""

from __future__ import annotations

import fnmatch
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from typed_commands import marsad, unknown_in

from marsad.settings import SETTINGS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))
VARIABLES = {one.env for one in SETTINGS} | {"MARSAD_CACHE"}
PAGE = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
SPOKEN = re.compile(r"^ *(?:sudo -u marsad /opt/marsad/bin/|docker compose run --rm )?marsad (\S.*)$", re.MULTILINE)
SHELL = re.compile(r"^ *```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
ADDRESS = re.compile(r"'postgresql://[^/]*/(\w+)\?[^']*'")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def stages() -> list[list[tuple[str, str]]]:
    """The stages of the Dockerfile, each a list of instructions with what is said after them."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    found: list[list[tuple[str, str]]] = []
    for word, _, rest in (line.partition(" ") for line in lines):
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest.strip()))
    return found


def test_every_variable_of_marsad_is_one_that_it_knows() -> None:
    for path in [*DEPLOY.iterdir(), ROOT / "docs/deployment.md"]:
        named = set(re.findall(r"\bMARSAD_[A-Z_]+", path.read_text(encoding="utf-8")))
        assert named <= VARIABLES, path


def test_every_command_of_the_containers_has_its_verb_and_its_options(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert unknown_in(" ".join(services["marsad"]["command"])) == []
    (spoken,) = re.findall(r"exec marsad (.*)$", services["watch"]["entrypoint"][-1])
    assert unknown_in(spoken) == []


def test_the_proxy_alone_is_reached_and_marsad_trusts_it_alone(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert services["db"]["network_mode"] == "none"
    said = services["marsad"]["command"]
    trusted = {value for option, value in pairwise(said) if option == "--behind-proxy"}
    assert trusted == {services["proxy"]["networks"]["front"]["ipv4_address"], "127.0.0.1"}
    assert (
        said[said.index("--port") + 1]
        == re.findall(r"reverse_proxy marsad:(\d+)", (DEPLOY / "Caddyfile").read_text())[0]
    )


def test_volumes_networks_and_files_of_the_containers_are_there(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            there = source in compose["volumes"] or source == "./sources" or (DEPLOY / source).exists()
            assert there, f"{name}: {source}"
        assert set(service.get("networks", ())) <= set(compose["networks"])
        assert set(service.get("depends_on", ())) <= set(compose["services"])
    assert (DEPLOY / compose["services"]["marsad"]["build"]["context"] / "deploy/Dockerfile").exists()
    socket_of = [
        volume for one in ("marsad", "db") for volume in compose["services"][one]["volumes"] if "socket" in volume
    ]
    assert len(set(socket_of)) == 1
    assert compose["services"]["marsad"]["environment"]["MARSAD_LEDGER"].endswith(
        f"host={socket_of[0].partition(':')[2]}"
    )


def test_no_secret_stands_in_what_deploys() -> None:
    for path in DEPLOY.iterdir():
        text = "" if path.name == "requirements.txt" else path.read_text(encoding="utf-8")
        assert not re.search(r"(?i)(password|secret|token|api_?key)\s*[:=]\s*\S", text), path


def test_the_image_copies_what_is_there_and_is_not_ignored(stages: list[list[tuple[str, str]]]) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    kept = [line[1:] for line in ignored if line.startswith("!")]
    assert ignored[0] == "*"
    copied = [rest.split()[0] for stage in stages for word, rest in stage if word == "COPY" and "--from" not in rest]
    needed = [path for path in copied if path != "."] + ["pyproject.toml", "README.md", "LICENSE", "NOTICE.md", "src"]
    for path in needed:
        assert (ROOT / path).exists()
        assert any(fnmatch.fnmatch(path, one) or path.startswith(f"{one}/") for one in kept), path


def test_the_image_runs_for_a_user_without_rights_and_without_what_builds(stages: list[list[tuple[str, str]]]) -> None:
    _, last = stages
    said = dict(last)
    assert said["USER"] == "marsad"
    assert "useradd --uid 10001" in said["RUN"]
    assert not re.search(r"gcc|build-essential|cargo|pip install", said["RUN"])
    assert shlex.split(said["HEALTHCHECK"])[-1].rstrip("]") in [
        rest.split()[-1] for word, rest in last if word == "COPY"
    ]


def test_what_is_locked_holds_every_requirement_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = list(project["dependencies"])
    (every,) = re.findall(r"\[(.*)\]", extras["all"][0])
    for extra in every.split(","):
        wanted += extras[extra]
    locked = re.findall(
        r"^([a-z0-9._-]+)==\S+ \\\n    --hash=sha256:", (DEPLOY / "requirements.txt").read_text(), re.MULTILINE
    )
    names = [re.split(r"[\[<>=~!]", one)[0].casefold().replace("_", "-") for one in wanted]
    assert [name for name in names if name not in locked] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_says_nothing_that_systemd_or_marsad_does_not_know(unit: Path, tmp_path: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    spoken = re.findall(r"/opt/marsad/bin/marsad ([^'\n]*)", text)
    assert spoken or unit.suffix == ".timer"
    assert [unknown_in(one) for one in spoken] == [[] for _ in spoken]
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    for one in UNITS:
        there = one.read_text(encoding="utf-8").replace("/opt/marsad/bin/marsad", "/bin/true")
        (tmp_path / one.name).write_text(there, encoding="utf-8")
    verify = ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)]
    checked = subprocess.run(verify, capture_output=True, text=True, timeout=60, check=False)
    assert (checked.returncode, unit.name in checked.stderr) == (0, False), checked.stderr


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda path: path.name)
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_a_service_is_exposed_to_little(unit: Path) -> None:
    """The measure of systemd goes from 0 to 10; a service without any restriction has 9.6."""
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", str(unit)]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert checked.returncode == 0, checked.stdout[-300:]


@pytest.mark.slow
def test_the_commands_of_the_page_work_in_their_order(tmp_path: Path) -> None:
    """On ledgers in files, in the place of databases; keys and copies below one folder."""
    (settings,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert set(tomllib.loads(settings)) <= {one.name for one in SETTINGS}
    (tmp_path / "marsad.toml").write_text('ledger = "office.db"\nkeys = "keys"\n', encoding="utf-8")
    recipient, run = "", []
    for said in (said for block in SHELL.findall(PAGE) for said in SPOKEN.findall(block)):
        assert unknown_in(ADDRESS.sub("URL", said)) == []
        here = ADDRESS.sub(r"\1.db", said).replace("/var/backups/marsad/", "")
        words = shlex.split(here.replace("vault.age", "keys/vault.age").replace("age1...", recipient))
        if words in run and words[:2] == ["user", "add"]:
            continue  # the same account, of the other way to deploy
        run.append(words)
        asked = ["--password-stdin"] if words[:2] == ["user", "add"] else []
        done = marsad(tmp_path, *words, *asked, typed="narrow-gauge-railways-7\n")
        assert done.returncode == 0, f"{said}: {done.stderr}"
        recipient = done.stdout.strip() if words[:2] == ["key", "public"] else recipient
    assert recipient.startswith("age1")
    assert {words[0] for words in run} >= {"init", "user", "doctor", "backup", "restore", "upgrade", "reread", "verify"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[int]:
    """A served team, with the options that the containers give; its port."""
    assert marsad(tmp_path, "init").returncode == 0
    account = ("user", "add", "rana", "--role", "admin", "--password-stdin")
    assert marsad(tmp_path, *account, typed="narrow-gauge-railways-7\n").returncode == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--team", "--no-browser", "--host", "0.0.0.0", "--port", str(port), "--behind-proxy", "127.0.0.1"]
    command = [sys.executable, "-m", "marsad.cli", "serve", *options, "--site", "marsad.example"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "https://marsad.example/"
        yield port
        program.terminate()


def test_the_health_of_a_served_team_is_told(served: int) -> None:
    def healthy(**environment: str) -> int:
        asked = {"PORT": str(served), **environment}
        return subprocess.run(
            [sys.executable, str(DEPLOY / "healthy.py")], env=asked, timeout=30, check=False
        ).returncode

    assert healthy(SITE="marsad.example") == 0
    assert healthy(SITE="another.example") == 1
    assert healthy(SITE="marsad.example", PORT="1") == 1
