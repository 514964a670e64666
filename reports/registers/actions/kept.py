"""What is entered about units, addressees, activities and statements?"""

from datetime import date, datetime
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Record, uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from reports.registers.models.activities import ActivityFile, GroupActivity, Statement
from reports.registers.models.units import AddresseeGroup, AddresseeSnapshot, SubordinateUnit
from reports.registers.states import KEEP

R = TypeVar("R", bound=Record)


def _enter_new(record: R, verb: str, many: dict[str, Any], *, by: User, at: datetime) -> R:
    demand_power(KEEP, by, record)
    with transaction.atomic():
        record.save()
        for name, rows in many.items():
            getattr(record, name).set(rows)
        enter(record, verb, by=by, at=at, after=record.__dict__["state"])
    return record


def _edit(record: R, verb: str, fields: dict[str, Any], many: dict[str, Any], *, by: User, at: datetime) -> R:
    with advance(record, verb, by=by, at=at) as act:
        changed = {name: value for name, value in fields.items() if getattr(record, name) != value}
        act.facts["changed"] = sorted([*changed, *many])
        for name, value in changed.items():
            setattr(record, name, value)
        for name, rows in many.items():
            getattr(record, name).set(rows)
    return record


def _strike(record: R, verb: str, reason: str, clause: str, *, by: User, at: datetime) -> R:
    with advance(record, verb, by=by, at=at, reason=reason):
        uphold(reason_given(reason, clause))
    return record


# -- units -------------------------------------------------------------------------------------------


def enter_unit(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> SubordinateUnit:
    """Enter a unit under the government.  Clause 4.1-c."""
    return _enter_new(SubordinateUnit(group=group, **fields), "enter_unit", {}, by=by, at=at)


def edit_unit(unit: SubordinateUnit, *, by: User, at: datetime, **fields: Any) -> SubordinateUnit:
    """Change what is said about a unit.  Clause 4.1-c."""
    return _edit(unit, "edit_unit", fields, {}, by=by, at=at)


def end_unit(unit: SubordinateUnit, until: date, *, by: User, at: datetime) -> SubordinateUnit:
    """Enter that a unit is no more from a day on; what was sent to it stays as it was.  Clauses 4.1-c, N-b."""
    with advance(unit, "end_unit", by=by, at=at, until=str(until)):
        unit.until = until
    return unit


def revive_unit(unit: SubordinateUnit, *, by: User, at: datetime) -> SubordinateUnit:
    """Take the end of a unit back.  Clause 4.1-c."""
    with advance(unit, "revive_unit", by=by, at=at):
        unit.until = None
    return unit


# -- addressees --------------------------------------------------------------------------------------


def enter_addressees(group: LeadingGroup, name: str, units: Any, *, by: User, at: datetime) -> AddresseeGroup:
    """Name a group of addressees.  Clause N-b."""
    return _enter_new(
        AddresseeGroup(group=group, name=name), "enter_addressees", {"units": units}, by=by, at=at
    )


def edit_addressees(
    addressees: AddresseeGroup, name: str, units: Any, *, by: User, at: datetime
) -> AddresseeGroup:
    """Change a group of addressees; what was sent before stays as it was.  Clause N-b."""
    return _edit(addressees, "edit_addressees", {"name": name}, {"units": units}, by=by, at=at)


def expand_addressees(
    addressees: AddresseeGroup, purpose: str, day: date, *, by: User, at: datetime
) -> AddresseeSnapshot:
    """Fix for good to whom something is sent on a day: the units of the group that exist then.

    Raises Refused ("no_addressees").  Clause N-b.
    """
    with advance(addressees, "expand_addressees", by=by, at=at, for_what=purpose) as act:
        names = addressees.names_on(day)
        if not names:
            uphold(refuse("no_addressees", gettext_noop("No unit of this group exists on that day."), "N-b"))
        act.facts["recipients"] = len(names)
        snapshot = AddresseeSnapshot(addressees=addressees, purpose=purpose, day=day, names=names)
        snapshot.save()
    return snapshot


def retire_addressees(addressees: AddresseeGroup, *, by: User, at: datetime) -> AddresseeGroup:
    """Use a group of addressees no longer.  Clause N-b."""
    return _edit(addressees, "retire_addressees", {}, {}, by=by, at=at)


def restore_addressees(addressees: AddresseeGroup, *, by: User, at: datetime) -> AddresseeGroup:
    """Use a group of addressees again.  Clause N-b."""
    return _edit(addressees, "restore_addressees", {}, {}, by=by, at=at)


# -- activities and statements -----------------------------------------------------------------------


def enter_activity(
    group: LeadingGroup, *, by: User, at: datetime, participants: Any = (), **fields: Any
) -> GroupActivity:
    """Enter an activity of the group.  Clause 4.4-c."""
    record = GroupActivity(group=group, **fields)
    return _enter_new(record, "enter_activity", {"participants": participants}, by=by, at=at)


def edit_activity(
    activity: GroupActivity, *, by: User, at: datetime, participants: Any = None, **fields: Any
) -> GroupActivity:
    """Change what is said about an activity.  Clause 4.4-c."""
    many = {} if participants is None else {"participants": participants}
    return _edit(activity, "edit_activity", fields, many, by=by, at=at)


def attach_activity_file(
    activity: GroupActivity, upload: "UploadedFile[Any]", title: str = "", *, by: User, at: datetime
) -> ActivityFile:
    """Keep a picture or a paper of an activity.  Raises ValidationError for a type that is not accepted."""
    with advance(activity, "attach_activity_file", by=by, at=at, paper=title or str(upload.name)[:200]):
        return ActivityFile.keep(upload, title, by=by, at=at, activity=activity)


def strike_activity(activity: GroupActivity, reason: str, *, by: User, at: datetime) -> GroupActivity:
    """Strike an activity out that was entered by mistake.  Clause 4.4-c."""
    return _strike(activity, "strike_activity", reason, "4.4-c", by=by, at=at)


def enter_statement(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> Statement:
    """Enter what a member said in public, and the decision it belongs to; nothing is judged.  Clause 5.4-a."""
    return _enter_new(Statement(group=group, **fields), "enter_statement", {}, by=by, at=at)


def edit_statement(statement: Statement, *, by: User, at: datetime, **fields: Any) -> Statement:
    """Change what is said about a statement.  Clause 5.4-a."""
    return _edit(statement, "edit_statement", fields, {}, by=by, at=at)


def strike_statement(statement: Statement, reason: str, *, by: User, at: datetime) -> Statement:
    """Strike a statement out that was entered by mistake.  Clause 5.4-a."""
    return _strike(statement, "strike_statement", reason, "5.4-a", by=by, at=at)
