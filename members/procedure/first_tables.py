"""How are all tables of an app made at once?  Used by the first migration of each app, and frozen with it.

Django draws its picture of the models anew after every single operation, and with it every model that is related.
With two hundred tables that all point at people and bodies, that is most of a minute; each table drawn once is a second.
"""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps
from django.db.models import deletion


class CreateTables(Operation):
    """Several `CreateModel` as one step; the order among them does not matter."""

    def __init__(self, *tables: migrations.CreateModel) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Say how this operation is written down."""
        return self.__class__.__qualname__, list(self.tables), {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models to the picture; those drawn already stay, unless Django has put off bringing them up to date."""
        drawn: StateApps | None = state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)
        if state.is_delayed:
            state.is_delayed = False  # all is drawn anew when it is next looked at
        elif drawn is not None:
            drawn.render_multiple([state.models[app_label, table.name_lower] for table in self.tables])
            state.apps = drawn

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the tables, their indexes and constraints."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last one first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Name what is created."""
        return f"Create {len(self.tables)} tables"


def key() -> tuple[str, "models.BigAutoField[Any, Any]"]:
    """Return the primary key that every table has."""
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def person(related_name: str = "+", **options: Any) -> "models.ForeignKey[Any, Any]":
    """Return a reference to an account."""
    return models.ForeignKey(
        on_delete=deletion.PROTECT, related_name=related_name, to=settings.AUTH_USER_MODEL, **options
    )


def journal(name: str, of: str, **options: Any) -> migrations.CreateModel:
    """Return the table of the entries about one kind of record.

    name: the model of the entries.  of: the model of the records, with its app.
    """
    return migrations.CreateModel(
        name,
        [
            key(),
            ("at", models.DateTimeField(db_index=True, verbose_name="at")),
            ("verb", models.CharField(max_length=40, verbose_name="act")),
            ("before", models.CharField(blank=True, max_length=24, verbose_name="state before")),
            ("after", models.CharField(blank=True, max_length=24, verbose_name="state after")),
            ("facts", models.JSONField(blank=True, default=dict, verbose_name="facts")),
            ("request_id", models.CharField(blank=True, max_length=36)),
            ("by", person(blank=True, null=True, verbose_name="by")),
            ("on_behalf_of", person(blank=True, null=True, verbose_name="on behalf of")),
            ("record", models.ForeignKey(on_delete=deletion.PROTECT, related_name="entries", to=of)),
        ],
        {"ordering": ("at", "pk"), "abstract": False, **options},
    )
