"""How is a span of time written in an entry?  In the office's time, to the minute."""

from datetime import datetime

from django.utils.timezone import localtime


def in_words(*moments: datetime | None) -> list[str]:
    """Return moments as they stand in an entry; what is not known is left out."""
    return [f"{localtime(moment):%Y-%m-%d %H:%M}" for moment in moments if moment is not None]
