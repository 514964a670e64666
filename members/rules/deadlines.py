"""Is something late that is to be done by a day?  Depends on the ground only."""

from datetime import date


def is_late(due_on: date, today: date, done_on: date | None = None) -> bool:
    """Say whether something was done after its day, or is still to be done; on the day itself it is in time."""
    return (today if done_on is None else done_on) > due_on
