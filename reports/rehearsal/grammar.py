"""Which steps may a script take, and what does each of them need?  A table, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One parameter of a step: of which kind, and whether it may be left out."""

    kind: str
    optional: bool = False


def parts(line: str) -> Mapping[str, Part]:
    """Read a line such as "by:person text?:text" into parameters."""
    made = {}
    for word in line.split():
        name, _colon, kind = word.partition(":")
        made[name.rstrip("?")] = Part(kind, name.endswith("?"))
    return made


STEPS: Mapping[str, Mapping[str, Part]] = {
    name: parts(line)
    for name, line in {
        "authorise": "by:person to:person powers:words since:date until:date basis?:text",
        "notify": "hours_before:number",
        "supplement_notice": "hours_before:number",
        "read_notice": "by:person",
        "reply_notice": "by:person attend:truth",
        "request_leave": "by:person reason:leave_reason text?:text",
        "approve_leave": "of:person text?:text",
        "refuse_leave": "of:person text?:text",
        "write_opinion": "by:person item:item text?:text",
        "read_out_opinion": "of:person item:item",
        "check_in": "who:people",
        "check_out": "who:people",
        "open": "",
        "add_item": "item:new_item title:text kind:item_kind candidate?:text reason?:text",
        "declare_recusal": "by:person item:item ground:ground text?:text",
        "hand_over_chair": "item:item to:person",
        "take_back_chair": "item?:item",
        "start": "item:item",
        "speak": "by:person text?:text item?:item",
        "close_discussion": "item?:item",
        "open_vote": "item?:item method:text items?:items",
        "cast": "ballots:ballots",
        "tally": "approve?:count oppose?:count abstain?:count defer?:count not_voted?:count invalid?:count "
        "not_returned?:count item?:item",
        "close_vote": "item?:item",
        "void_vote": "item?:item reason?:text",
        "conclude": "item?:item text?:text measures?:texts no_measures_reason?:text",
        "withdraw": "item:item reason?:text",
        "postpone": "item:item reason?:text",
        "refer_upward": "item:item reason?:text",
        "adjourn": "at?:moment",
        "resume": "at?:moment",
        "close": "",
        "sign_record": "",
        "issue_minutes": "",
        "archive": "",
        "amend": "field:text value:text",
    }.items()
}

WHOLE = {"check_in": "who", "check_out": "who", "cast": "ballots"}
"""Steps whose whole content is one parameter, not a list of parameters."""

BY = Part("person", optional=True)
"""Any step may say who does it."""

FIGURES = frozenset(
    {
        "refused", "warned", "who", "result",
        "present", "in_room", "recused", "base", "denominator", "needed", "missing", "possible", "close_call",
        "approve", "oppose", "abstain", "defer", "not_voted", "invalid", "not_returned",
        "candidates", "carries", "count", "hours", "least", "margin", "matters", "notified", "ordinal", "pending",
        "position", "total", "usual", "voters", "waiting",
    }
)  # fmt: skip
"""What an expectation may name."""

RESULTS = ("passed", "not_passed", "deferred", "void", "concluded", "withdrawn", "postponed", "referred")
