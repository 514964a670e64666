"""How is the clock?  Figures from the database alone, so that every process of the web server says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config import clock
from members.models import Delivery, Heartbeat, Notification

MINUTE, HOUR = 60, 3600
GOOD, WARN, BAD = "good", "warn", "bad"


@dataclass(frozen=True, slots=True)
class Limit:
    """From when on a figure is a warning, and from when on it is bad (seconds, or a number of messages)."""

    warn: float
    bad: float

    def tone(self, value: float | None) -> str:
        """Weigh a figure; one that is missing is bad."""
        if value is None or value >= self.bad:
            return BAD
        return WARN if value >= self.warn else GOOD


LIMITS: Mapping[str, Limit] = {
    "beat": Limit(120, 300),  # writes twice a minute
    "worker": Limit(180, 600),  # is sent a strike each minute
    "sweep": Limit(120, 600),  # runs twice a minute
    "queue": Limit(600, 1800),  # age of the oldest message that is due and has not left
    "retried": Limit(1, 50),  # messages that failed and will be tried again
    "given_up": Limit(1, 20),  # messages that were given up within a day
}
"""All thresholds of the watch; docs/administration.md explains them."""

LABELS: Mapping[str, str | Promise] = {
    "database": _("Database"),
    "guards": _("Guards of the database"),
    "broker": _("Redis"),
    "beat": _("Beat"),
    "worker": _("Worker"),
    "sweep": _("Last sending of messages"),
    "queue": _("Oldest message waiting"),
    "retried": _("Messages that will be tried again"),
    "given_up": _("Messages given up within a day"),
}
ADVICE: Mapping[str, str | Promise] = {
    "database": _("Start the database, or mend the way to it."),
    "guards": _("Run the migrations; they put the guards up again."),
    "broker": _("Start Redis. Nothing is lost meanwhile; messages leave later."),
    "beat": _("Start beat (in an embedded installation: the desk itself)."),
    "worker": _("Start the worker, and look whether Redis answers."),
    "sweep": _("Look into the log of the worker."),
    "queue": _("Look whether the mail server takes messages, and whether the worker runs."),
    "retried": _("Look into the delivery log for the reason."),
    "given_up": _("Look into the delivery log for the reason; who was meant sees the messages inside."),
}
WORDS: Mapping[str, str | Promise] = {GOOD: _("well"), WARN: _("attention"), BAD: _("not well")}
SECONDS = frozenset({"beat", "worker", "sweep", "queue"})


@dataclass(frozen=True, slots=True)
class Run:
    """The last run of a task: how it ended, how long it took, what it counted."""

    task: str
    at: datetime
    status: str
    seconds: float
    count: int | None
    error: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What the database says about the clock at a moment.

    heartbeats: part → seconds since.  due, retried, given_up, sent: way → messages.  oldest: seconds the oldest has
    waited beyond its hour, 0 when none waits.  unspread: messages whose ways are not settled yet.
    """

    at: datetime
    heartbeats: Mapping[str, float] = field(default_factory=dict)
    runs: Sequence[Run] = ()
    due: Mapping[str, int] = field(default_factory=dict)
    retried: Mapping[str, int] = field(default_factory=dict)
    given_up: Mapping[str, int] = field(default_factory=dict)
    sent: Mapping[str, int] = field(default_factory=dict)
    oldest: float = 0.0
    unspread: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is well or not; value: seconds or a number, None when it was never seen."""

    name: str
    tone: str
    value: float | None = None

    @property
    def label(self) -> str | Promise:
        """Return its name in words."""
        return LABELS[self.name]

    @property
    def word(self) -> str | Promise:
        """Return its state in a word."""
        return WORDS[self.tone]

    @property
    def advice(self) -> str | Promise:
        """Return what to do when it is not well."""
        return ADVICE[self.name]

    @property
    def shown(self) -> str:
        """Return its value for reading."""
        if self.name not in LIMITS:
            return "—"
        if self.value is None:
            return gettext("never")
        return in_words(self.value) if self.name in SECONDS else str(int(self.value))


def in_words(seconds: float) -> str:
    """Return a span of time in its largest fitting unit."""
    if seconds < 2 * MINUTE:
        return gettext("%(number)s seconds") % {"number": int(seconds)}
    if seconds < 2 * HOUR:
        return gettext("%(number)s minutes") % {"number": int(seconds // MINUTE)}
    return gettext("%(number)s hours") % {"number": int(seconds // HOUR)}


def figures(at: datetime) -> Figures:
    """Read the figures: four queries on small indexes, however many messages there have been."""
    beats = list(Heartbeat.objects.all())
    waiting, retried, oldest = _waiting(at)
    given_up, sent = _settled(at - timedelta(days=1))
    unspread = Notification.objects.filter(spread_at=None).aggregate(number=Count("pk"), first=Min("at"))
    if unspread["first"]:
        oldest = min(oldest, unspread["first"])
    return Figures(
        at=at,
        heartbeats={row.name: (at - row.at).total_seconds() for row in beats},
        runs=sorted(
            (_run(beat) for beat in beats if beat.name.startswith(clock.TASK)), key=lambda run: run.task
        ),
        due=waiting,
        retried=retried,
        given_up=given_up,
        sent=sent,
        oldest=max(0.0, (at - oldest).total_seconds()),
        unspread=unspread["number"],
    )


def _waiting(at: datetime) -> tuple[dict[str, int], dict[str, int], datetime]:
    states = Delivery.State
    open_ = Delivery.objects.filter(state__in=(states.WAITING, states.CLAIMED)).order_by()
    due, retried, oldest = {}, {}, at
    for row in open_.values("way").annotate(
        due=Count("pk", filter=Q(due_at__lte=at)), again=Count("pk", filter=~Q(error="")), first=Min("due_at")
    ):
        due[row["way"]], retried[row["way"]] = row["due"], row["again"]
        oldest = min(oldest, row["first"])
    return due, retried, oldest


def _settled(since: datetime) -> tuple[dict[str, int], dict[str, int]]:
    failed = Q(state=Delivery.State.FAILED, due_at__gte=since)
    sent = Q(state=Delivery.State.SENT, sent_at__gte=since)
    rows = list(
        Delivery.objects.filter(failed | sent).order_by().values_list("way", "state").annotate(Count("pk"))
    )
    return (
        {way: number for way, state, number in rows if state == Delivery.State.FAILED},
        {way: number for way, state, number in rows if state == Delivery.State.SENT},
    )


def _run(heartbeat: Heartbeat) -> Run:
    facts: dict[str, Any] = heartbeat.figures
    return Run(
        heartbeat.name.removeprefix(clock.TASK),
        heartbeat.at,
        str(facts.get("status", "")),
        float(facts.get("seconds", 0)),
        facts.get("count"),
        str(facts.get("error", "")),
    )


def signs(seen: Figures) -> list[Sign]:
    """Weigh the figures."""
    values: dict[str, float | None] = {
        "beat": seen.heartbeats.get(clock.BEAT),
        "worker": seen.heartbeats.get("clock"),
        "sweep": seen.heartbeats.get("sweep"),
        "queue": seen.oldest,
        "retried": sum(seen.retried.values()),
        "given_up": sum(seen.given_up.values()),
    }
    return [Sign(name, LIMITS[name].tone(value), value) for name, value in values.items()]


def answering(rows: Mapping[str, bool]) -> list[Sign]:
    """Turn what answers, and what does not, into signs."""
    return [Sign(name, GOOD if well else BAD) for name, well in rows.items()]
