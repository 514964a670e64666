"""How is something done, so that it is lawful, whole and on record?  Through one door.

Lock, power, state, then law and write, then the entry; one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from members.procedure.guards import INSERT_ONLY
from members.procedure.record import NotPermitted, Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Record)

request_id: ContextVar[str] = ContextVar("request_id", default="")


class Entry(models.Model):
    """One act on record: who, when, for whom, from which state to which, on which figures.  Insert-only."""

    guard = INSERT_ONLY

    at = models.DateTimeField(_("at"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on behalf of"),
    )
    verb = models.CharField(_("act"), max_length=40)
    before = models.CharField(_("state before"), max_length=24, blank=True)
    after = models.CharField(_("state after"), max_length=24, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    request_id = models.CharField(max_length=36, blank=True)

    if not TYPE_CHECKING:
        objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("at", "pk")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("entries are never deleted")


@dataclass(slots=True)
class Act(Generic[R]):
    """An act under way: the locked record, its moment, for whom it is done, and the facts of its entry."""

    record: R
    at: datetime
    on_behalf_of: Any = None
    facts: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def part(self, part: P, verb: str) -> Iterator[P]:
        """Let a part of the record take a step of its own lifecycle within this act: a request is decided, a line struck.

        The act of the whole carries the power and is the entry; the part is locked, asked for its state, written by the
        caller and saved.  Raises Refused, ValidationError.
        """
        try:
            with _step(part, verb):
                yield part
        except (ValidationError, PermissionDenied):
            part.refresh_from_db()
            raise

    def ask(self, verdict: Verdict) -> None:
        """Uphold a verdict and keep its figures and its warning for the entry.

        Raises Refused.
        """
        uphold(verdict)
        self.facts.update(verdict.figures)
        if verdict.warned:
            warned = self.facts.setdefault("warned", [])
            warned += [each.code for each in (verdict, *verdict.also) if each.code not in warned]


def demand_power(power: str, by: Any, thing: object) -> None:
    """Let pass who holds the power over the thing; a power of "" belongs to the clock and to upper floors.

    Raises NotPermitted.
    """
    if not power:
        return
    if by is None or isinstance(by, AnonymousUser) or not by.has_perm(power, thing):
        raise NotPermitted(power)


@contextmanager
def _step(record: Record, verb: str, by: Any = None) -> Iterator[str]:
    """Lock a record, ask power and state, move it, let the caller write, save; yields the state before.

    by: who must hold the power of the transition; the step of a part names none.
    """
    record.refresh_from_db(from_queryset=type(record)._base_manager.select_for_update())
    lifecycle = record.lifecycle
    assert lifecycle is not None
    transition = lifecycle.transition(verb)
    demand_power(transition.power, by, record)
    before: str = record.__dict__["state"]
    uphold(lifecycle.admits(verb, before))
    if transition.target is not None:
        record.__dict__["state"] = transition.target
    yield before
    record.__dict__.pop("answer", None)
    record.save()


@contextmanager
def advance(
    record: R, verb: str, *, by: Any, at: datetime, on_behalf_of: Any = None, **facts: Any
) -> Iterator[Act[R]]:
    """Do one act on one record: lock → power → state → (law and writes of the caller) → save → entry.

    record: is locked and read afresh; on a refusal it is read again, so that the caller never holds a
    half-changed one.  verb: an act of the record's lifecycle.  at: the moment, taken once.
    Yields the act; its `facts`, and for whom it is done, go into the entry.

    Raises NotPermitted, Refused, ValidationError.
    """
    try:
        with transaction.atomic():
            act = Act(record, at, on_behalf_of, dict(facts))
            with _step(record, verb, by) as before:
                yield act
            if record.answer is not None:
                act.ask(record.answer)
            enter(
                record,
                verb,
                by=by,
                at=at,
                on_behalf_of=act.on_behalf_of,
                before=before,
                after=record.__dict__["state"],
                facts=act.facts,
            )
    except (ValidationError, PermissionDenied):
        record.refresh_from_db()
        raise


def enter(
    record: Record,
    verb: str,
    *,
    by: Any,
    at: datetime,
    on_behalf_of: Any = None,
    before: str = "",
    after: str = "",
    facts: dict[str, Any] | None = None,
) -> Entry:
    """Write the entry of one act into the record's own journal (its `entries`)."""
    entries: Any = record.entries  # type: ignore[attr-defined]  # each record's own typed table
    entry: Entry = entries.create(
        at=at,
        by=by,
        on_behalf_of=on_behalf_of,
        verb=verb,
        before=before,
        after=after,
        facts=facts or {},
        request_id=request_id.get(),
    )
    return entry
