"""The law as data: word for word, whole, in force on its days, varied only within bounds."""

import re
import threading
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from members.procedure.parameters import MeetingParameters, ReminderParameters, YearParameters
from members.procedure.reading import keys
from members.procedure.rulebook import (
    BOOKS,
    BadBook,
    NotInForce,
    RuleBook,
    Share,
    UnknownParameter,
    book,
    in_force,
    lent,
    load,
    shelf,
)
from members.procedure.verdict import Level

KEY = "work-rules-2024"

# SHA-256 of the published text with all white space taken out: covering notice; articles 1 to 11.
NOTICE = "08034ca8cb5e3e62a6e414efe3b1f298269f9b60a3cd314b143ff7c808e36723"
ARTICLES = "13ee31e93519cfcb7973e4f0ed4cc368ead28dd897653ecb18110cb9e77e5c81"


@pytest.fixture
def rules() -> RuleBook:
    return book(KEY)


def digest(paragraphs: list[str]) -> str:
    return sha256(re.sub(r"\s+", "", "".join(paragraphs)).encode()).hexdigest()


def numeral(number: int) -> str:
    digits = "一二三四五六七八九"
    return ("十" + digits[number - 11 : number - 10]) if number >= 10 else digits[number - 1]


# ---- the text ----------------------------------------------------------------------------------------


def test_articles_are_the_published_text(rules: RuleBook) -> None:
    assert digest([text for article in rules.articles for text in article.paragraphs]) == ARTICLES


def test_covering_notice_is_the_published_text(rules: RuleBook) -> None:
    assert digest(list(rules.notice)) == NOTICE


def test_every_article_stands_at_its_number(rules: RuleBook) -> None:
    assert [article.number for article in rules.articles] == list(range(1, 12))
    for article in rules.articles:
        assert article.paragraphs[0].startswith(f"第{numeral(article.number) or '十'}条 ")


def test_instrument_is_dated(rules: RuleBook) -> None:
    """Clauses N-a, N-c, N-e, 11-a, 11-b."""
    assert rules.number == "恰政发〔2024〕43号"
    assert rules.title == "乌恰县人民政府党组工作规则（修订）"
    assert rules.adopted_by == "乌恰县十七届人民政府党组第44次会议"
    assert (rules.adopted_on, rules.issued_on, rules.effective_from) == (
        date(2024, 10, 28),
        date(2024, 10, 30),
        date(2024, 11, 1),
    )
    assert "2022年8月29日" in rules.repeals
    assert rules.repealed_on is None
    assert rules.disclosure == "此件公开发布"


def test_drafting_slip_is_kept(rules: RuleBook) -> None:
    assert rules.clause("11-c").text == "本条例"


def test_clause_quotes_its_own_article(rules: RuleBook) -> None:
    texts = {str(article.number): article.paragraphs for article in rules.articles} | {"N": rules.notice}
    for clause in rules.clauses:
        assert any(clause.text in paragraph for paragraph in texts[clause.article]), clause.id


def test_clause_says_what_software_does_or_why_nothing(rules: RuleBook) -> None:
    for clause in rules.clauses:
        assert bool(clause.software) != bool(clause.no_software), clause.id
    assert [c.id for c in rules.clauses if c.no_software] == [
        "2-a",
        "3.1",
        "3.5-a",
        "4.5-a",
        "10.1-a",
        "10.4-d",
    ]


def test_clause_unknown_is_a_key_error(rules: RuleBook) -> None:
    with pytest.raises(KeyError):
        rules.clause("6.9-z")


# ---- parameters --------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [*keys(MeetingParameters), *keys(YearParameters), *keys(ReminderParameters)])
def test_parameter_has_clause_and_basis(rules: RuleBook, key: str) -> None:
    parameter = rules.parameter(key)
    section = next(s for s in (rules.meeting, rules.year, rules.reminder) if key in keys(type(s)))
    assert parameter.value == getattr(section, key)
    assert rules.clause(parameter.clause).id == parameter.clause
    assert parameter.basis in ("seed", "higher_rule", "local_choice")
    assert parameter.note


def test_thresholds_of_the_rules(rules: RuleBook) -> None:
    """Clauses 6.4-a, 6.4-b, 6.5-c, 8.3-b, 8.3-c."""
    assert rules.meeting.quorum_ordinary is Share.AT_LEAST_HALF
    assert rules.meeting.quorum_personnel is Share.AT_LEAST_TWO_THIRDS
    assert rules.meeting.two_thirds_kinds == {"appoint", "remove", "recommend", "discipline"}
    assert rules.meeting.pass_rule is Share.MORE_THAN_HALF
    assert rules.year.study_ratio == Fraction(1, 2)
    assert rules.year.essay_quota == 4
    assert [rules.parameter(key).basis for key in ("quorum_ordinary", "quorum_personnel", "pass_rule")] == [
        "seed"
    ] * 3


def test_parameter_unknown_is_refused_by_name(rules: RuleBook) -> None:
    with pytest.raises(UnknownParameter) as refused:
        rules.parameter("quorum")
    assert refused.value.key == "quorum"


# ---- in force ----------------------------------------------------------------------------------------


def test_in_force_from_its_first_day(rules: RuleBook) -> None:
    """Clause 11-a."""
    assert in_force(shelf().values(), date(2024, 11, 1)) is rules
    assert in_force([rules], date(2031, 1, 1)) is rules


def test_in_force_none_the_day_before(rules: RuleBook) -> None:
    """Clause 11-a: a meeting of 31 October finds no law on this shelf."""
    with pytest.raises(NotInForce) as refused:
        in_force([rules], date(2024, 10, 31))
    assert (refused.value.code, refused.value.count) == ("no_law_in_force", 0)
    assert refused.value.on == date(2024, 10, 31)


def test_in_force_two_is_refused(rules: RuleBook) -> None:
    """Clause 11-b: no overlap between sets."""
    with pytest.raises(NotInForce) as refused:
        in_force([rules, rules.varied(proxy=True)], date(2025, 3, 18))
    assert (refused.value.code, refused.value.count) == ("no_law_in_force", 2)
    verdict = refused.value.verdict
    assert (verdict.level, verdict.code, verdict.clause) == (Level.REFUSED, "no_law_in_force", "11-a")
    assert verdict.figures == {"on": "2025-03-18", "count": 2}


def test_in_force_ends_on_the_day_of_repeal(tmp_path: Path, rules: RuleBook) -> None:
    """Clause 11-b."""
    text = (BOOKS / f"{KEY}.toml").read_text(encoding="utf-8")
    old = tmp_path / f"{KEY}.toml"
    old.write_text(
        text.replace("effective_from = 2024-11-01", "effective_from = 2024-11-01\nrepealed_on = 2026-01-01"),
        encoding="utf-8",
    )
    repealed = load(old)
    assert repealed.applies(date(2025, 12, 31))
    assert not repealed.applies(date(2026, 1, 1))
    assert rules.applies(date(2026, 1, 1))


# ---- the shelf ---------------------------------------------------------------------------------------


def test_lent_book_is_found_and_taken_off_again(rules: RuleBook) -> None:
    derived = rules.varied(proxy=True)
    with lent(derived):
        assert book(derived.key) is derived
        assert book(KEY) is rules
        assert derived.key not in shelf()
    with pytest.raises(KeyError):
        book(derived.key)


def test_lent_book_is_unknown_to_another_thread(rules: RuleBook) -> None:
    derived = rules.varied(proxy=True)
    found: list[bool] = []

    def look() -> None:
        try:
            book(derived.key)
        except KeyError:
            found.append(False)
        else:
            found.append(True)

    with lent(derived):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert found == [False]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('key = "work-rules-2024"', 'key = "other"', "not the name of the file"),
        ('id = "3.1"', 'id = "2-a"', "2-a occurs twice"),
        ('，加强党的领导"', '，加强领导"', "3.1 does not quote"),
        ('clause = "N-c"', 'clause = "6.9-z"', "6.9-z"),
        ('basis = "seed"', 'basis = "hearsay"', "hearsay"),
        ("proxy = {", "proxies = {", "proxies"),
        ('value = "AT_LEAST_HALF"', 'value = "HALF"', "HALF"),
        ("issued_on = 2024-10-30", "issued_on = 2024-10-01", "out of order"),
        ('software = ["E"]', 'software = ["X"]', "must say"),
        ('software = ["E"]', "", "must say"),
        ("title =", "titles =", "titles"),
        ("[parameters.year]", "[parameters.years]", "year"),
        ("number = 1\n", "number = \n", "TOMLDecodeError"),
    ],
)
def test_load_refuses_what_does_not_hold_together(tmp_path: Path, before: str, after: str, told: str) -> None:
    text = (BOOKS / f"{KEY}.toml").read_text(encoding="utf-8")
    assert before in text
    broken = tmp_path / f"{KEY}.toml"
    broken.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadBook, match=re.escape(told)):
        load(broken)
