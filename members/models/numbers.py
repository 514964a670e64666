"""Which number was given out last?"""

from django.db import models

from members.models.body import LeadingGroup


class NumberSeries(models.Model):
    """The last serial given out under an agency word in a year; its row is locked while a number is given."""

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    word = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "word", "year"], name="series_once"),)

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.last}号"
