"""Which states does each record of a meeting pass through, by which acts?  Tables, nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step


class MeetingState(models.TextChoices):
    """States of a meeting."""

    PREPARING = "preparing", _("being prepared")
    READY = "ready", _("agenda approved")
    NOTIFIED = "notified", _("notice given")
    OPEN = "open", _("in session")
    ADJOURNED = "adjourned", _("adjourned")
    CLOSED = "closed", pgettext_lazy("meeting", "closed")
    ARCHIVED = "archived", _("archived")
    CANCELLED = "cancelled", _("cancelled")


_BEFORE = "preparing ready notified"
_LIVE = "open adjourned"

MEETING = Lifecycle(
    (
        step("edit_meeting", f"{_BEFORE} {_LIVE} closed", power="meetings.prepare"),
        step("note_minutes_issued", f"{_BEFORE} {_LIVE} closed", power="meetings.prepare", clause="6.5-l"),
        step("change_agenda", _BEFORE, power="meetings.prepare"),
        step("approve_agenda", _BEFORE, "ready", power="meetings.approve_agenda", clause="6.3-a"),
        step(
            "give_notice",
            "ready notified",
            "notified",
            power="meetings.notify",
            otherwise="agenda_not_approved",
            clause="6.3-c",
        ),
        step(
            "supplement_notice",
            "notified",
            power="meetings.notify",
            otherwise="notice_after_start",
            clause="6.3-c",
        ),
        step("read_notice", "notified open adjourned closed", power="meetings.reply"),
        step("reply_notice", "notified", power="meetings.reply", otherwise="notice_after_start"),
        step(
            "request_leave",
            _BEFORE,
            power="meetings.request_leave",
            otherwise="leave_after_start",
            clause="6.4-c",
        ),
        step("enter_late_leave", f"{_LIVE} closed", power="meetings.prepare", clause="6.4-c"),
        step(
            "decide_leave",
            _BEFORE,
            power="meetings.approve_leave",
            otherwise="leave_after_start",
            clause="6.4-c",
        ),
        step("invite_observer", f"{_BEFORE} {_LIVE}", power="meetings.prepare"),
        step("assign_recorder", f"{_BEFORE} {_LIVE}", power="meetings.prepare", clause="6.5-k"),
        step("check_in", f"{_BEFORE} {_LIVE}", power="meetings.check_in", otherwise="meeting_not_open"),
        step("check_out", f"{_BEFORE} {_LIVE}", power="meetings.check_in", otherwise="meeting_not_open"),
        step("confirm_check_in", f"{_BEFORE} {_LIVE} closed", power="meetings.keep_roll"),
        step(
            "open_meeting",
            "preparing ready notified",
            "open",
            power="meetings.preside",
            otherwise="agenda_not_approved",
            clause="6.4-a",
        ),
        step("add_ad_hoc_item", f"{_BEFORE} open", power="meetings.preside", otherwise="meeting_not_open"),
        step("adjourn_meeting", "open", "adjourned", power="meetings.preside", otherwise="meeting_not_open"),
        step("resume_meeting", "adjourned", "open", power="meetings.preside", otherwise="meeting_not_open"),
        step("close_meeting", "open", "closed", power="meetings.preside", otherwise="meeting_not_open"),
        step("cancel_meeting", _BEFORE, "cancelled", power="meetings.approve_agenda"),
        step(
            "sign_record",
            "closed",
            power="meetings.sign_record",
            otherwise="meeting_not_closed",
            clause="6.5-k",
        ),
        step(
            "correct_record",
            "closed",
            power="meetings.record",
            otherwise="meeting_not_closed",
            clause="6.5-k",
        ),
        step("clear_to_open", _BEFORE),
        step("archive_meeting", "closed", "archived", otherwise="meeting_not_closed", clause="6.5-m"),
    ),
    finals={"archived": "archived", "cancelled": "wrong_state"},
)


class ItemState(models.TextChoices):
    """States of an item."""

    PENDING = "pending", _("not yet taken up")
    DISCUSSING = "discussing", _("under discussion")
    DISCUSSED = "discussed", _("discussion closed")
    VOTING = "voting", _("vote open")
    SETTLED = "settled", pgettext_lazy("item", "settled")


class Outcome(models.TextChoices):
    """What became of an item."""

    PASSED = "passed", _("passed")
    NOT_PASSED = "not_passed", _("not passed")
    DEFERRED = "deferred", _("deferred")
    CONCLUDED = "concluded", _("concluded")
    WITHDRAWN = "withdrawn", _("withdrawn")
    POSTPONED = "postponed", _("postponed")
    REFERRED = "referred", _("referred upward")


_UNSETTLED = "pending discussing discussed"

ITEM = Lifecycle(
    (
        step("remove_item", "pending", power="meetings.prepare"),
        step(
            "start_item",
            _UNSETTLED,
            "discussing",
            power="meetings.preside",
            otherwise="vote_repeated",
            clause="6.5-f",
        ),
        step(
            "hand_over_chair", _UNSETTLED, power="meetings.preside", otherwise="vote_pending", clause="6.2-a"
        ),
        step("take_back_chair", _UNSETTLED, power="meetings.preside", otherwise="vote_pending"),
        step("report", "discussing discussed", power="meetings.record", otherwise="item_not_started"),
        step("speak", "discussing", power="meetings.speak", otherwise="item_not_started", clause="6.5-a"),
        step(
            "note_observer_opinion",
            "discussing discussed",
            power="meetings.record",
            otherwise="item_not_started",
        ),
        step("write_opinion", "pending discussing discussed voting settled", power="meetings.write_opinion"),
        step(
            "read_out_opinion", "discussing discussed", power="meetings.record", otherwise="item_not_started"
        ),
        step(
            "declare_recusal", _UNSETTLED, power="meetings.recuse", otherwise="vote_pending", clause="6.4-e"
        ),
        step(
            "confirm_recusal", _UNSETTLED, power="meetings.recuse", otherwise="vote_pending", clause="6.4-e"
        ),
        step(
            "dismiss_recusal", _UNSETTLED, power="meetings.preside", otherwise="vote_pending", clause="6.4-f"
        ),
        step(
            "close_discussion",
            "discussing",
            "discussed",
            power="meetings.preside",
            otherwise="item_not_started",
            clause="6.5-a",
        ),
        step("begin_vote", "discussing discussed", "voting", otherwise="item_not_started", clause="6.5-a"),
        step("void_vote", "voting", "discussed", otherwise="vote_not_open"),
        step("settle_item", "voting", "settled", otherwise="vote_not_open"),
        step(
            "conclude_item",
            "discussing discussed",
            "settled",
            power="meetings.preside",
            otherwise="item_not_started",
        ),
        step("withdraw_item", _UNSETTLED, "settled", power="meetings.preside", otherwise="vote_pending"),
        step("postpone_item", _UNSETTLED, "settled", power="meetings.preside", otherwise="vote_pending"),
        step("refer_upward", _UNSETTLED, "settled", power="meetings.preside", otherwise="vote_pending"),
        step("flag_recusal_defect", "settled", power="meetings.record", clause="6.4-e"),
    ),
)


class ProposalState(models.TextChoices):
    """States of a proposed topic."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    POSTPONED = "postponed", _("postponed")
    ACCEPTED = "accepted", _("accepted")
    PLACED = "placed", _("on an agenda")
    ABANDONED = "abandoned", _("withdrawn by the proposer")


PROPOSAL = Lifecycle(
    (
        step("edit_proposal", "draft returned", power="meetings.propose"),
        step("attach_paper", "draft returned submitted accepted", power="meetings.propose"),
        step("submit_proposal", "draft returned", "submitted", power="meetings.propose", clause="6.3-b"),
        step("review_proposal", "submitted", power="meetings.propose"),
        step("check_proposal", "submitted", power="meetings.prepare"),
        step(
            "accept_proposal",
            "submitted postponed",
            "accepted",
            power="meetings.settle_topics",
            clause="6.3-b",
        ),
        step(
            "return_proposal",
            "submitted postponed",
            "returned",
            power="meetings.settle_topics",
            clause="6.3-b",
        ),
        step(
            "postpone_proposal",
            "submitted accepted",
            "postponed",
            power="meetings.settle_topics",
            clause="6.3-b",
        ),
        step("abandon_proposal", "draft returned submitted", "abandoned", power="meetings.propose"),
        step("place_proposal", "accepted", "placed", otherwise="proposal_not_accepted", clause="6.3-a"),
        step("release_proposal", "placed", "accepted"),
    ),
    finals={"abandoned": "wrong_state"},
)


class ListState(models.TextChoices):
    """States of a version of the list of major questions."""

    DRAFT = "draft", _("draft")
    ADOPTED = "adopted", _("adopted")


MAJOR_ISSUE_LIST = Lifecycle(
    (
        step("edit_list", "draft", power="meetings.prepare", clause="4.2-b"),
        step("adopt_list", "draft", "adopted", power="meetings.adopt_list", clause="4.2-c"),
    ),
    finals={"adopted": "list_adopted"},
)


class TaskState(models.TextChoices):
    """States of a supervision task."""

    OPEN = "open", _("under way")
    CLOSING = "closing", _("closing asked for")
    CLOSED = "closed", pgettext_lazy("task", "closed")


TASK = Lifecycle(
    (
        step("report_progress", "open closing", power="meetings.report_progress", clause="6.5-i"),
        step("ask_to_close", "open", "closing", power="meetings.report_progress", clause="6.5-i"),
        step("agree_to_close", "closing", power="meetings.close_task", clause="6.5-i"),
        step("close_task", "closing", "closed", power="meetings.close_task", clause="6.5-i"),
        step("continue_task", "closing closed", "open", power="meetings.close_task", clause="6.5-i"),
    ),
)


class LeaveState(models.TextChoices):
    """States of a request for leave."""

    REQUESTED = "requested", _("asked for")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")


LEAVE = Lifecycle(
    (
        step("approve_leave", "requested", "approved", otherwise="already_decided", clause="6.4-c"),
        step("refuse_leave", "requested", "refused", otherwise="already_decided", clause="6.4-c"),
    ),
)
"""A request is a part of its meeting, whose act (decide_leave) carries the power."""


class RecusalState(models.TextChoices):
    """A proposal of the software, a recusal that stands, or one that was found needless."""

    PROPOSED = "proposed", _("proposed")
    STANDS = "stands", _("stands")
    DISMISSED = "dismissed", _("dismissed")


RECUSAL = Lifecycle(
    (
        step("declare_recusal", "proposed", "stands", otherwise="recusal_decided", clause="6.4-e"),
        step("confirm_recusal", "proposed", "stands", otherwise="recusal_decided", clause="6.4-e"),
        step("dismiss_recusal", "proposed", "dismissed", otherwise="recusal_decided", clause="6.4-f"),
    ),
    initial=frozenset({"proposed"}),
)
"""A recusal is a part of its item, whose acts of the same names carry the powers."""


class DecisionState(models.TextChoices):
    """Standing of a decision."""

    IN_FORCE = "in_force", _("in force")
    PENDING_SUPERIOR = "pending_superior", _("waiting for the superior")
    CONVERSION_DIVERGENT = "conversion_divergent", _("the government decided otherwise")
    SUPERSEDED = "superseded", _("superseded")
    VOID = "void", _("void")


_DECIDED = "in_force pending_superior conversion_divergent superseded void"
_SUPERVISE = "meetings.supervise"

DECISION = Lifecycle(
    (
        step("edit_decision", _DECIDED, power=_SUPERVISE, clause="6.5-i"),
        step("acknowledge_decision", _DECIDED, power="meetings.read", clause="5.2-c"),
        step(
            "confirm_pending",
            "pending_superior",
            "in_force",
            power=_SUPERVISE,
            otherwise="decision_not_pending",
            clause="4.2-a1",
        ),
        step(
            "void_pending",
            "pending_superior",
            "void",
            power=_SUPERVISE,
            otherwise="decision_not_pending",
            clause="4.2-a1",
        ),
        step("note_divergence", "in_force", "conversion_divergent", power=_SUPERVISE, clause="3.4-a"),
        step("supersede_decision", _DECIDED, "superseded", clause="6.5-g"),
    ),
    initial=frozenset({"pending_superior"}),
)
