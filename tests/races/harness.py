"""How are two acts made to happen at the same moment, a thousand times over?

One thread for each act, with a database connection of its own; before every round all wait for one another,
then start together, each after a delay of its own choosing, so that over many rounds the steps of one fall
between all steps of the other.  A harness that finds nothing proves something only when it finds the faults
of a naive variant: those tests stand beside the real ones.
"""

import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

LONGEST_DELAY = 0.004
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one act in one round: its value, or the error it raised."""

    value: Any = None
    error: Exception | None = None

    @property
    def done(self) -> bool:
        """Say whether the act was acknowledged."""
        return self.error is None


def race(rounds: int, *acts: Callable[[int], Any], seed: int = 0) -> list[tuple[Outcome, ...]]:
    """Let the acts race, so many rounds; each is called with the number of the round.

    Returns the outcomes, one tuple a round, in the order of the acts.  Raises BrokenBarrierError when an
    act hangs for a minute.
    """
    start = threading.Barrier(len(acts), timeout=PATIENCE)
    outcomes: list[list[Outcome]] = [[] for _ in acts]

    def run(place: int) -> None:
        dice = random.Random(f"{seed} {place}")
        try:
            for number in range(rounds):
                start.wait()
                time.sleep(dice.random() * LONGEST_DELAY)
                outcomes[place].append(_attempt(acts[place], number))
        finally:
            connection.close()
            start.abort() if len(outcomes[place]) < rounds else None

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    with _impatient_switching():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return list(zip(*outcomes, strict=True))


def _attempt(act: Callable[[int], Any], number: int) -> Outcome:
    try:
        return Outcome(value=act(number))
    except Exception as error:  # noqa: BLE001  (a refusal is an outcome like any other)
        return Outcome(error=error)


@contextmanager
def _impatient_switching() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
