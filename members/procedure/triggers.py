"""How does each engine refuse a write?  With triggers, written here for PostgreSQL and for SQLite.

Knows nothing of guards: it takes conditions in SQL (over OLD, NEW and `kept`) and makes triggers of them.
Both engines answer with an IntegrityError.  On PostgreSQL they also fire for replication roles and for
TRUNCATE; on SQLite also for INSERT OR REPLACE, which removes rows without firing a delete trigger.
"""
# ruff: noqa: S608  (names and states come from models, and are quoted)

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "guard_"
NAME_LENGTH = 60  # PostgreSQL cuts at 63, and the trigger against TRUNCATE adds two


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is refused on one table; each condition is SQL, empty for "never".

    insert, update, delete: conditions over NEW and OLD
    kept: condition over a row named `kept`, which an INSERT OR REPLACE would remove
    reads: tables the conditions look into; lock: statement that waits for the record at the end of a walk
    """

    model: type[models.Model]
    number: int
    kind: str
    insert: str = ""
    update: str = ""
    delete: str = ""
    kept: str = ""
    reads: frozenset[str] = frozenset()
    lock: "Lock | None" = None

    @property
    def table(self) -> str:
        """Return the table's bare name."""
        return self.model._meta.db_table

    def name(self, event: str = "") -> str:
        """Return the trigger's name: one per table, guard and, on SQLite, event."""
        parts = (str(self.number), event, self.kind, self.table)
        return (PREFIX + "_".join(part for part in parts if part))[:NAME_LENGTH]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: its name, its table, the statements that create it, and its text as the engine keeps it."""

    name: str
    table: str
    statements: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Lock:
    """How to wait for whoever is changing the record at the end of a walk: rows, start, last hop."""

    rows: str
    start: str
    last: str

    def wait(self, row: str) -> str:
        """Return the plpgsql statement for the walk that starts at OLD or NEW."""
        return f"PERFORM 1 FROM {self.rows} WHERE {self.start.format(row=row)} FOR SHARE OF {self.last};"


@dataclass(frozen=True, slots=True)
class Walk:
    """A chain of foreign keys from a row to the record whose state decides."""

    lock: Lock
    ending: str
    tables: frozenset[str]

    def ends_in(self, row: str) -> str:
        """Return the condition that the walk from this row ends in one of the states."""
        start = self.lock.start.format(row=row)
        return f"EXISTS (SELECT 1 FROM {self.lock.rows} WHERE {start} AND {self.ending})"


def quoted(name: str) -> str:
    """Quote an identifier; both engines take the double quote."""
    return '"' + name.replace('"', '""') + '"'


def literals(values: Iterable[str]) -> str:
    """Write strings as an SQL list, sorted, so that the same guard always has the same text."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in sorted(values))


def column_of(model: type[models.Model], field: str) -> str:
    """Return a field's column, quoted.  Raises FieldDoesNotExist."""
    column = getattr(model._meta.get_field(field), "column", None)
    assert column, f"{field} has no column of its own"
    return quoted(column)


def state_in(model: type[models.Model], row: str, states: Collection[str]) -> str:
    """Return the condition that a row's state is one of these."""
    return f"{row}.{column_of(model, 'state')} IN ({literals(states)})"


class Sql:
    """Writes what looks into other tables; on PostgreSQL with the schema, so that no temporary table
    of the same name can stand in front of the real one.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.schema = _schema(connection)

    def table(self, name: str) -> str:
        """Return a table's full name."""
        return f"{quoted(self.schema)}.{quoted(name)}" if self.schema else quoted(name)

    def walk(self, model: type[models.Model], path: tuple[str, ...], states: Collection[str]) -> Walk:
        """Follow foreign keys by name.  Raises FieldDoesNotExist for a path that leads nowhere."""
        rows, start, tables = "", "", set()
        for number, name in enumerate(path, start=1):
            key = model._meta.get_field(name)
            assert isinstance(key, models.ForeignKey)
            model = key.related_model
            tables.add(model._meta.db_table)
            hop = f"{self.table(model._meta.db_table)} AS hop{number}"
            meets = f"hop{number}.{column_of(model, key.target_field.name)} = "
            if number == 1:
                rows, start = hop, f"{meets}{{row}}.{quoted(key.column)}"
            else:
                rows = f"{rows} JOIN {hop} ON {meets}hop{number - 1}.{quoted(key.column)}"
        last = f"hop{len(path)}"
        return Walk(Lock(rows, start, last), state_in(model, last, states), frozenset(tables))


def render(connection: BaseDatabaseWrapper, refusal: Refusal) -> list[Trigger]:
    """Write the triggers of one refusal for the engine at hand."""
    if connection.vendor == "postgresql":
        return [_postgresql(Sql(connection), refusal)]
    return _sqlite(connection, refusal)


def standing(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """List the guards that stand in the database now, with their text."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(STANDING_POSTGRESQL)
        else:
            cursor.execute(STANDING_SQLITE)
        return [Trigger(name, table, (), source) for name, table, source in cursor.fetchall()]


def create(connection: BaseDatabaseWrapper, wanted: Iterable[Trigger]) -> None:
    """Create triggers; those of the same name have been dropped before."""
    _ask_deferred_now(connection)
    with connection.cursor() as cursor:
        for trigger in wanted:
            for statement in trigger.statements:
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper, unwanted: Iterable[Trigger]) -> None:
    """Drop triggers, with their functions where they have some."""
    _ask_deferred_now(connection)
    sql = Sql(connection)
    with connection.cursor() as cursor:
        for trigger in unwanted:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION {sql.table(trigger.name)}() CASCADE")
            else:
                cursor.execute(f"DROP TRIGGER {quoted(trigger.name)}")


# A trigger counts as standing when it fires ALWAYS, together with the one against TRUNCATE; a function
# whose triggers were dropped or weakened is listed with an empty text, so that it is written anew.
STANDING_POSTGRESQL = r"""
SELECT p.proname, coalesce(min(c.relname), ''),
       CASE WHEN count(*) FILTER (WHERE t.tgenabled = 'A') = 2 THEN p.prosrc ELSE '' END
FROM pg_proc p LEFT JOIN pg_trigger t ON t.tgfoid = p.oid LEFT JOIN pg_class c ON c.oid = t.tgrelid
WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'guard\_%'
GROUP BY p.oid, p.proname, p.prosrc
"""
STANDING_SQLITE = r"""
SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\_%' ESCAPE '\'
"""


def _ask_deferred_now(connection: BaseDatabaseWrapper) -> None:
    # PostgreSQL alters no table while foreign keys of rows just written wait for the end of the transaction.
    if connection.vendor == "postgresql":
        connection.check_constraints()


def _schema(connection: BaseDatabaseWrapper) -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def _postgresql(sql: Sql, refusal: Refusal) -> Trigger:
    name, message = refusal.name(), f"{refusal.kind} on {refusal.table}"
    raise_it = f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{message}';"
    lines = ["", "BEGIN", f"  IF TG_OP = 'TRUNCATE' THEN {raise_it} END IF;"]
    events = []
    for event, condition, rows, result in (
        ("INSERT", refusal.insert, ("NEW",), "NEW"),
        ("UPDATE", refusal.update, ("OLD", "NEW"), "NEW"),
        ("DELETE", refusal.delete, ("OLD",), "OLD"),
    ):
        if not condition:
            continue
        events.append(event)
        waits = " ".join(refusal.lock.wait(row) for row in rows) if refusal.lock else ""
        lines += [f"  IF TG_OP = '{event}' THEN {waits}", f"    IF {condition} THEN {raise_it} END IF;"]
        lines += [f"    RETURN {result};", "  END IF;"]
    source = "\n".join([*lines, "END", ""])
    table, function = sql.table(refusal.table), sql.table(name)
    each_row = f"FOR EACH ROW EXECUTE FUNCTION {function}()"
    each_statement = f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    return Trigger(
        name,
        refusal.table,
        (
            f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $guard${source}$guard$",
            f"CREATE TRIGGER {quoted(name)} BEFORE {' OR '.join(events)} ON {table} {each_row}",
            f"CREATE TRIGGER {quoted(name + '_t')} BEFORE TRUNCATE ON {table} {each_statement}",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {quoted(name)}",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {quoted(name + '_t')}",
        ),
        source,
    )


def _sqlite(connection: BaseDatabaseWrapper, refusal: Refusal) -> list[Trigger]:
    insert, update = [refusal.insert], [refusal.update]
    if refusal.kept:
        replaced = _replaced(connection, refusal)
        insert.append(replaced)
        update.append(f"{replaced[:-1]} AND kept.rowid <> OLD.rowid)")
    triggers = []
    for event, conditions in (("insert", insert), ("update", update), ("delete", [refusal.delete])):
        condition = " OR ".join(f"({each})" for each in conditions if each)
        if not condition:
            continue
        name = refusal.name(event)
        text = (
            f"CREATE TRIGGER {quoted(name)} BEFORE {event.upper()} ON {quoted(refusal.table)} "
            f"FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal.kind} on {refusal.table}'); END"
        )
        triggers.append(Trigger(name, refusal.table, (text,), text))
    return triggers


def _replaced(connection: BaseDatabaseWrapper, refusal: Refusal) -> str:
    """Return the condition that a row which must be kept has a key in common with the NEW one."""
    same = [_same_key([str(refusal.model._meta.pk.column)], "", refusal.model)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.name, coalesce(m.sql, '') FROM pragma_index_list(%s) AS l "
            'LEFT JOIN sqlite_master AS m ON m.name = l.name WHERE l."unique" = 1 ORDER BY l.name',
            [refusal.table],
        )
        for index, text in cursor.fetchall():
            cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [index])
            columns = [column for (column,) in cursor.fetchall()]
            if None not in columns:  # an index over expressions names no columns
                same.append(_same_key(columns, text.partition(" WHERE ")[2], refusal.model))
    keys = " OR ".join(dict.fromkeys(same))
    return f"EXISTS (SELECT 1 FROM {quoted(refusal.table)} AS kept WHERE ({keys}) AND {refusal.kept})"


def _same_key(columns: list[str], where: str, model: type[models.Model]) -> str:
    same = " AND ".join(f"kept.{quoted(column)} = NEW.{quoted(column)}" for column in columns)
    if not where:
        return f"({same})"
    # A partial index binds two rows only when both are in it; its condition names bare columns.
    own = [column_of(model, field.name) for field in model._meta.local_concrete_fields]
    fields = ", ".join(f"NEW.{column} AS {column}" for column in own)
    return f"({same} AND ({where}) AND EXISTS (SELECT 1 FROM (SELECT {fields}) WHERE {where}))"
