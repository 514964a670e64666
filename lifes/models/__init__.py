"""Records of the democratic-life meeting.  Import them from here."""

from lifes.models.life import DemocraticLifeMeeting, LifeEntry

__all__ = ["DemocraticLifeMeeting", "LifeEntry"]
