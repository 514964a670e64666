"""Two workers look at the same year at the same moment: no finding doubled, none lost, none cured by older facts."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.procedure.record import Refused
from members.procedure.verdict import refuse
from reports.checks.actions import answer_finding
from reports.checks.facts.source import Source
from reports.checks.models import Finding, FindingEntry
from reports.checks.rules.check import Check, Raised
from reports.checks.run import look
from reports.registers.models.regulations import Regulation
from tests.members.procedure.bodies import Body, body
from tests.races.harness import Outcome, race

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROUNDS, YEAR = 40, 2025
DAY = date(YEAR, 3, 18)


def gather(group, year, today):
    return tuple(
        Regulation.objects.filter(group=group, number="").order_by("pk").values_list("pk", flat=True)
    )


def ask(keys):
    return [Raised("regulation", key, DAY, refuse("no_number", "No number.", "4.3-7")) for key in keys]


SOURCES = (Source("drafts", gather, (Check("CHK-91", "No number", "4.3-7", ask, "Give it one."),)),)


def drafted(here: Body, number: int) -> Regulation:
    made = Regulation(group=here.group, title=f"办法{number}", kind="other")
    made.save()
    return made


def looked(here: Body):
    def once(_round: int):
        return look(here.group, YEAR, DAY, timezone.now(), SOURCES)

    return once


def done(outcomes: list[tuple[Outcome, ...]]) -> None:
    errors = [one.error for pair in outcomes for one in pair if one.error is not None]
    assert not errors, errors


def test_two_looks_find_each_thing_once() -> None:
    here = body()

    def act(number: int) -> None:
        drafted(here, number)

    done(race(ROUNDS, looked(here), looked(here), act))
    looked(here)(0)
    keys = list(Regulation.objects.order_by("pk").values_list("pk", flat=True))
    assert list(Finding.objects.order_by("key").values_list("key", flat=True)) == keys
    assert Counter(FindingEntry.objects.values_list("verb", flat=True)) == {"find": ROUNDS}


def test_what_changes_under_two_looks_ends_as_the_facts_are() -> None:
    here = body()
    made = drafted(here, 0)

    def change(number: int) -> None:
        row = Regulation.objects.get(pk=made.pk)
        row.number = "" if number % 2 else "1号"
        row.save()

    done(race(ROUNDS, looked(here), looked(here), change))
    looked(here)(0)
    found = Finding.objects.filter(check_id="CHK-91")
    assert [one.state for one in found] == ["open"]  # the last round took the number away again
    verbs = list(found[0].entries.order_by("pk").values_list("verb", flat=True))
    turns = [verb for verb in verbs if verb != "find"]
    assert turns == ["cure_finding", "reopen_finding"] * (len(turns) // 2)
    assert found[0].times == 1 + len(turns) // 2


def test_an_answer_beside_a_look_is_kept() -> None:
    here = body()
    rows = [drafted(here, number).pk for number in range(ROUNDS)]
    looked(here)(0)

    def answer(number: int) -> None:
        finding = Finding.objects.get(key=rows[number], check_id="CHK-91")
        answer_finding(finding, "explain", "正在核稿", by=here.secretary, at=timezone.now())

    done(race(ROUNDS, answer, looked(here)))
    assert set(Finding.objects.filter(check_id="CHK-91").values_list("state", flat=True)) == {"answered"}


def test_of_answer_and_cure_at_once_the_answer_is_kept_or_refused_whole() -> None:
    here = body()
    rows = [drafted(here, number).pk for number in range(ROUNDS)]
    looked(here)(0)
    later = timezone.now() + timedelta(minutes=1)

    def answer(number: int) -> None:
        finding = Finding.objects.get(key=rows[number], check_id="CHK-91")
        answer_finding(finding, "explain", "正在核稿", by=here.secretary, at=later)

    def cure(number: int) -> None:
        row = Regulation.objects.get(pk=rows[number])
        row.number = f"{number}号"
        row.save()
        looked(here)(number)

    for number, (answered, cured) in enumerate(race(ROUNDS, answer, cure)):
        assert cured.error is None, cured.error
        finding = Finding.objects.get(key=rows[number], check_id="CHK-91")
        assert finding.state == "cured"
        if answered.error is not None:
            assert isinstance(answered.error, Refused)
            assert answered.error.code == "finding_cured"
        assert finding.answers.count() == (answered.error is None)
