"""How does a decision prove its own procedure?  By a small signed set of figures, from which anybody recomputes it.

The figures are those of the archive (`reports.facts`); of a vote they hold totals only, whatever its method, so that
the certificate of a decision never tells who voted how.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from meetings.models import AgendaItem, Decision
from meetings.papers.words import places
from members.procedure.canonical import canonical, plain
from members.procedure.rulebook import BadBook, book
from reports.archive import chain
from reports.archive.facts import LAW, matter_facts
from reports.archive.verification import public_key
from reports.standalone.certificate import (
    AWAY,
    AWAY_RECUSED,
    FIELDS,
    NOT_COUNTED,
    PRESENT,
    RECUSED,
    TALLY,
    Checked,
    check,
    digests,
    law_code,
    message,
    written,
)
from reports.standalone.verify import Failure, sha256


class NoVote(LookupError):
    """A decision without a counted vote has nothing to certify."""


def certificate_facts(decision: Decision) -> dict[str, Any]:
    """Return the figures of a decision, by the names in FIELDS.  Raises NoVote.  Clauses 6.4-a to 6.5-c."""
    item = decision.item
    meeting = item.meeting
    told: Any = plain(matter_facts(item))
    votes = [vote for vote in told["items"][0]["votes"] if vote["result"] not in {"void", ""}]
    if not votes:
        raise NoVote(decision.number)
    vote, law, entitled = votes[-1], told["law"], set(told["roll"]["entitled"])
    keys = [seat["member"] for seat in told["members"]]
    opening = set(told["roll"]["present_at_opening"])
    return {
        "v": 1,
        "org": meeting.group.code,
        "group": meeting.group.full_name or meeting.group.name,
        "number": decision.number,
        "meeting": meeting.title,
        "day": told["meeting"]["held_on"],
        "item": places(meeting).get(item.pk, 0),
        "text": text_digest(item, decision.text),
        "rules": meeting.book.key,
        "law": law_code({name: law[name] for name in LAW}),
        "seats": [seat["name"] for seat in told["members"]],
        "came": "".join(PRESENT if key in opening else AWAY for key in keys),
        "marks": "".join(_mark(key, vote, entitled) for key in keys),
        "base": vote["base"],
        "opening": len(opening),
        "present": len(vote["present"]),
        "recused": len(vote["recused"]),
        "room": len(vote["in_room"]),
        "denominator": vote["denominator"],
        "personnel": told["items"][0]["two_thirds"],
        "method": vote["method"],
        "tally": [vote["tally"].get(name, 0) for name in TALLY],
        "needed": meeting.law.pass_rule.needed(vote["denominator"]),
        "result": vote["result"],
    }


def text_digest(item: AgendaItem, text: str) -> str:
    """Return the digest of what was decided: the title of the item, its candidate, the text."""
    return sha256(canonical([item.title, item.candidate, text]))


def _mark(key: str, vote: Mapping[str, Any], entitled: set[str]) -> str:
    if key not in entitled:
        return NOT_COUNTED
    here = key in vote["present"]
    if key in vote["recused"]:
        return RECUSED if here else AWAY_RECUSED
    return PRESENT if here else AWAY


def signed_text(facts: Mapping[str, Any]) -> str:
    """Sign figures with the key of the archive; the same figures give the same text.  Raises OSError."""
    key = chain.load_key(Path(settings.ARCHIVE_SIGNING_KEY_FILE).read_bytes())
    short = digests(facts)
    return written(facts, chain.public_hex(key), key.sign(message(facts, short)), short)


def certificate_text(decision: Decision) -> str:
    """Return the text of a decision's code.  Raises NoVote."""
    return signed_text(certificate_facts(decision))


def check_here(text: str) -> Checked:
    """Check a certificate as its receiver would, and against this installation.

    Besides the stand-alone check: is it our key, are these the parameters of the rulebook it names?  Raises OSError.
    """
    checked = check(text, [public_key()])
    if "rules" in checked.facts and "law" in checked.facts:
        _ask_rulebook(checked)
    return checked


def _ask_rulebook(checked: Checked) -> None:
    name = str(checked.facts["rules"])
    try:
        law = book(name).meeting
    except (BadBook, KeyError, OSError):
        checked.fail("other_rules", "rules", name)
        return
    expected = law_code({row: getattr(value := getattr(law, row), "name", value) for row in LAW})
    if expected != checked.facts["law"]:
        checked.fail("law_differs", "law", f"{checked.facts['law']}, {expected}")


def compare(checked: Checked, decision: Decision) -> list[Failure]:
    """Return where a certificate differs from the record of the decision it names.  Raises NoVote."""
    ours = certificate_facts(decision)
    return [
        Failure("differs_from_record", name, f"{checked.facts.get(name)}, {ours[name]}")
        for name in FIELDS
        if checked.facts.get(name) != ours[name]
    ]


__all__ = ["NoVote", "certificate_facts", "certificate_text", "check_here", "compare", "signed_text"]
