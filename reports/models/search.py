"""What is found of each record?  The index of the search; it can be made anew from the records at any time."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import LeadingGroup


class SearchEntry(models.Model):
    """One record as it is found: a tool, not a testimony.

    kind, key: the record (name of its model, primary key).  url: address of its page.  text: what is looked through, as written.
    head, plain: title, and title and text, in the form in which they are compared.
    pairs: the pairs of characters of `plain`, separated by blanks; on them lies the index of the database.
    """

    group = models.ForeignKey(LeadingGroup, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=400)
    text = models.TextField(blank=True)
    head = models.CharField(max_length=400)
    plain = models.TextField()
    pairs = models.TextField()
    url = models.CharField(max_length=200)
    day = models.DateField(_("day"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "kind", "key"), name="reports_search_one_entry"),
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
        """Ask the index over the array of pairs (reports_search_pairs)."""
        column, params = self.process_lhs(compiler, connection)
        return f"string_to_array({column}, ' ') @> %s::text[]", [*params, list(self.rhs)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Ask the full-text table beside the entries (reports_search_pairs)."""
        table = column_table(compiler)
        matched = " AND ".join(f'"{pair}"' for pair in self.rhs)
        return (
            f'"{table}"."id" IN (SELECT rowid FROM reports_search_pairs WHERE reports_search_pairs MATCH %s)',  # noqa: S608  (a name of the query itself)
            [matched],
        )


def column_table(compiler: Any) -> str:
    """Return the name under which the query reads the entries."""
    return str(compiler.query.get_initial_alias())
