"""Is the house as its drawing says?  Contracts, powers, doors, migrations, words."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from config.permissions import MATRIX
from members.procedure.lifecycle import Lifecycle
from members.procedure.record import Record

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "members", "meetings", "votes", "study", "lifes", "reports")


def sources() -> Iterator[Path]:
    for app in APPS:
        yield from (p for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts)


def records() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def test_imports_go_down_only() -> None:
    done = subprocess.run(  # the linter is a program of its own
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_there_is_no_signal() -> None:
    found = [
        p
        for p in sources()
        if re.search(
            r"@receiver|_(?:save|delete|init|migrate|changed)\.connect\(|models\.signals", p.read_text()
        )
    ]
    assert found == []


def lifecycles() -> list[tuple[type[Record], Lifecycle]]:
    return [(model, model.lifecycle) for model in records() if model.lifecycle is not None]


def test_every_power_named_by_an_act_stands_in_the_matrix() -> None:
    named = {t.power for _model, table in lifecycles() for t in table.transitions if t.power}
    assert named <= set(MATRIX)


def test_every_power_asked_for_in_the_code_stands_in_the_matrix() -> None:
    text = "\n".join(p.read_text() for p in sources())
    templates = "\n".join(p.read_text() for p in (ROOT / "templates").rglob("*.html"))
    asked = set(re.findall(r"""(?:demand_power|has_perm)\(\s*["']([a-z]+\.[a-z_]+)["']""", text))
    asked |= set(re.findall(r"""menu_link "[^"]+" "[^"]+" _\("[^"]+"\) "([a-z.]+_?[a-z_]*)""", templates))
    assert asked
    assert asked <= set(MATRIX)


@pytest.mark.parametrize(("model", "table"), lifecycles(), ids=lambda one: getattr(one, "__name__", ""))
def test_every_state_of_a_table_is_a_state_of_its_record(model: type[Record], table: Lifecycle) -> None:
    states = {str(value) for value, _label in model._meta.get_field("state").choices}
    used = {state for t in table.transitions for state in t.sources} | {
        t.target for t in table.transitions if t.target
    }
    assert used <= states
    assert set(table.finals) <= states


@pytest.mark.parametrize(("model", "table"), lifecycles(), ids=lambda one: getattr(one, "__name__", ""))
def test_every_state_can_be_reached(model: type[Record], table: Lifecycle) -> None:
    first = str(model._meta.get_field("state").default)
    reached, grown = set(), {first, *table.initial}
    while grown:
        reached |= grown
        grown = {t.target for t in table.transitions if t.target and t.sources & reached} - reached
    states = {str(value) for value, _label in model._meta.get_field("state").choices}
    assert states == reached


def test_every_record_with_acts_has_a_journal() -> None:
    """A part has none: it moves within an act of its whole, which carries the power and is entered."""
    parts = {m.__name__ for m, table in lifecycles() if not any(t.power for t in table.transitions)}
    without = {m.__name__ for m, _table in lifecycles() if not hasattr(m, "entries")}
    assert without == parts == {"LeaveRequest", "Recusal", "StudyLeave", "PastIndexLine"}


def test_nobody_goes_past_the_record() -> None:
    """Writes that skip save() occur nowhere; the lock of the door reads through the base manager only."""
    skipping = re.compile(
        r"\.(?:bulk_create|bulk_update)\(|objects\.[^\n]*\.update\(|objects\.raw\(|\.cursor\("
    )
    found = {
        str(p.relative_to(ROOT))
        for p in sources()
        if skipping.search(p.read_text()) and "procedure" not in p.parts and "management" not in p.parts
    }
    # The pool of anonymous forms is no record: all of a round is written anew, so that nothing tells their order.
    # Reminders and their deliveries are no records; they are written and claimed in one statement.
    mine = {"members/reminders/writing.py"}
    # The index of the search is made anew from the records at any time.
    mine |= {"reports/search/keeping.py"}
    # The index of a scanned volume is no record: its lines find a page, and come in by the thousand.
    mine |= {"reports/past/actions.py"}
    mine |= {"members/delivery/outbox.py", "members/delivery/claims.py", "members/actions/messages.py"}
    assert found - {"config/health.py", "lifes/actions/opinions.py"} - mine <= set()


def test_imports_stand_at_the_top() -> None:
    """No import inside a function hides a circle (the PDF engine is loaded by name, on purpose)."""
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                found += [f"{path.relative_to(ROOT)}:{n.lineno}" for n in inner]
    assert found == []


def test_templates_hold_no_script_and_no_style() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle=\"|\son[a-z]+=\"", re.IGNORECASE)
    pages = [p for p in (ROOT / "templates").rglob("*.html") if "documents" not in p.parts]
    assert [
        str(p.relative_to(ROOT)) for p in pages if inline.search(re.sub(r"{%.*?%}", "", p.read_text()))
    ] == []
