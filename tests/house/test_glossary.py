"""Does the glossary say what code and catalogue say: each model with its name in both languages?"""

import re

from django.utils import translation
from django.utils.module_loading import import_string

from tests.house.words import ROOT

ROW = re.compile(r"^\| (\S+) \| ([^|]+) \| `([\w.]+)` \| ([^|]+) \|$", re.MULTILINE)
CLAUSE = re.compile(r"–|\d+\.\d+-\w+")


def rows() -> list[tuple[str, ...]]:
    return ROW.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))


def names_of(identifier: str) -> tuple[str, str]:
    """Return the Chinese and the English name a model bears."""
    model = import_string(identifier)
    with translation.override("zh-hans"):
        chinese = str(model._meta.verbose_name)
    with translation.override("en"):
        return chinese, str(model._meta.verbose_name)


def test_each_term_is_the_name_its_model_bears() -> None:
    table = rows()
    assert len(table) > 80
    wrong = {
        identifier: names_of(identifier)
        for chinese, english, identifier, _clause in table
        if names_of(identifier) != (chinese, english)
    }
    assert wrong == {}


def test_each_term_stands_for_one_thing() -> None:
    """The office says 措施, 建议 and 补学 of two things each; English tells the last two apart."""
    table = rows()
    for column, shared in ((0, {"措施", "建议", "补学"}), (1, {"measure"}), (2, set())):
        terms = [row[column] for row in table]
        assert {term for term in terms if terms.count(term) > 1} == shared


def test_each_row_names_a_clause_or_says_there_is_none() -> None:
    assert [row for row in rows() if not CLAUSE.fullmatch(row[3])] == []
