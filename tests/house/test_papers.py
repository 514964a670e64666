"""Is each printed form whole: a name of its own, a page, words in both languages, a place where it belongs?"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.utils.translation import gettext, override

from members.printing.paper import Section, papers, register
from reports.archive.gather import PACKAGE
from reports.checks.rules.archive import PARTS
from reports.dossier.shape import PROBLEMS
from reports.inspection.reading.papers import RECORDS
from reports.inspection.states import Matter
from reports.trail.build import STEPS

ROOT = Path(__file__).resolve().parents[2]
PAPERS = papers()

MODULE = '''"""Who waits outside?  A form made up for this test."""

from dataclasses import dataclass

from meetings.models import Meeting
from members.printing.paper import Filed, Paper, register
from members.printing.parts import Facts


@dataclass(frozen=True, slots=True)
class WaitingFacts(Facts):
    """Who waits."""

    who: str = ""


register(
    Paper(
        name="waiting_list",
        title="Waiting list",
        order=15,
        blank=WaitingFacts(),
        records=lambda group, _user: Meeting.objects.filter(group=group),
        facts=lambda meeting: WaitingFacts(who=meeting.place),
        label=str,
        search=("place",),
        meeting="pk",
        file="候会名单",
        filed=(Filed("package", 65),),
    )
)
'''
TEMPLATE = '{% extends "papers/_page.html" %}{% block body %}候会：{{ facts.who }}{% endblock %}'
ASK = """
import django
django.setup()
from members.printing.paper import filed_in, papers
paper = papers()["waiting_list"]
assert "候会：" in paper.html(paper.blank)
assert "waiting_list" in [one.name for one, _filed in filed_in("package")]
assert list(papers())[1] == "waiting_list"
"""


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_a_template_and_prints_blank(name: str) -> None:
    paper = PAPERS[name]
    get_template(paper.template or f"papers/{name}.html")
    page = paper.html(paper.blank)
    assert "<html" in page
    assert "None" not in page


@pytest.mark.parametrize("name", PAPERS)
def test_its_words_are_translated(name: str) -> None:
    paper = PAPERS[name]
    with override("zh-hans"):
        for words in (paper.title, paper.awaited, paper.section):
            assert not words or gettext(words) != words


def test_names_titles_files_and_places_are_its_own() -> None:
    filed = [paper for paper in PAPERS.values() if paper.filed]
    assert len({paper.title for paper in PAPERS.values()}) == len(PAPERS)
    assert len({paper.order for paper in PAPERS.values()}) == len(PAPERS)
    assert len({paper.file for paper in filed}) == len(filed)
    assert all(paper.file for paper in filed)
    with pytest.raises(ValueError, match="minutes"):
        register(PAPERS["minutes"])


def test_where_a_paper_belongs_is_a_place_that_exists() -> None:
    items = {filed.item for paper in PAPERS.values() for filed in paper.filed}
    assert items <= {PACKAGE, *PROBLEMS}
    steps = {step.__name__ for step in STEPS}
    trails = {paper.trail.step for paper in PAPERS.values() if paper.trail is not None}
    assert trails <= steps
    opened = [paper.inspected for paper in PAPERS.values() if paper.inspected is not None]
    assert {one.matter for one in opened} <= set(Matter.values)
    assert all(one.meeting or one.item or one.matter in RECORDS for one in opened)
    assert not [paper.name for paper in PAPERS.values() if paper.awaited and not paper.meeting]
    assert {paper.section for paper in PAPERS.values()} == set(Section)
    assert set(PARTS) - {"facts"} <= set(PAPERS)


def test_adding_a_paper_is_one_module_and_one_template(tmp_path: Path) -> None:
    for name in ("config", "members", "meetings", "votes", "study", "lifes", "reports", "templates"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "migrations")
        )
    for name in ("static", "locale"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "meetings/papers/waiting_list.py").write_text(MODULE)
    (tmp_path / "templates/papers/waiting_list.html").write_text(TEMPLATE)
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={"DJANGO_SETTINGS_MODULE": "config.settings.test", "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
