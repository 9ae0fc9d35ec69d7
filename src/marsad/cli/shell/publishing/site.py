"""`marsad publish site`: the public site, made by a process that has a release's files and nothing else."""

from __future__ import annotations

import os
import subprocess  # nosec B404
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.session import session
from marsad.errors import MarsadError, UsageError
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("id", "out", "pages")
KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""What of the environment the process gets: no ledger's address, no keys, no passphrase."""


@verb("site")
@click.option("--release", metavar="ID")
@click.option("--from", "from_folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", required=True)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(release: str | None, from_folder: Path | None, out: Path, form: str) -> None:
    """Write the site into a new folder.  Fails as wrong use where no release, or two, are named."""
    from marsad.publish.releases.folder import check_empty

    if (release is None) == (from_folder is None):
        raise UsageError.of("name one release: --release ID of the ledger, or --from FOLDER with its files")
    check_empty(out)
    with _folder(release, from_folder) as (id, folder):
        pages = _apart(folder, out)
    said = (id, str(out), pages)
    session().log("site", id=id, pages=pages)
    if form == "csv":
        write_csv(COLUMNS, [said])
    elif form == "table":
        say(session().say("site_written", **dict(zip(COLUMNS, said, strict=True))))
    else:
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, **dict(zip(COLUMNS, said, strict=True))})


@contextmanager
def _folder(release: str | None, given: Path | None) -> Iterator[tuple[str, Path]]:
    """Give the id of a release and the folder of its files, a temporary one where the ledger holds it."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.publish.releases.folder import write_files
    from marsad.publish.releases.reading import read_release
    from marsad.releasing import find

    if given is not None:
        yield read_release(given).release.id, given
        return
    with open_ledger() as ledger:
        stored = find(ledger, release or "latest")
    with tempfile.TemporaryDirectory(prefix="marsad-") as staged:
        folder = Path(staged) / "release"
        write_files(folder, stored.files())
        yield stored.release.id, folder


def _apart(folder: Path, out: Path) -> int:
    """Make the site in a process of its own; return how many pages it has.  Raises `MarsadError` as that one says."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    command = [sys.executable, "-m", "marsad.publish.site", str(folder.absolute()), str(out.absolute())]
    done = subprocess.run(  # nosec B603  # this Python itself, without a shell
        command, env=environment, capture_output=True, check=False, text=True
    )
    if done.returncode == 0:
        return int(done.stdout)
    last = done.stderr.strip().rpartition("\n")[2]
    try:
        said = msgspec.json.decode(last, type=dict[str, object])
    except msgspec.DecodeError as error:
        raise MarsadError.of("the site could not be made: {error}", error=last) from error
    values = said["values"]
    assert isinstance(values, dict)
    raise (UsageError if done.returncode == UsageError.exit_code else MarsadError).of(str(said["template"]), **values)
