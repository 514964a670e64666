"""Does the way in lead somewhere?  What docs/architecture.md says about adding something is done in a copy of the house."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
COPIED = (
    "config",
    "members",
    "meetings",
    "votes",
    "study",
    "lifes",
    "reports",
    "templates",
    "locale",
    "static",
)

IN_FILE = re.compile(r"# in (?P<path>\S+) after (?P<line>.+)\n")
NEW_FILE = re.compile(r"# new (?P<path>\S+)\n")

WORKS = {
    "A field": """
from reports.research.forms import ProjectForm
from reports.research.models.projects import ResearchProject
from django.core.management import call_command
assert "example_budget" in ProjectForm.names
ResearchProject._meta.get_field("example_budget")
call_command("makemigrations", "reports", name="example", dry_run=True)
""",
    "A check": """
from reports.checks.registry import CHECKS, SOURCES
assert "CHK-99" in CHECKS
assert any("CHK-99" in {check.id for check in source.checks} for source in SOURCES)
print("Add")
""",
    "A page": """
from django.urls import resolve, reverse
assert resolve(reverse("reports:status_example", args=["yunling"])).url_name == "status_example"
print("Add")
""",
}


def blocks(title: str) -> list[str]:
    section = GUIDE.split(f"\n### {title}\n", 1)[1].split("\n### ", 1)[0]
    return re.findall(r"```python\n(.*?)```", section, re.DOTALL)


def written(block: str, house: Path) -> None:
    """Write one block of the guide into the copy."""
    if (new := NEW_FILE.match(block)) is not None:
        (house / new["path"]).write_text(block[new.end() :], encoding="utf-8")
        return
    place = IN_FILE.match(block)
    assert place is not None, block
    path = house / place["path"]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines, start=1) if line.strip() == place["line"].strip())
    path.write_text("".join([*lines[:at], block[place.end() :], *lines[at:]]), encoding="utf-8")


@pytest.mark.parametrize("title", WORKS)
def test_the_guide_can_be_followed(title: str, tmp_path: Path) -> None:
    for folder in COPIED:
        ignored = shutil.ignore_patterns("__pycache__", "vendor", "fonts")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for block in blocks(title):
        written(block, tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", f"import django\ndjango.setup()\n{WORKS[title]}"],
        cwd=tmp_path,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert "Add" in run.stdout


def rooms() -> set[str]:
    apart = {"migrations", "management", "models", "templatetags"}
    folders = {path.parent.name for path in (ROOT / "reports").glob("*/__init__.py")}
    return folders - apart


def test_every_room_stands_on_the_map() -> None:
    mapped = set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE))
    assert mapped == rooms()
