"""By which filters is the register of sealed files searched?"""

from members.filters import DaysFilter, RegisterFilter


class VolumeFilter(DaysFilter, RegisterFilter):
    """Sealed files by archive code, number of the minutes, and day of the meeting."""

    search_fields = ("archive_code", "meeting__minutes_number", "leaf")
    days_field = "meeting__day"
