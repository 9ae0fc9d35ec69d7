"""Settings: a flag wins over the environment, that over a TOML file, that over the default; each knows its origin.

A TOML file is `marsad.toml` in the present folder, else `marsad/config.toml` in the user's configuration folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import UsageError


@dataclass(frozen=True)
class Setting:
    """One thing that a user may set.  `choices` is empty where any text will do; `number` asks for a whole number."""

    name: str
    env: str
    default: str
    help: str
    choices: tuple[str, ...] = ()
    number: bool = False


@dataclass(frozen=True)
class Chosen:
    """The value that holds, and who said so: 'flag', 'environment NAME', 'file PATH' or 'default'."""

    setting: Setting
    value: str
    origin: str


SETTINGS = (
    Setting(
        "ledger", "MARSAD_LEDGER", "marsad.db", "the ledger: a path, sqlite:///path, or postgresql://user@host/database"
    ),
    Setting("lang", "MARSAD_LANG", "en", "the language of messages and tables", choices=("en", "ar")),
    Setting("max_bytes", "MARSAD_MAX_BYTES", "20000000", "the largest document that is read, in bytes", number=True),
    Setting("keys", "MARSAD_KEYS", "", "the folder of keys; by default marsad/keys in the user's configuration folder"),
    Setting("wait", "MARSAD_WAIT", "10", "seconds to wait for a ledger that another program is writing", number=True),
    Setting("operator", "MARSAD_OPERATOR", "", "who makes decisions and enters by hand"),
    Setting("sources", "MARSAD_SOURCES", "sources", "the folder of sources, each a folder with its `source.yml`"),
    Setting("log", "MARSAD_LOG", "", "a file that logs are written to, as JSON lines without personal data"),
    Setting("log_bytes", "MARSAD_LOG_BYTES", "10000000", "size at which a log file is turned over", number=True),
)


def choose(
    flags: Mapping[str, str | None], environ: Mapping[str, str], folder: Path, home: Path | None
) -> dict[str, Chosen]:
    """Return what holds for every setting, by name.

    `folder` is where `marsad.toml` is looked for, `home` the user's configuration folder.
    Raises `UsageError` for a malformed file, an unknown name in it, or a value that is none.
    """
    written, source = _read_file(folder, home)
    out = {}
    for setting in SETTINGS:
        flag, env = flags.get(setting.name), environ.get(setting.env)
        if flag is not None:
            chosen = Chosen(setting, flag, "flag")
        elif env:
            chosen = Chosen(setting, env, f"environment {setting.env}")
        elif setting.name in written:
            chosen = Chosen(setting, written[setting.name], f"file {source}")
        else:
            chosen = Chosen(setting, setting.default, "default")
        out[setting.name] = _checked(chosen)
    return out


def configuration_home(environ: Mapping[str, str]) -> Path | None:
    """Return the user's configuration folder (XDG_CONFIG_HOME, else ~/.config), None where there is no home."""
    if environ.get("XDG_CONFIG_HOME"):
        return Path(environ["XDG_CONFIG_HOME"])
    return Path(environ["HOME"]) / ".config" if environ.get("HOME") else None


def _checked(chosen: Chosen) -> Chosen:
    setting, value = chosen.setting, chosen.value
    if setting.choices and value not in setting.choices:
        raise UsageError.of(
            "{origin}: {name} is {value!r}; choose one of {choices}",
            origin=chosen.origin,
            name=setting.name,
            value=value,
            choices=", ".join(setting.choices),
        )
    if setting.number and not (value.isascii() and value.isdigit()):
        raise UsageError.of(
            "{origin}: {name} is {value!r}; write a whole number", origin=chosen.origin, name=setting.name, value=value
        )
    return chosen


def _read_file(folder: Path, home: Path | None) -> tuple[dict[str, str], Path | None]:
    candidates = [folder / "marsad.toml"]
    if home is not None:
        candidates.append(home / "marsad" / "config.toml")
    path = next((p for p in candidates if p.is_file()), None)
    return (_parse(path), path) if path else ({}, None)


def _parse(path: Path) -> dict[str, str]:
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError.of("{path}: not valid TOML: {error}", path=path, error=error) from error
    except OSError as error:
        raise UsageError.of("{path}: cannot be read: {error}", path=path, error=error.strerror) from error
    known = {setting.name for setting in SETTINGS}
    for name in table:
        if name not in known:
            raise UsageError.of(
                "{path}: there is no setting {name!r}; there are: {known}",
                path=path,
                name=name,
                known=", ".join(sorted(known)),
            )
    return {name: str(value) for name, value in table.items()}
