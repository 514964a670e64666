"""What does Prometheus read?  The figures of the watch, and nothing that names a body, a person or a message."""

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from config.watch import GOOD, Figures, Sign
from members.models import Way

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Watched(Collector):
    """One reading of the figures, as metrics; each label has a handful of values at most."""

    def __init__(self, seen: Figures | None, signs: Iterable[Sign]) -> None:
        self.seen = seen
        self.signs = list(signs)

    def collect(self) -> Iterator[Metric]:
        """Return the metrics."""
        well = GaugeMetricFamily("desk_well", "1 when a part of the installation is well", labels=["part"])
        for sign in self.signs:
            well.add_metric([sign.name], float(sign.tone == GOOD))
        yield well
        if self.seen is not None:
            yield from self._of_messages(self.seen)
            yield from self._of_tasks(self.seen)

    def _of_messages(self, seen: Figures) -> Iterator[Metric]:
        for name, says, values in (
            ("desk_messages_due", "Messages that are due and have not left", seen.due),
            ("desk_messages_retried", "Messages that failed and will be tried again", seen.retried),
            ("desk_messages_given_up_day", "Messages given up within a day", seen.given_up),
            ("desk_messages_sent_day", "Messages sent within a day", seen.sent),
        ):
            yield _by_way(name, says, values)
        yield GaugeMetricFamily(
            "desk_oldest_message_seconds", "How long the oldest message has been overdue", seen.oldest
        )
        yield GaugeMetricFamily(
            "desk_messages_unspread", "Messages whose ways are not settled yet", seen.unspread
        )

    def _of_tasks(self, seen: Figures) -> Iterator[Metric]:
        since = GaugeMetricFamily(
            "desk_heartbeat_seconds", "Seconds since a part was heard of", labels=["part"]
        )
        for name in ("beat", "clock", "sweep"):
            if name in seen.heartbeats:
                since.add_metric([name], seen.heartbeats[name])
        yield since
        ended = GaugeMetricFamily("desk_task_ended", "When a task last ended", labels=["task"])
        took = GaugeMetricFamily("desk_task_seconds", "How long its last run took", labels=["task"])
        good = GaugeMetricFamily("desk_task_succeeded", "1 when its last run succeeded", labels=["task"])
        for run in seen.runs:
            ended.add_metric([run.task], run.at.timestamp())
            took.add_metric([run.task], run.seconds)
            good.add_metric([run.task], float(run.status == "SUCCESS"))
        yield from (ended, took, good)


def _by_way(name: str, says: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, says, labels=["way"])
    for way in Way.values:
        family.add_metric([way], values.get(way, 0))
    return family


def exposition(seen: Figures | None, signs: Iterable[Sign]) -> bytes:
    """Return the metrics in the text format."""
    registry = CollectorRegistry()
    registry.register(Watched(seen, signs))
    return generate_latest(registry)
