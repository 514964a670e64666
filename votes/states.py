"""Which states does a vote pass through, by which acts?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class VoteState(models.TextChoices):
    """States of a vote."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed, not counted")
    COUNTED = "counted", _("counted")
    VOID = "void", pgettext_lazy("vote", "void")


VOTE = Lifecycle(
    (
        step("open_vote", "draft", "open", power="votes.conduct", clause="6.5-b"),
        step("cast", "open", power="votes.cast", otherwise="vote_closed", clause="6.5-b"),
        step("enter_tally", "open", power="votes.enter_tally", otherwise="vote_closed", clause="6.5-b"),
        step("close_vote", "open", "closed", power="votes.conduct", otherwise="vote_closed", clause="6.5-c"),
        step(
            "count_vote",
            "closed",
            "counted",
            power="votes.conduct",
            otherwise="vote_not_closed",
            clause="6.5-c",
        ),
        step("void_vote", "open closed", "void", power="votes.conduct", otherwise="vote_closed"),
    ),
    finals={"counted": "vote_closed", "void": "vote_closed"},
)


class Method(models.TextChoices):
    """Methods of voting (clause 6.5-b)."""

    ORAL = "oral", _("oral")
    SHOW_OF_HANDS = "show_of_hands", _("show of hands")
    SIGNED_BALLOT = "signed_ballot", _("signed ballot")
    SECRET_BALLOT = "secret_ballot", _("secret ballot")


class Medium(models.TextChoices):
    """Where secret ballots are cast."""

    SCREEN = "screen", _("on the members' own screens")
    PAPER = "paper", _("on paper, counted by two tellers")


class Choice(models.TextChoices):
    """Stances."""

    APPROVE = "approve", _("approve")
    OPPOSE = "oppose", _("oppose")
    ABSTAIN = "abstain", _("abstain")
    DEFER = "defer", _("defer")
    NOT_VOTED = "not_voted", _("took no stance")


class Result(models.TextChoices):
    """Results of a vote."""

    PASSED = "passed", _("passed")
    NOT_PASSED = "not_passed", _("not passed")
    DEFERRED = "deferred", _("deferred")
    VOID = "void", _("void")
