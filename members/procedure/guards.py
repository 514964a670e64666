"""What does the database itself forbid?  Changes to entries, sealed votes and archived meetings.

The last lock behind rule and record: a model names its guards (`guard` or `guards`), and the triggers for
both engines are generated from them.  Whoever owns the database can still drop a trigger; the archive's
chain finds that out, the guards prevent accidents and ways around `save()`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.apps import apps
from django.apps.registry import Apps
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from members.procedure import triggers
from members.procedure.triggers import Refusal, Sql, Trigger, column_of, state_in


@dataclass(frozen=True, slots=True)
class InsertOnly:
    """Rows may be added, never changed or removed."""


@dataclass(frozen=True, slots=True)
class SealedIn:
    """Rows may not be changed or removed, nor added, once the record they hang on is in a final state.

    path: chain of foreign keys from the row to that record, () for the row itself ("item", "meeting")
    states: its final states
    locked: whether a write also waits for whoever is just changing that record (PostgreSQL).  For records
    that race with their own sealing, such as ballots; acts that lock the upper record first and the lower
    ones after it would meet such a wait half-way, so it is not the rule
    """

    path: tuple[str, ...]
    states: frozenset[str]
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Frozen:
    """Some fields keep their values, and the row stays, once the row is in one of the states."""

    fields: tuple[str, ...]
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class ByLifecycle:
    """The state changes along the table of the model's `lifecycle` only, whoever writes."""


Guard: TypeAlias = InsertOnly | SealedIn | Frozen | ByLifecycle

INSERT_ONLY = InsertOnly()
BY_LIFECYCLE = ByLifecycle()


def guards_of(model: type[models.Model]) -> tuple[Guard, ...]:
    """Return what a model declares: its `guard`, then its `guards`.

    The table of a many-to-many field declares nothing; it is sealed together with the rows it belongs to.
    """
    owner: Any = model._meta.auto_created  # the model that has the field, not only a flag
    if owner:
        keys = [key.name for key in model._meta.fields if key.related_model is owner]
        sealing = [guard for guard in guards_of(owner) if isinstance(guard, SealedIn)]
        return tuple(SealedIn((keys[0], *guard.path), guard.states, guard.locked) for guard in sealing)
    single: Guard | None = getattr(model, "guard", None)
    several: tuple[Guard, ...] = getattr(model, "guards", ())
    return (() if single is None else (single,)) + tuple(several)


def install(connection: BaseDatabaseWrapper, registry: Apps = apps) -> int:
    """Create every guard that is absent or out of date, drop those nobody declares; return how many stand.

    May be repeated at will.  Tables that do not exist yet are left out; registry: whose models.
    """
    with transaction.atomic(using=connection.alias):
        expected = _expected(connection, registry)
        standing = triggers.standing(connection)
        triggers.drop(connection, _outdated(expected, standing))
        triggers.create(connection, _absent(expected, standing))
    return len(expected)


def missing(connection: BaseDatabaseWrapper, registry: Apps = apps) -> list[str]:
    """List the guards that should stand in the database and do not, or do not as declared."""
    absent = _absent(_expected(connection, registry), triggers.standing(connection))
    return sorted(trigger.name for trigger in absent)


@contextmanager
def dropped(connection: BaseDatabaseWrapper, registry: Apps = apps) -> Iterator[None]:
    """Take all guards away for a while: to rebuild a table, or to flush between tests.  Never in an act."""
    with transaction.atomic(using=connection.alias):
        triggers.drop(connection, triggers.standing(connection))
    try:
        yield
    finally:
        install(connection, registry)


@checks.register(checks.Tags.database)
def check_guards(databases: Iterable[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn of missing guards; `migrate`, which asks as well, puts them up again."""
    return [
        checks.Warning(
            f"The guard {name} is missing in database {alias!r}.",
            hint="Run manage.py migrate.",
            id="procedure.W001",
        )
        for alias in databases or ()
        for name in missing(connections[alias])
    ]


def is_guarded(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Say whether every guard stands (for the health page)."""
    return not missing(connections[alias])


def _expected(connection: BaseDatabaseWrapper, registry: Apps) -> list[Trigger]:
    tables = set(connection.introspection.table_names())
    sql = Sql(connection)
    result = []
    for model in registry.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy or model._meta.db_table not in tables:
            continue
        for number, guard in enumerate(guards_of(model)):
            refusal = _refusal(sql, model, guard, number)
            if refusal.reads <= tables:
                result += triggers.render(connection, refusal)
    return result


def _absent(expected: list[Trigger], standing: list[Trigger]) -> list[Trigger]:
    sources = {trigger.name: trigger.source for trigger in standing}
    return [trigger for trigger in expected if sources.get(trigger.name) != trigger.source]


def _outdated(expected: list[Trigger], standing: list[Trigger]) -> list[Trigger]:
    sources = {trigger.name: trigger.source for trigger in expected}
    return [trigger for trigger in standing if sources.get(trigger.name) != trigger.source]


def _refusal(sql: Sql, model: type[models.Model], guard: Guard, number: int) -> Refusal:
    match guard:
        case InsertOnly():
            return Refusal(model, number, "insert_only", update="TRUE", delete="TRUE", kept="TRUE")
        case SealedIn():
            return _sealed_refusal(sql, model, guard, number)
        case Frozen(fields, states):
            old_state = state_in(model, "OLD", states)
            columns = [column_of(model, name) for name in fields]
            changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
            return Refusal(
                model,
                number,
                "frozen",
                update=f"{old_state} AND ({changed})",
                delete=old_state,
                kept=state_in(model, "kept", states),
            )
        case ByLifecycle():
            return Refusal(model, number, "by_lifecycle", update=_off_the_table(model))


def _sealed_refusal(sql: Sql, model: type[models.Model], guard: SealedIn, number: int) -> Refusal:
    if not guard.path:
        old = state_in(model, "OLD", guard.states)
        return Refusal(
            model, number, "sealed", update=old, delete=old, kept=state_in(model, "kept", guard.states)
        )
    walk = sql.walk(model, guard.path, guard.states)
    return Refusal(
        model,
        number,
        "sealed",
        insert=walk.ends_in("NEW"),
        update=f"{walk.ends_in('OLD')} OR {walk.ends_in('NEW')}",
        delete=walk.ends_in("OLD"),
        kept=walk.ends_in("kept"),
        reads=walk.tables,
        lock=walk.lock if guard.locked else None,
    )


def _off_the_table(model: type[models.Model]) -> str:
    lifecycle = model.lifecycle  # type: ignore[attr-defined]  # only records declare this guard
    targets: dict[str, set[str]] = {}
    for transition in lifecycle.transitions:
        for source in transition.sources:
            targets.setdefault(source, set()).add(transition.target or source)
    steps = [
        f"({state_in(model, 'OLD', {source})} AND {state_in(model, 'NEW', reached)})"
        for source, reached in sorted(targets.items())
    ]
    state = column_of(model, "state")
    allowed = " OR ".join(steps) or "FALSE"
    return f"OLD.{state} IS DISTINCT FROM NEW.{state} AND NOT ({allowed})"
