"""Who puts up the guards of the database?  `migrate` does, whenever it has run.

SQLite rebuilds a table to alter it, and with the table its triggers go, or stand in the way of the next
statement; so there they are taken down for the length of a migration.
"""

from contextlib import nullcontext
from typing import Any

from django.core.checks import Tags
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from members.procedure import guards


class Command(migrate.Command):
    """Django's own command, and the guards after it.

    Asks about models and database only: reading every page for a check of the addresses costs more than the tables.
    """

    requires_system_checks = (Tags.models, Tags.database)

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then install the guards; also when the migration fails half-way."""
        connection = connections[options["database"]]
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        rebuilding = connection.vendor == "sqlite" and _changes_tables(connection, options)
        with guards.dropped(connection) if rebuilding else nullcontext():
            super().handle(*args, **options)
        standing = guards.install(connection)
        if options["verbosity"] > 0:
            self.stdout.write(f"  Guards standing: {standing}")


def _changes_tables(connection: BaseDatabaseWrapper, options: dict[str, Any]) -> bool:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    return bool(options["migration_name"] or executor.migration_plan(leaves))
