"""Does each contract about imports fail when it should?  Fourteen wrong imports are added to a copy of the house."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "members", "meetings", "votes", "study", "lifes", "reports")

WRONG = (
    ("members.charts.chart", "members.views.home", "charts know no page"),
    ("members.printing.paper", "members.models", "printing knows no record"),
    ("members.printing.pdf", "reports.demo.player", "the PDF engine knows no demonstration"),
    ("members.tables.register", "members.delivery.mail", "a table sends no mail"),
    ("members.procedure.verdict", "meetings.models", "the ground knows no app"),
    ("members.rules.tenure", "django.db", "rules run without Django"),
    ("reports.research.rules", "django.db", "rules of a room run without Django"),
    ("meetings.models.meeting", "votes.models", "a lower floor asks nothing of a higher one"),
    ("study.models.session", "lifes.models", "apps of one floor are independent"),
    ("meetings.models.meeting", "meetings.views.meeting", "records know no page"),
    ("reports.research.models.projects", "reports.research.views.projects", "records of a room know no page"),
    ("reports.archive.chain", "reports.dossier.making", "a room imports only from rooms below it"),
    ("votes.views", "weasyprint", "one door to WeasyPrint"),
    ("reports.certificate.certificate", "celery", "only tasks know Celery"),
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # the linter is a program of its own
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says about a copy with all wrong imports in it."""
    copy = tmp_path_factory.mktemp("house")
    for app in APPS:
        shutil.copytree(ROOT / app, copy / app, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for importer, imported, _why in WRONG:
        path = copy / Path(*importer.split("."))
        module = path.with_suffix(".py")
        assert module.exists(), importer
        module.write_text(f"import {imported}\n{module.read_text(encoding='utf-8')}", encoding="utf-8")
    done = lint(copy)
    assert done.returncode != 0
    return done.stdout


@pytest.mark.parametrize(("importer", "imported", "why"), WRONG, ids=[why for *_pair, why in WRONG])
def test_a_wrong_import_fails(report: str, importer: str, imported: str, why: str) -> None:
    package = imported.split(".", maxsplit=1)[0]
    target = imported if package in APPS else package
    assert f"{importer} -> {target}" in report, why
