"""What is found of each record?  The index of the search; it can be made anew from the records at any time."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import LeadingGroup


class SearchEntry(models.Model):
    """One record as it is found: a tool, not a testimony.

    kind, key: the record (name of its model, primary key).  url: address of its page.  text: what is looked through, as written.
    head, plain: title, and title and text, in the form in which they are compared.
    ranked_on: the day by which it stands in the order, the oldest there is for a record without one.
    head_pairs, pairs: the pairs of characters of `head` and `plain`, separated by blanks; on them lie the indexes of the
    database.  A word that nearly every record holds is found sooner by walking from the newest on: hence those by day.
    """

    group = models.ForeignKey(LeadingGroup, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=400)
    text = models.TextField(blank=True)
    head = models.CharField(max_length=400)
    plain = models.TextField()
    head_pairs = models.TextField(blank=True)
    pairs = models.TextField()
    url = models.CharField(max_length=200)
    day = models.DateField(_("day"), null=True, blank=True)
    ranked_on = models.DateField()
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "kind", "key"), name="reports_search_one_entry"),
        )
        indexes = (
            models.Index(fields=("group", "-ranked_on", "-id"), name="reports_search_newest"),
            models.Index(fields=("group", "year"), name="reports_search_years"),
        )
        verbose_name = _("search entry")

    def __str__(self) -> str:
        return self.title


class SearchMark(models.Model):
    """Up to which moment the index has followed the acts.  One row."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


@models.TextField.register_lookup
class HoldsPairs(models.Lookup):
    """`pairs__holds_pairs=[…]`: whether all these pairs occur, asked in the words of each database."""

    lookup_name = "holds_pairs"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, Any]:
        """Hand the pairs over as they are."""
        return "%s", [list(value)]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Ask with LIKE, which any database knows."""
        column, params = self.process_lhs(compiler, connection)
        asked = [f"%{pair}%" for pair in self.rhs]
        return " AND ".join([f"{column} LIKE %s"] * len(asked)), [*list(params) * len(asked), *asked]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Ask the index over the array of pairs (reports_search_pairs, reports_search_heads)."""
        column, params = self.process_lhs(compiler, connection)
        return f"string_to_array({column}, ' ') @> %s::text[]", [*params, list(self.rhs)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Ask the full-text table beside the entries (reports_search_pairs), in the column of the same name."""
        table, name = compiler.query.get_initial_alias(), self.lhs.target.column
        matched = " AND ".join(f'{name} : "{pair}"' for pair in self.rhs)
        return (
            f'"{table}"."id" IN (SELECT rowid FROM reports_search_pairs WHERE reports_search_pairs MATCH %s)',  # noqa: S608  (a name of the query itself)
            [matched],
        )
