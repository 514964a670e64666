"""Which number is given out next?"""

from members.models import LeadingGroup
from members.models.numbers import NumberSeries


def next_number(group: LeadingGroup, word: str, year: int) -> str:
    """Give out the next number under a word in a year, without gap or double.  Clause N-a."""
    NumberSeries.objects.get_or_create(group=group, word=word, year=year)
    series = NumberSeries.objects.select_for_update().get(group=group, word=word, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{word}〔{year}〕{series.last}号"
