"""How does a version of the list of major questions come into force?"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.forms.models import model_to_dict

from meetings.models import MajorIssueEntry, MajorIssueList
from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter


def draft_list(
    group: LeadingGroup, *, by: User, at: datetime, copy_of: MajorIssueList | None = None, note: str = ""
) -> MajorIssueList:
    """Begin a new version, empty or as a copy of an earlier one.  Clause 4.2-c."""
    demand_power("meetings.prepare", by, group)
    with transaction.atomic():
        last = MajorIssueList.objects.filter(group=group).aggregate(last=Max("version"))["last"] or 0
        issue_list = MajorIssueList(group=group, version=last + 1, note=note)
        issue_list.save()
        for line in copy_of.entries_of_list.all() if copy_of else ():
            MajorIssueEntry(issue_list=issue_list, **model_to_dict(line, exclude=["id", "issue_list"])).save()
        enter(issue_list, "draft_list", by=by, at=at, after=issue_list.state)
    return issue_list


def save_list_entry(
    issue_list: MajorIssueList, entry: MajorIssueEntry, *, by: User, at: datetime
) -> MajorIssueEntry:
    """Add or change a line of a draft."""
    with advance(issue_list, "edit_list", by=by, at=at, matter=entry.matter):
        entry.issue_list = issue_list
        entry.save()
    return entry


def adopt_list(
    issue_list: MajorIssueList,
    adopted_by: str,
    adopted_on: date,
    effective_from: date,
    *,
    by: User,
    at: datetime,
) -> MajorIssueList:
    """Put a version in force, by the decision that adopted it.  Clauses 4.2-b, 4.2-c."""
    with advance(issue_list, "adopt_list", by=by, at=at):
        issue_list.adopted_by = adopted_by
        issue_list.adopted_on = adopted_on
        issue_list.effective_from = effective_from
    return issue_list
