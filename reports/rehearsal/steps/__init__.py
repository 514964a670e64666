"""How is each step of a script played?  Through the same act a page would call, by the same person."""

from collections.abc import Callable, Mapping

from meetings import actions
from reports.rehearsal.outcome import Done
from reports.rehearsal.stage import Stage
from reports.rehearsal.steps import after, before, item, room, vote
from reports.rehearsal.steps.moves import Params

PLAY: Mapping[str, Callable[[Stage, Params], Done]] = {
    "open": room.open_,
    "authorise": before.authorise,
    "notify": before.notify,
    "supplement_notice": before.supplement_notice,
    "read_notice": before.read_notice,
    "reply_notice": before.reply_notice,
    "request_leave": before.request_leave,
    "approve_leave": before.approve_leave,
    "refuse_leave": before.refuse_leave,
    "write_opinion": before.write_opinion,
    "add_item": before.add_item,
    "check_in": room.check_in,
    "check_out": room.check_out,
    "adjourn": room.adjourn,
    "resume": room.resume,
    "close": room.close,
    "declare_recusal": item.declare_recusal,
    "hand_over_chair": item.hand_over_chair,
    "take_back_chair": item.take_back_chair,
    "start": item.start,
    "speak": item.speak,
    "read_out_opinion": item.read_out_opinion,
    "close_discussion": item.close_discussion,
    "conclude": item.conclude,
    "open_vote": vote.open_vote,
    "cast": vote.cast,
    "tally": vote.tally,
    "close_vote": vote.close_vote,
    "void_vote": vote.void_vote,
    "sign_record": after.sign_record,
    "issue_minutes": after.issue_minutes,
    "archive": after.archive,
    "amend": after.amend,
    "withdraw": item.set_aside(actions.withdraw_item),
    "postpone": item.set_aside(actions.postpone_item),
    "refer_upward": item.set_aside(actions.refer_upward),
}
