"""How is a file of the year played?  Each line names an act, who does it, when, and with which values.

A line is `act: {by: who, at: when, name: value, …}`; `as` gives the record it makes a name.  Acts that begin with the
body are handed it.  A line of a time that has not come yet is left out, and so is what would need its record.
`each: columns`, `rows`, `do: lines` plays lines for every row; `when: a condition`, `do: lines` plays them if it holds.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import ModuleType
from typing import Any

from django.db.models import Model

from reports.demo.cast import Cast
from reports.demo.lookup import Lookup
from reports.demo.story import Ref, filled, read

Act = Callable[..., Any]
Homes = tuple[ModuleType, ...]
"""Where the acts of a file are found, the first that has one."""
Line = Mapping[str, Any]
OWN = frozenset({"as", "at", "by"})
"""What the player itself reads of a line; the rest are the act's."""


class Player:
    """Plays files of the year for one body."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now
        self.lookup = Lookup(cast, now)
        self.skipped: set[str] = set()
        today = self.lookup.today
        self.columns: Mapping[str, Any] = {"year": today.year}
        # The meeting of the running year is begun twelve days before; in early January that was another year.
        self.conditions = {"twelve_days_into_the_year": self.lookup.day("today-12d").year == today.year}

    def play(self, name: str, homes: Homes) -> None:
        """Play a file."""
        self.lines(read(name), homes, self.columns)

    def lines(self, lines: Iterable[Line], homes: Homes, row: Mapping[str, Any]) -> None:
        """Play lines with the columns of a row."""
        for line in lines:
            if "each" in line:
                for values in line["rows"]:
                    named = dict(zip(line["each"], values, strict=True))
                    self.lines(line["do"], homes, {**row, **named})
            elif "when" in line:
                if self.conditions[line["when"]]:
                    self.lines(line["do"], homes, row)
            else:
                ((verb, values),) = line.items()
                self.act(_found(verb, homes), filled(values, row))

    def act(self, act: Act, values: Mapping[str, Any]) -> None:
        """Do one act, unless its time has not come."""
        name = values.get("as", "")
        at = self.lookup.moment(values["at"])
        if at > self.now or any(made in self.skipped for made in _made_in(values)):
            self.skipped.add(name)
            return
        given = {key: self.lookup.value(part) for key, part in values.items() if key not in OWN}
        asked = inspect.signature(act).parameters
        context = {"group": self.cast.group, "cast": self.cast, "at": at}
        given |= {key: value for key, value in context.items() if key in asked}
        if "by" in values:
            given["by"] = self.cast.users[values["by"]]
        record = act(**given)
        if name:
            assert isinstance(record, Model)
            self.lookup.made[name] = record


def _found(verb: str, homes: Homes) -> Act:
    for home in homes:
        if hasattr(home, verb):
            return getattr(home, verb)  # type: ignore[no-any-return]
    raise LookupError(f"no act is called {verb!r}")


def _made_in(values: Mapping[str, Any]) -> set[str]:
    """Return the names of the records a line needs."""
    return {part.value for part in values.values() if isinstance(part, Ref) and part.kind == "made"}
