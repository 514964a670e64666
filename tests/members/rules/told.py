"""How is the answer of a rule read?  By code and clause, with a sentence that the office can read.

Depends on the ground only, so that tests of rules run without a framework.
"""

import ast
import re
from datetime import date
from functools import cache
from pathlib import Path

from members.procedure.verdict import Level, Verdict

PARTS = Path(__file__).resolve().parents[3] / "locale" / "parts"
TEXT = r'((?:".*"\n)+)'
MESSAGE = re.compile(rf"^msgid {TEXT}msgstr {TEXT}", re.MULTILINE)
PLACE = re.compile(r"%\((\w+)\)s")


@cache
def chinese() -> dict[str, str]:
    """Return the translations of all parts, by message."""
    catalogue: dict[str, str] = {}
    for part in sorted(PARTS.glob("*.po")):
        for message, translation in MESSAGE.findall(part.read_text(encoding="utf-8") + "\n"):
            catalogue.setdefault(*(_joined(text) for text in (message, translation)))
    return catalogue


def _joined(text: str) -> str:
    return "".join(ast.literal_eval(line) for line in text.splitlines())


def answer(verdict: Verdict) -> tuple[str, str]:
    """Return code and clause; whoever warns or refuses must have both, and a sentence.

    The sentence is in the catalogue, and the figures fill all its places, in both languages.
    """
    assert isinstance(verdict.level, Level)
    if verdict.level is Level.ALLOWED:
        assert not verdict.reason
    else:
        assert verdict.code
        sentence = chinese()[verdict.reason]
        assert sentence
        for place in PLACE.findall(verdict.reason) + PLACE.findall(sentence):
            assert verdict.figures[place] is not None, place
    return verdict.code, verdict.clause


RECORDS = frozenset(
    [
        "agendaitem",
        "archivepackage",
        "decision",
        "democraticlifemeeting",
        "essay",
        "incident",
        "leadinggroup",
        "majorissuelist",
        "meeting",
        "membership",
        "problem",
        "rectificationmeasure",
        "regulation",
        "researchproject",
        "signedarticle",
        "studysession",
        "superiordocument",
        "supervisiontask",
        "topicproposal",
        "upwardpaper",
    ]
)
"""Names of models that a finding may point to."""


def points(kind: str, key: int, on: date) -> bool:
    """Say whether a finding points to a record of a known kind, on a day."""
    return kind in RECORDS and isinstance(key, int) and isinstance(on, date)


def expected(code: str, clause: str) -> tuple[str, str]:
    """Return the answer of a table's row: code and clause, or neither where the code is empty."""
    return (code, clause) if code else ("", "")
