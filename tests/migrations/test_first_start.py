"""Is an empty database ready soon?  Counted in a process of its own, as `make run` starts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys, time
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.state import ModelState
drawn, draw = 0, ModelState.render
def counted(state, registry):
    global drawn
    drawn += 1
    return draw(state, registry)
ModelState.render = counted
call_command("migrate", verbosity=0, skip_checks=False)
tables = len(apps.get_models(include_auto_created=False))
print(json.dumps({"drawn": drawn, "tables": tables, "pages": "config.urls" in sys.modules, "cpu": time.process_time()}))
"""


@pytest.mark.once
def test_an_empty_database_is_ready_soon(tmp_path: Path) -> None:
    """Each table is drawn once (Django's own some more times), no page is read, and all of it takes less than four seconds of one core."""
    environment = {key: value for key, value in os.environ.items() if key != "TEST_DATABASE_URL"}
    environment |= {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    figures = json.loads(done.stdout)
    assert (tmp_path / "desk.sqlite3").stat().st_size > 1_000_000
    assert figures["drawn"] < figures["tables"] * 2
    assert not figures["pages"]
    assert figures["cpu"] < 4
