"""What must be complete before a democratic-life meeting may be called ready and be opened?

Depends on the ground only.
"""

from collections.abc import Collection
from dataclasses import dataclass

from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse, warn


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far the preparations are.

    theme: whether it is fixed; theme_paper: the superior's paper; consent: to a theme chosen here.
    studies, rounds: how many were held or closed.  members: names by seat of those who should attend; outlines: seats
    whose outline is approved; talked: seats the secretary has talked with; heard: seats with at least one opinion;
    unfed: opinions not fed back.
    """

    theme: bool
    theme_paper: bool
    consent: bool
    studies: int
    rounds: int
    members: dict[int, str]
    secretary: int | None
    outlines: Collection[int]
    talked: Collection[int]
    heard: Collection[int]
    unfed: int


def theme(facts: Preparation) -> Verdict:
    """The theme is the superior's, or chosen here with its consent.  Clause 7.1-a."""
    if not facts.theme:
        return refuse("theme_missing", gettext_noop("The theme has not been entered."), "7.1-a")
    if not (facts.theme_paper or facts.consent):
        return refuse(
            "theme_without_paper",
            gettext_noop("Enter the superior's paper on the theme, or its consent to a theme chosen here."),
            "7.1-a",
        )
    return allow()


def studied(facts: Preparation) -> Verdict:
    """The members have studied in preparation.  Clause 7.2-b."""
    if facts.studies:
        return allow(studies=facts.studies)
    return refuse("not_studied", gettext_noop("No study in preparation of the meeting is linked."), "7.2-b")


def opinions(facts: Preparation) -> Verdict:
    """Opinions were sought by forms, forums or visits; somebody nobody said anything about is looked at.

    Clause 7.2-a.
    """
    if not facts.rounds:
        return refuse(
            "no_opinions_sought",
            gettext_noop("No round of forms, forum or visit has been closed; seek opinions first."),
            "7.2-a",
        )
    silent = [name for seat, name in facts.members.items() if seat not in facts.heard]
    if silent:
        return warn(
            "nothing_said_about",
            gettext_noop("No opinion about: %(names)s"),
            "7.2-a",
            names="、".join(silent),
            count=len(silent),
        )
    return allow()


def fed_back(facts: Preparation) -> Verdict:
    """Opinions are fed back to whom they concern.  Clause 7.2-a."""
    if facts.unfed:
        return warn(
            "not_fed_back",
            gettext_noop("%(unfed)s opinions have not been fed back."),
            "7.2-a",
            unfed=facts.unfed,
        )
    return allow()


def talks(facts: Preparation) -> Verdict:
    """The secretary talks with every member.  Clause 7.2-a."""
    missing = [
        name for seat, name in facts.members.items() if seat != facts.secretary and seat not in facts.talked
    ]
    if missing:
        return warn(
            "talks_missing",
            gettext_noop("The secretary has not talked with: %(names)s"),
            "7.2-a",
            names="、".join(missing),
            count=len(missing),
        )
    return allow()


def outlines(facts: Preparation) -> Verdict:
    """Every member has written an outline, and it was reviewed; otherwise the meeting is not opened.

    Clause 7.2-d.
    """
    missing = [name for seat, name in facts.members.items() if seat not in facts.outlines]
    if missing or not facts.members:
        return refuse(
            "outlines_missing",
            gettext_noop("No approved outline yet: %(names)s"),
            "7.2-d",
            names="、".join(missing),
            count=len(missing),
        )
    return allow(outlines=len(facts.members))


def complete(facts: Preparation) -> Verdict:
    """Ask everything that must be complete, in the order of the stages.

    Clauses 7.1-a, 7.2-a, 7.2-b, 7.2-d.
    """
    return first_refusal(
        theme(facts), studied(facts), opinions(facts), fed_back(facts), talks(facts), outlines(facts)
    )
