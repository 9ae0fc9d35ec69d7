"""Settings: which of several voices holds, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.errors import UsageError
from marsad.settings import SETTINGS, choose, configuration_home


def test_defaults_hold_where_nobody_says_anything(tmp_path: Path) -> None:
    chosen = choose({}, {}, tmp_path, None)
    assert {name: item.value for name, item in chosen.items()} == {s.name: s.default for s in SETTINGS}
    assert {item.origin for item in chosen.values()} == {"default"}


def test_the_file_here_is_taken_before_the_one_at_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "marsad").mkdir(parents=True)
    (home / "marsad/config.toml").write_text('lang = "ar"\nwait = 3\n', encoding="utf-8")
    there = choose({}, {}, tmp_path, home)
    assert (there["lang"].value, there["wait"].value) == ("ar", "3")
    assert there["lang"].origin == f"file {home / 'marsad/config.toml'}"
    (tmp_path / "marsad.toml").write_text('ledger = "x.db"\n', encoding="utf-8")
    here = choose({}, {}, tmp_path, home)
    assert (here["ledger"].value, here["lang"].value) == ("x.db", "en")


def test_flag_environment_file_default_in_this_order(tmp_path: Path) -> None:
    (tmp_path / "marsad.toml").write_text('ledger = "file"\nlang = "ar"\nwait = 1\n', encoding="utf-8")
    environ = {"MARSAD_LEDGER": "environment", "MARSAD_LANG": "en", "MARSAD_MAX_BYTES": ""}
    chosen = choose({"ledger": "flag", "lang": None}, environ, tmp_path, None)
    found = {name: (item.value, item.origin.partition(" ")[0]) for name, item in chosen.items()}
    assert found == {
        "ledger": ("flag", "flag"),
        "lang": ("en", "environment"),
        "max_bytes": ("20000000", "default"),
        "keys": ("", "default"),
        "wait": ("1", "file"),
        "operator": ("", "default"),
        "sources": ("sources", "default"),
        "log": ("", "default"),
        "log_bytes": ("10000000", "default"),
    }


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("lang = ", "not valid TOML"),
        (
            'colour = "red"',
            "there is no setting 'colour'; there are: keys, lang, ledger, log, log_bytes, max_bytes, operator, "
            "sources, wait",
        ),
        ('lang = "fr"', "choose one of en, ar"),
        ("wait = -1", "write a whole number"),
        ('max_bytes = "many"', "write a whole number"),
    ],
)
def test_a_wrong_file_is_named_with_the_remedy(tmp_path: Path, toml: str, message: str) -> None:
    (tmp_path / "marsad.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(UsageError, match=r"marsad\.toml") as caught:
        choose({}, {}, tmp_path, None)
    assert message in str(caught.value)


def test_the_configuration_folder_follows_the_desktop_standard() -> None:
    assert configuration_home({"XDG_CONFIG_HOME": "/x", "HOME": "/h"}) == Path("/x")
    assert configuration_home({"HOME": "/h"}) == Path("/h/.config")
    assert configuration_home({}) is None
