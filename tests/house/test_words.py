"""Does the software say everything in Chinese, and does every link by name lead somewhere?"""

import re
import shutil
from pathlib import Path

import pytest
from django.urls import get_resolver

from config.permissions import MATRIX
from tests.house.test_routes import named_routes
from tests.house.words import ROOT, catalogue, said, spoken_codes, templates

needs_gettext = pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="no xgettext: apt-get install gettext"
)
PLACES = re.compile(r"%\((\w+)\)[sd]")


def parts() -> dict[str, tuple[str, str]]:
    """Return all translations; where two parts translate a message the first one is used."""
    found: dict[str, tuple[str, str]] = {}
    for part in sorted((ROOT / "locale" / "parts").glob("*.po")):
        for text, entry in catalogue(part.read_text(encoding="utf-8")).items():
            found.setdefault(text, entry)
    return found


@needs_gettext
def test_every_message_has_a_translation(tmp_path: Path) -> None:
    known = parts()
    spoken = said(tmp_path)
    assert len(spoken) > 1000
    assert {text: place for text, place in spoken.items() if not known.get(text, ("", ""))[1]} == {}


def test_every_act_and_every_fact_of_the_journal_has_a_translation() -> None:
    known, spoken = parts(), spoken_codes()
    assert {"Open meeting", "Cast", "Present"} <= set(spoken)
    assert {text: place for text, place in spoken.items() if not known.get(text, ("", ""))[1]} == {}


def test_every_area_of_the_matrix_has_a_translation() -> None:
    areas = {power.partition(".")[0].capitalize() for power in MATRIX}
    assert areas - set(parts()) == set()


def test_no_translation_is_doubtful_or_loses_a_figure() -> None:
    wrong = [
        text
        for text, (flags, translation) in parts().items()
        if "fuzzy" in flags or set(PLACES.findall(text)) != set(PLACES.findall(translation))
    ]
    assert wrong == []


def test_links_of_the_menu_and_places_for_fragments_lead_to_pages() -> None:
    """The menu leaves out what it does not find; so only here a mistyped name is noticed."""
    known = set(named_routes(get_resolver().url_patterns))
    link = re.compile(r"{%\s*(?:menu_link|bar_link|slot|url)\s+[\"']([\w:]+)[\"']")
    named = {
        (name, page.name) for page in templates() for name in link.findall(page.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    assert {one for one in named if one[0] not in known} == set()
