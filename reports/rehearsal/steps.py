"""What does each verb of a scenario do?  The very act a page would call, with the very actor."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from meetings import actions
from meetings.models import LeaveRequest, WrittenOpinion
from meetings.states import ItemState
from members.actions import authorise
from members.procedure.record import Refused
from members.procedure.verdict import gettext_noop, refuse
from reports import actions as report_actions
from reports.models import Minutes
from reports.rehearsal.stage import ZONE, Stage
from votes import actions as vote_actions
from votes.rules.majority import Tally
from votes.states import Medium, Method, VoteState

Facts = dict[str, Any]
Given = Mapping[str, Any]


class Part(Exception):
    """One of several people in a step was refused; the others stand.  who: the first; error: why."""

    def __init__(self, who: str, error: ValidationError | PermissionDenied) -> None:
        super().__init__(who)
        self.who = who
        self.error = error


def told(record: Any, verb: str) -> Facts:
    """Return the facts of the last entry of that verb."""
    entry = record.entries.filter(verb=verb).order_by("pk").last()
    return dict(entry.facts) if entry else {}


def each(names: Any, act: Callable[[str], None]) -> None:
    """Do an act for each name; afterwards raise Part for the first who was refused."""
    first: Part | None = None
    for name in names:
        try:
            act(str(name))
        except (ValidationError, PermissionDenied) as error:
            first = first or Part(str(name), error)
    if first is not None:
        raise first


def not_open() -> Refused:
    """Return the refusal of an act on a vote that was never opened."""
    return Refused(refuse("vote_not_open", gettext_noop("The vote is not open yet."), "6.5-b"))


# -- before the meeting --------------------------------------------------------------------------------


def do_authorise(stage: Stage, given: Given) -> Facts:
    by = stage.user(given["by"]) if given.get("by") else stage.head()
    grantor = stage.seat(given["by"]) if given.get("by") else stage.secretary
    authorise(
        stage.group,
        grantor or stage.seat(given["to"]),
        stage.seat(given["to"]),
        [str(power) for power in given["powers"]],
        given["since"],
        given["until"],
        str(given.get("basis") or ""),
        by=by,
        at=stage.tick(),
    )
    return {}


def do_notify(stage: Stage, given: Given) -> Facts:
    stage.approve()
    at = stage.start - timedelta(hours=float(given["hours_before"]))
    actions.give_notice(stage.meeting, by=stage.clerk, at=at)
    stage.now = max(at, min(stage.now, stage.start - timedelta(hours=1)))
    return told(stage.meeting, "give_notice")


def do_supplement_notice(stage: Stage, given: Given) -> Facts:
    at = stage.start - timedelta(hours=float(given["hours_before"]))
    actions.supplement_notice(stage.meeting, by=stage.clerk, at=at)
    return told(stage.meeting, "supplement_notice")


def do_read_notice(stage: Stage, given: Given) -> Facts:
    actions.read_notice(stage.meeting, by=stage.user(given["by"]), at=stage.tick())
    return {}


def do_reply_notice(stage: Stage, given: Given) -> Facts:
    actions.reply_notice(stage.meeting, bool(given["attend"]), by=stage.user(given["by"]), at=stage.tick())
    return {}


def do_request_leave(stage: Stage, given: Given) -> Facts:
    text = str(given.get("text") or ("其他原因" if given.get("reason") == "other" else ""))
    actions.request_leave(
        stage.meeting, str(given["reason"]), text, by=stage.user(given["by"]), at=stage.tick()
    )
    return {}


def _leave(stage: Stage, given: Given) -> LeaveRequest:
    leave = LeaveRequest.objects.filter(meeting=stage.meeting, membership=stage.seat(given["of"])).last()
    if leave is None:
        raise Refused(refuse("leave_missing", gettext_noop("There is no such request for leave."), "6.4-c"))
    return leave


def do_approve_leave(stage: Stage, given: Given) -> Facts:
    by = stage.user(given["by"]) if given.get("by") else stage.head()
    actions.approve_leave(_leave(stage, given), str(given.get("text") or ""), by=by, at=stage.tick())
    return {}


def do_refuse_leave(stage: Stage, given: Given) -> Facts:
    by = stage.user(given["by"]) if given.get("by") else stage.head()
    actions.refuse_leave(_leave(stage, given), str(given.get("text") or ""), by=by, at=stage.tick())
    return {}


def do_write_opinion(stage: Stage, given: Given) -> Facts:
    item = stage.item(given.get("item"))
    actions.write_opinion(item, str(given["text"]), by=stage.user(given["by"]), at=stage.tick())
    return {}


# -- the roll and the sitting --------------------------------------------------------------------------


def do_check_in(stage: Stage, given: Any) -> Facts:
    def sign_in(name: str) -> None:
        who = stage.seats.get(name) or stage.observers.get(name)
        actions.check_in(stage.meeting, who, by=stage.clerk, at=stage.near_start())

    each(given, sign_in)
    return told(stage.meeting, "check_in")


def do_check_out(stage: Stage, given: Any) -> Facts:
    def sign_out(name: str) -> None:
        who = stage.observers.get(name) or stage.seat(name)
        actions.check_out(stage.meeting, who, by=stage.clerk, at=stage.tick())

    each(given, sign_out)
    return told(stage.meeting, "check_out")


def do_open(stage: Stage, given: Given) -> Facts:
    stage.approve()
    chair = stage.meeting.chair
    by = stage.user(given["by"]) if given.get("by") else (chair.user if chair else stage.head())
    actions.open_meeting(stage.meeting, by=by, at=stage.at_start())
    return told(stage.meeting, "open_meeting")


def do_adjourn(stage: Stage, given: Given) -> Facts:
    actions.adjourn_meeting(stage.meeting, by=_chair(stage), at=_moment(stage, given))
    return {}


def do_resume(stage: Stage, given: Given) -> Facts:
    actions.resume_meeting(stage.meeting, by=_chair(stage), at=_moment(stage, given))
    return told(stage.meeting, "resume_meeting")


def _moment(stage: Stage, given: Given) -> datetime:
    at = given.get("at") if given else None
    if isinstance(at, datetime):
        stage.now = at if at.tzinfo else at.replace(tzinfo=ZONE)
        return stage.now
    if isinstance(at, str):
        return _moment(stage, {"at": datetime.fromisoformat(at)})
    return stage.tick()


def _chair(stage: Stage) -> Any:
    chair = stage.meeting.chair
    return chair.user if chair else stage.clerk


def do_close(stage: Stage, _given: Given) -> Facts:
    actions.close_meeting(stage.meeting, by=_chair(stage), at=stage.tick())
    return {}


# -- an item -------------------------------------------------------------------------------------------


def do_add_item(stage: Stage, given: Given) -> Facts:
    by = stage.user(given["by"]) if given.get("by") else stage.head()
    item = actions.add_item(
        stage.meeting,
        title=str(given["title"]),
        kind=str(given["kind"]),
        candidate=str(given.get("candidate") or ""),
        reason=str(given.get("reason") or ""),
        by=by,
        at=stage.tick(),
    )
    stage.items[str(given["item"])] = item.pk
    return told(stage.meeting, "add_ad_hoc_item")


def do_declare_recusal(stage: Stage, given: Given) -> Facts:
    item = stage.item(given.get("item"))
    text = str(given.get("text") or "")
    actions.declare_recusal(
        item, None, str(given["ground"]), text, by=stage.user(given["by"]), at=stage.tick()
    )
    return {}


def do_hand_over_chair(stage: Stage, given: Given) -> Facts:
    item = stage.item(given.get("item"))
    actions.hand_over_chair(item, stage.seat(given["to"]), by=stage.chair_of(item), at=stage.tick())
    return {}


def do_take_back_chair(stage: Stage, given: Given) -> Facts:
    item = stage.item((given or {}).get("item"))
    actions.take_back_chair(item, by=_chair(stage), at=stage.tick())
    return {}


def do_start(stage: Stage, given: Given) -> Facts:
    item = stage.item(given.get("item"))
    actions.start_item(item, by=stage.chair_of(item), at=stage.tick())
    stage.current = str(given["item"])
    return told(item, "start_item")


def do_speak(stage: Stage, given: Given) -> Facts:
    actions.speak(
        stage.item(given.get("item")),
        None,
        str(given.get("text") or ""),
        by=stage.user(given["by"]),
        at=stage.tick(),
    )
    return {}


def do_read_out_opinion(stage: Stage, given: Given) -> Facts:
    item = stage.item(given.get("item"))
    opinion = WrittenOpinion.objects.filter(item=item, membership=stage.seat(given["of"])).first()
    if opinion is None:
        raise Refused(refuse("opinion_missing", gettext_noop("There is no such written opinion."), "6.4-d"))
    actions.read_out_opinion(opinion, by=stage.clerk, at=stage.tick())
    return {}


def do_close_discussion(stage: Stage, given: Given) -> Facts:
    item = stage.item((given or {}).get("item"))
    actions.close_discussion(item, by=stage.chair_of(item), at=stage.tick())
    return {}


def do_conclude(stage: Stage, given: Given) -> Facts:
    item = stage.item(given.get("item"))
    actions.conclude_item(
        item,
        str(given.get("text") or ""),
        [str(measure) for measure in given.get("measures") or ()],
        str(given.get("no_measures_reason") or ""),
        by=stage.chair_of(item),
        at=stage.tick(),
    )
    return {}


def set_aside(act: Callable[..., Any]) -> Callable[[Stage, Given], Facts]:
    """Return the step for an act that leaves an item undecided, with its reason."""

    def step(stage: Stage, given: Given) -> Facts:
        item = stage.item(given.get("item"))
        act(item, str(given.get("reason") or ""), by=stage.chair_of(item), at=stage.tick())
        return {}

    return step


# -- the vote ------------------------------------------------------------------------------------------


def do_open_vote(stage: Stage, given: Given) -> Facts:
    several = given.get("items") or ()
    item = stage.item(given.get("item") if given.get("item") is not None else next(iter(several), None))
    chair = stage.chair_of(item)
    if "discussion" in stage.scenario.skip and item.state == ItemState.DISCUSSING and not len(several) > 1:
        actions.speak_for_rest(item, by=stage.clerk, at=stage.tick())
        actions.close_discussion(item, by=chair, at=stage.tick())
    opened = vote_actions.open_vote(
        item, str(given["method"]), matters=max(1, len(several)), by=chair, at=stage.tick()
    )
    stage.slips[opened.vote.pk] = opened.slips
    return told(opened.vote, "open_vote")


def do_cast(stage: Stage, given: Given) -> Facts:
    item = stage.item()
    vote = stage.vote(item)
    if vote is None:
        raise not_open()
    caster = stage.user(given["by"]) if "by" in given and "by" not in stage.seats else None

    def stance(name: str) -> None:
        voter = stage.user(name)
        by, member = (caster, stage.seats.get(name)) if caster else (voter, None)
        vote_actions.cast_ballot(vote, str(given[name]), member, by=by, at=stage.tick())

    each([name for name in given if caster is None or name != "by"], stance)
    return {}


def do_tally(stage: Stage, given: Given) -> Facts:
    vote = stage.vote(stage.item())
    if vote is None:
        raise not_open()
    known = ("approve", "oppose", "abstain", "defer", "not_voted", "invalid", "not_returned")
    tally = Tally(**{name: int(given.get(name) or 0) for name in known})
    vote_actions.enter_tally(vote, tally, "监票人", "计票人", by=stage.clerk, at=stage.tick())
    return {}


def do_close_vote(stage: Stage, given: Given) -> Facts:
    item = stage.item((given or {}).get("item"))
    vote = stage.vote(item)
    if vote is None:
        raise not_open()
    chair = stage.chair_of(item)
    vote_actions.close_vote(vote, by=chair, at=stage.tick())
    vote.refresh_from_db()
    if (
        vote.state == VoteState.CLOSED
        and vote.method == Method.SECRET_BALLOT
        and vote.medium == Medium.SCREEN
    ):
        slips = stage.slips[vote.pk]
        vote_actions.count_vote(vote, slips[0], slips[1], by=chair, at=stage.tick())
        vote.refresh_from_db()
    return {**vote.figures, "result": vote.result}


def do_void_vote(stage: Stage, given: Given) -> Facts:
    item = stage.item(given.get("item"))
    vote = stage.vote(item)
    if vote is None:
        raise not_open()
    vote_actions.void_vote(vote, str(given.get("reason") or ""), by=stage.chair_of(item), at=stage.tick())
    return {"result": "void"}


# -- after the meeting ---------------------------------------------------------------------------------


def do_sign_record(stage: Stage, _given: Given) -> Facts:
    stage.meeting.refresh_from_db()
    recorder = stage.meeting.recorder or stage.clerk
    actions.sign_record(stage.meeting, "recorder", by=recorder, at=stage.tick())
    actions.sign_record(stage.meeting, "chair", by=_chair(stage), at=stage.tick())
    return {}


def do_issue_minutes(stage: Stage, _given: Given) -> Facts:
    minutes = report_actions.draft_minutes(stage.meeting, by=stage.clerk, at=stage.tick())
    report_actions.sign_minutes(minutes, by=_chair(stage), at=stage.tick())
    report_actions.issue_minutes(minutes, by=stage.clerk, at=stage.tick())
    stage.meeting.refresh_from_db()
    return {"number": Minutes.objects.get(pk=minutes.pk).number}


def do_archive(stage: Stage, _given: Given) -> Facts:
    report_actions.seal_meeting(stage.meeting, by=stage.clerk, at=stage.tick())
    return {}


def do_amend(stage: Stage, given: Given) -> Facts:
    value = given["value"]
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, stage.start.time(), ZONE)
    actions.amend_meeting(stage.meeting, by=stage.clerk, at=stage.tick(), **{str(given["field"]): value})
    return {}


STEPS: Mapping[str, Callable[[Stage, Any], Facts]] = {
    "authorise": do_authorise,
    "notify": do_notify,
    "supplement_notice": do_supplement_notice,
    "read_notice": do_read_notice,
    "reply_notice": do_reply_notice,
    "request_leave": do_request_leave,
    "approve_leave": do_approve_leave,
    "refuse_leave": do_refuse_leave,
    "write_opinion": do_write_opinion,
    "read_out_opinion": do_read_out_opinion,
    "check_in": do_check_in,
    "check_out": do_check_out,
    "open": do_open,
    "add_item": do_add_item,
    "declare_recusal": do_declare_recusal,
    "hand_over_chair": do_hand_over_chair,
    "take_back_chair": do_take_back_chair,
    "start": do_start,
    "speak": do_speak,
    "close_discussion": do_close_discussion,
    "open_vote": do_open_vote,
    "cast": do_cast,
    "tally": do_tally,
    "close_vote": do_close_vote,
    "void_vote": do_void_vote,
    "conclude": do_conclude,
    "withdraw": set_aside(actions.withdraw_item),
    "postpone": set_aside(actions.postpone_item),
    "refer_upward": set_aside(actions.refer_upward),
    "adjourn": do_adjourn,
    "resume": do_resume,
    "close": do_close,
    "sign_record": do_sign_record,
    "issue_minutes": do_issue_minutes,
    "archive": do_archive,
    "amend": do_amend,
}
