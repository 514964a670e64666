"""What happened in the year in the field of lifes?"""

from datetime import datetime

from reports.demo.cast import Cast


def tell(cast: Cast, now: datetime) -> None:
    """Make this part of the demonstration through the acts.  now: what the latest rows are counted from."""
