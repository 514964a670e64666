"""The files of the demonstration year: what they may say, how it is looked up, what is left out."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from reports.demo import build
from reports.demo.lookup import Lookup, next_week
from reports.demo.player import Player
from reports.demo.script import Topic, sittings, topic
from reports.demo.story import YEAR, Ref, filled, read

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
FILES = sorted(path.stem for path in YEAR.glob("*.yaml"))
PLAYED = {"registers": build.REGISTERS, **dict(build.AREAS)}


def lookup() -> Lookup:
    return Lookup(SimpleNamespace(seats={"deputy": "the seat"}, users={}, group=None), NOW)  # type: ignore[arg-type]


def verbs(lines: list[dict[str, Any]]) -> set[str]:
    return {verb for line in lines for verb in (verbs(line["do"]) if "do" in line else {next(iter(line))})}


@pytest.mark.parametrize("name", FILES)
def test_every_file_can_be_read(name: str) -> None:
    assert read(name)


@pytest.mark.parametrize("name", sorted(PLAYED))
def test_every_line_names_an_act(name: str) -> None:
    for verb in verbs(read(name)):
        assert any(callable(getattr(home, verb, None)) for home in PLAYED[name]), verb


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (date(2025, 1, 12), "2025-01-12T10:00:00+08:00"),
        ("2025-01-12 16:30", "2025-01-12T16:30:00+08:00"),
        ("now-6d+1h", "2026-11-18T05:00:00+00:00"),
        ("today-3d+8h", "2026-11-21T08:00:00+08:00"),
    ],
)
def test_moments(written: Any, read_as: str) -> None:
    assert lookup().moment(written) == datetime.fromisoformat(read_as)


def test_days_seats_and_files_are_looked_up() -> None:
    found = lookup()
    assert found.value(Ref("day", "today-9d")) == date(2026, 11, 15)
    assert found.value([Ref("seat", "deputy"), Ref("seat", "")]) == ["the seat", None]
    assert found.value(Ref("file", ["a.txt", "text"])).read() == b"text"
    assert next_week(date(2026, 11, 24)).date() == date(2026, 12, 2)


def test_a_column_alone_keeps_its_kind() -> None:
    row = {"day": date(2025, 1, 2), "who": "deputy"}
    assert filled({"day": "{day}", "at": "{day} 15:00", "seat": Ref("seat", "{who}")}, row) == {
        "day": date(2025, 1, 2),
        "at": "2025-01-02 15:00",
        "seat": Ref("seat", "deputy"),
    }


def test_what_has_not_come_yet_is_left_out_with_what_needs_it() -> None:
    done = []

    def act(what: str, of: Any = None, *, at: datetime) -> None:
        done.append(what)

    player = Player(SimpleNamespace(group=None, users={}, seats={}), NOW)  # type: ignore[arg-type]
    player.act(act, {"what": "past", "at": "now-1d"})
    player.act(act, {"as": "later", "what": "future", "at": "now+1h"})
    player.act(act, {"what": "follows", "of": Ref("made", "later"), "at": "now"})
    assert done == ["past"]


def test_an_unknown_act_or_field_is_refused() -> None:
    player = Player(SimpleNamespace(group=None, users={}, seats={}), NOW)  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="no_such_act"):
        player.lines([{"no_such_act": {"at": "now"}}], (build,), {})
    with pytest.raises(TypeError, match="colour"):
        topic({"title": "一", "kind": "other", "colour": "red"})


def test_the_told_year_is_read_as_tables() -> None:
    first = sittings("meetings")[0]
    assert (first.day, first.left) == (date(2025, 1, 14), "archived")
    assert all(isinstance(one, Topic) for one in first.topics)
    assert first.topics[0].kind == "first_topic"
