"""When may a record be saved?  Never against the law, whoever asks.

Depends on Django's models and on the verdict; on no app.
"""

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy

from members.procedure.lifecycle import REASONS, Lifecycle
from members.procedure.profile import Profile
from members.procedure.verdict import Figures, Verdict, allow, gettext_noop, refuse

R = TypeVar("R", bound="Record")
NOT_LOADED = object()


class Refused(ValidationError):
    """A refusal by law: what was refused, why, and where it is written.

    code: stable identifier; clause: "6.4-a"; figures: the numbers used
    """

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(gettext_lazy(verdict.reason), code=verdict.code, params=dict(verdict.figures))
        self.verdict = verdict
        self.clause = verdict.clause
        self.figures = verdict.figures


class NotPermitted(PermissionDenied):
    """A refusal by power: the person may not do this here."""

    code = "not_permitted"

    def __init__(self, power: str) -> None:
        super().__init__(gettext_lazy("Your office does not carry this power."))
        self.power = power


def not_permitted() -> Verdict:
    """Return the verdict that says the power is missing (for greyed buttons)."""
    return refuse("not_permitted", gettext_noop("Your office does not carry this power."), "")


def uphold(verdict: Verdict) -> Verdict:
    """Turn a refusal into an exception; hand any other verdict back.

    Raises Refused.
    """
    if not verdict:
        raise Refused(verdict)
    return verdict


class RecordQuerySet(models.QuerySet[R]):
    """Records are changed one by one, through save(); whole-table writes would go round the law."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("records are changed one by one, through save()")

    def delete(self) -> NoReturn:
        raise TypeError("records are not deleted")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("records are created one by one, through save()")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("records are changed one by one, through save()")


class Record(models.Model):
    """A testimony of what a body did.

    `clean()` says what is always true.  `entering()` says what the act needs that brings the record
    into its present state, and is asked on insert and when the state has changed: a quorum is needed to
    open a meeting, not for every later correction of its title.
    """

    profile: ClassVar[Profile] = Profile()
    lifecycle: ClassVar[Lifecycle | None] = None
    answer: Verdict | None = None

    if not TYPE_CHECKING:
        # Hidden from the type checker, which would not let a record name a query set of its own.
        objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        record = super().from_db(db, field_names, values, **more)
        record._remember()
        return record

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Self] | None = None,
    ) -> None:
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        if fields is None or "state" in fields:
            self._remember()

    def _remember(self) -> None:
        # Read from __dict__: asking a deferred field for its value would cost a query.
        self._loaded: Mapping[str, Any] = dict(self.__dict__)
        self._loaded_state: str | None = self.__dict__.get("state")

    def entering(self) -> Verdict:
        """Ask the law about the act that brings this record into its state."""
        return allow()

    @property
    def is_entering(self) -> bool:
        """Say whether saving would bring the record into a new state (or into being)."""
        return self._state.adding or (
            self.lifecycle is not None and self._loaded_state != self.__dict__.get("state")
        )

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Validate fields; a record that is at hand, or was pointed at before, is not looked up once more."""
        super().clean_fields(exclude={*(exclude or ()), *self._known_references()})

    def _known_references(self) -> Iterator[str]:
        changed = self._changed_fields()
        for field in self._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or self.__dict__.get(field.attname) is None:
                continue
            held = field.get_cached_value(self, default=None)
            at_hand = held is not None and not held._state.adding and held.pk == self.__dict__[field.attname]
            if at_hand or field.name not in changed:
                yield field.name

    def _changed_fields(self) -> set[str]:
        """Name the fields that differ from what was loaded, by both their names; all of a new record."""
        loaded = {} if self._state.adding else self._loaded
        return {
            name
            for field in self._meta.concrete_fields
            if field.attname in self.__dict__
            and loaded.get(field.attname, NOT_LOADED) != self.__dict__[field.attname]
            for name in (field.name, field.attname)
        }

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """Return the constraints a change may break; the others the database has judged when it was written."""
        changed = self._changed_fields()
        return [
            (model, [constraint for constraint in constraints if _is_touched(constraint, changed)])
            for model, constraints in super().get_constraints()
        ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate fields and constraints, then the act.

        Raises ValidationError; Refused when it is the law that refuses.
        """
        super().full_clean(*args, **kwargs)
        if self.is_entering:
            self.answer = uphold(self.entering())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, if fields, constraints and law allow.

        Raises ValidationError or Refused; TypeError for a record that was loaded without its state.
        """
        if not self._state.adding and self.lifecycle is not None:
            if self._loaded_state is None:
                raise TypeError("a record loaded without its state cannot be saved")
            if self._loaded_state in self.lifecycle.finals:
                code = self.lifecycle.finals[self._loaded_state]
                raise Refused(refuse(code, REASONS[code], ""))
        self.full_clean()
        super().save(*args, **kwargs)
        self._remember()

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("records are not deleted")


def _is_touched(constraint: models.BaseConstraint, changed: Collection[str]) -> bool:
    """Say whether a constraint speaks of a changed field; one whose fields are not plain counts as touched."""
    if isinstance(constraint, models.CheckConstraint) and isinstance(constraint.condition, models.Q):
        names = constraint.condition.referenced_base_fields
    elif isinstance(constraint, models.UniqueConstraint) and not constraint.expressions:
        names = {*constraint.fields, *(constraint.condition or models.Q()).referenced_base_fields}
    else:
        return True
    return not names.isdisjoint(changed)


def would(record: Record, verb: str, **changes: Any) -> Verdict:
    """Say what the record would answer to an act, without doing it.

    Asks state and law, in this order, on a copy; the same questions as the act itself, so that a greyed
    button and a refused act say the same words.
    """
    lifecycle = record.lifecycle
    assert lifecycle is not None
    trial = copy.copy(record)
    trial._state = copy.copy(record._state)
    admitted = lifecycle.admits(verb, trial.__dict__["state"])
    if not admitted:
        return admitted
    target = lifecycle.transition(verb).target
    for name, value in changes.items():
        setattr(trial, name, value)
    if target is None:
        return allow()
    trial.__dict__["state"] = target
    try:
        return trial.entering()
    except Refused as refused:
        # A fact the law is asked about may itself be refused: no rules are in force on the day.
        return refused.verdict


def figures_of(error: ValidationError) -> Figures:
    """Return the figures behind an error, empty for one that is no refusal by law."""
    params: Mapping[str, Any] | None = getattr(error, "params", None)
    return dict(params) if params else {}


def refusals(error: ValidationError) -> list[ValidationError]:
    """Flatten an error into its single errors, each with its code."""
    if hasattr(error, "error_dict"):
        return [single for errors in error.error_dict.values() for single in errors]
    return list(error.error_list)
