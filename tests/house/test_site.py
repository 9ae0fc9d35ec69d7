"""The documentation's site: it builds, whole and by itself, and no page can ask anybody else for anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.cli.shell.group import verb_names
from marsad.model.schema import OUTPUTS

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it: a warning, such as a link that leads nowhere, ends the build."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False, env=environment)
    assert built.returncode == 0, built.stderr
    return folder


def test_every_page_of_docs_is_in_it(site: Path) -> None:
    pages = {str(path.relative_to(ROOT / "docs").with_suffix("")) for path in (ROOT / "docs").rglob("*.md")}
    built = {str(path.relative_to(site).with_suffix("")) for path in site.rglob("*.html")}
    assert {page.replace("README", "index") for page in pages} - built == set()


def test_the_reference_has_every_verb_every_schema_and_the_python_api(site: Path) -> None:
    for page in ("verbs", "verbs.ar"):
        text = (site / f"reference/{page}.html").read_text(encoding="utf-8")
        assert [name for name in verb_names() if f">marsad {name}<" not in text] == []
    schemas = (site / "reference/schemas.html").read_text(encoding="utf-8")
    assert [name for name in OUTPUTS if f'id="{name}"' not in schemas] == []
    python = (site / "reference/python.html").read_text(encoding="utf-8")
    assert all(
        f'id="marsad.{name}"' in python for name in ("pipeline.Ledger", "pipeline.read_text", "model.toll.TollRow")
    )


def test_arabic_pages_go_from_right_to_left_and_english_ones_do_not(site: Path) -> None:
    for page in site.rglob("*.html"):
        text, arabic = page.read_text(encoding="utf-8"), page.stem.endswith(".ar")
        assert ('<html lang="ar"' in text, 'dir="rtl"' in text) == (arabic, arabic), page


def test_no_page_asks_a_third_party(site: Path) -> None:
    """Everything that a browser loads by itself is a file of the site, and the pages forbid anything else."""
    loaded = re.compile(r"""<(?:script|link|img|iframe|source)[^>]*?(?:src|href)=["']?((?:https?:)?//[^"'\s>]+)""")
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert loaded.findall(text) == [], page
        assert "default-src 'self'" in text
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"url\(['\"]?(?:https?:)?//", styles) == []
