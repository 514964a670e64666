"""Does the software say everything in Chinese, each message once, and does every link by name lead somewhere?"""

import re
import shutil
from pathlib import Path

import pytest
from django.urls import get_resolver

from config import messages
from config.messages import contradictions, read_catalogue
from config.permissions import MATRIX
from tests.house.test_routes import named_routes
from tests.house.words import extracted, identifiers, parts, spoken_codes, templates, translations

needs_gettext = pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="no xgettext: apt-get install gettext"
)
PLACES = re.compile(r"%\((\w+)\)[sd]")


@needs_gettext
def test_every_message_has_a_translation(tmp_path: Path) -> None:
    known = {key for key, message in translations().items() if message.translation}
    used = extracted(tmp_path)
    assert len(used) > 1000
    assert {key: place for key, place in used.items() if key not in known} == {}


def test_no_message_has_two_translations() -> None:
    assert contradictions(parts()) == []


@needs_gettext
def test_parts_that_contradict_one_another_are_not_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parts").mkdir()
    header = messages.HEADER.strip() + "\n\n"
    (tmp_path / "parts" / "votes.po").write_text(f'{header}msgid "void"\nmsgstr "作废"\n', encoding="utf-8")
    other = tmp_path / "parts" / "meetings.po"
    other.write_text(f'{header}msgid "void"\nmsgstr "无效"\n', encoding="utf-8")
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    assert messages.main() == 1
    complaint = capsys.readouterr().err
    assert [word for word in ("'void'", "votes.po", "meetings.po") if word not in complaint] == []
    other.write_text(f'{header}msgctxt "decision"\nmsgid "void"\nmsgstr "无效"\n', encoding="utf-8")
    assert messages.main() == 0
    catalogue = (tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert {message.key: message.translation for message in read_catalogue(catalogue)} == {
        ("", "void"): "作废",
        ("decision", "void"): "无效",
    }


@needs_gettext
def test_no_translation_is_left_over(tmp_path: Path) -> None:
    """A message is used when code or template says it, or when it names an identifier the pages show in words."""
    names = identifiers()
    beginnings = {name for name in names if name.endswith("_")}

    def is_named(text: str) -> bool:
        name = text.lower().replace(" ", "_")
        composed = any(name.startswith(beginning) for beginning in beginnings)
        return composed or all(piece in names for piece in name.split("_and_"))

    used = extracted(tmp_path).keys() | {("", text) for text in spoken_codes()}
    left = [key for key in translations() if key not in used and (key[0] or not is_named(key[1]))]
    assert left == []


def test_every_act_and_every_fact_of_the_journal_has_a_translation() -> None:
    known, codes = translations(), spoken_codes()
    assert {"Open meeting", "Cast", "Present"} <= set(codes)
    assert {text: place for text, place in codes.items() if ("", text) not in known} == {}


def test_every_area_of_the_matrix_has_a_translation() -> None:
    areas = {("", power.partition(".")[0].capitalize()) for power in MATRIX}
    assert areas - translations().keys() == set()


def test_no_translation_is_doubtful_or_loses_a_figure() -> None:
    wrong = [
        key
        for key, message in translations().items()
        if "fuzzy" in message.flags
        or set(PLACES.findall(message.text)) | set(PLACES.findall(message.plural))
        != set(PLACES.findall(message.translation))
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
