"""How is a duty told: by the clock, on the desk, in the forecast?  The words of each, and whom it is told to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from members.pages import Words
from members.procedure.rulebook import ReminderParameters
from members.rules import reminding

AROUND = _("seven days and one day before, the day after, then every week")
"""In words, when somebody is reminded of what has its day and nothing else is said."""
Occasion = Callable[[date, date, ReminderParameters], date | None]
"""Day, due day, when the body is reminded → the occasion that has come, None when none has."""


def always(_record: Any) -> bool:
    """Take every record."""
    return True


def _nothing(_year: int) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A kind of reminder of a duty.

    name: stable identifier; the rest are message ids, title and text with the places of `Duty.facts`.  label, clause, page:
    the duty's own when left out.  roles: told beside those who owe it.  wanted: of which records.  urgent, fixed, by_hour:
    see `members.reminders.Kind`.
    """

    name: str
    audience: str
    when: str
    title: str
    text: str
    label: str = ""
    clause: str = ""
    page: str = ""
    roles: tuple[str, ...] = ()
    wanted: Callable[[Any], bool] = always
    occasion: Occasion = reminding.due
    urgent: bool = False
    fixed: bool = False
    by_hour: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """A line of the desk for those who owe a duty, and for whoever has the power or staff role that watches it.

    ahead: from how many days before the due day, -1: once it has passed; None: as long as it is owed.
    tone: before it is late.  page: the duty's own when left out.
    """

    label: Words
    icon: str
    ahead: int | None = None
    late_label: Words = ""
    tone: str = "info"
    late_tone: str = "bad"
    wanted: Callable[[Any], bool] = always
    watched_by: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The row of a duty in the forecast; duties of one name share it.

    group: part of the page.  page: the list behind it.  soft: the rules say "generally".  with_earlier: what is overdue
    from earlier years stands in the running one.  asked: of a year → what stands behind the "?" of the page.
    """

    name: str
    group: str
    label: Words
    page: str
    soft: bool = False
    with_earlier: bool = False
    wanted: Callable[[Any], bool] = always
    asked: Callable[[int], Mapping[str, object]] = _nothing


@dataclass(frozen=True, slots=True)
class Act:
    """The act that brings a duty on: what it is called, its page, the power it needs.

    own: an act of those whose matter it is, beside the secretariat; else of everybody with the power.  or_secretary: or
    the secretary's.  keyed: whether its page has the keys of the duty's page.
    """

    label: Words
    page: str
    power: str
    own: bool = False
    or_secretary: bool = False
    keyed: bool = True
