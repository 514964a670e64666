"""Do settings fail loudly, is production safe, is each engine opened as it must be?"""

import json
import os
import sqlite3
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import env, keys

BASE = Path(settings.BASE_DIR)
REQUIRED = (
    "SECRET_KEY",
    "ARCHIVE_SIGNING_KEY_FILE",
    "BALLOT_HOST_KEY_FILE",
    "ALLOWED_HOSTS",
    "TRUSTED_PROXIES",
    "DATABASE_URL",
    "REDIS_URL",
)


@pytest.fixture
def production(tmp_path):
    """Return a complete environment of a production installation."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": keys.new_secret().decode(),
        "ARCHIVE_SIGNING_KEY_FILE": str(keys.kept(tmp_path / "k" / "signing.pem", keys.new_signing_key)),
        "BALLOT_HOST_KEY_FILE": str(keys.kept(tmp_path / "k" / "host.key", keys.new_host_key)),
        "ALLOWED_HOSTS": "desk.example.gov.cn",
        "TRUSTED_PROXIES": "172.31.243.10",
        "DATABASE_URL": "postgres://desk:p%40ss@127.0.0.1:5432/desk",
        "REDIS_URL": "redis://:secret@127.0.0.1:6379/0",
    }


def python(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a line of Python in an environment of its own."""
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=BASE, capture_output=True, text=True, check=False
    )


READ = "from django.conf import settings; print(settings.DATABASES['default']['PASSWORD'])"


def test_production_reads_a_complete_environment(production):
    assert python(READ, production).stdout.strip() == "p@ss"


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, ""])
def test_production_names_the_variable_that_is_missing(production, name, value):
    del production[name]
    if value is not None:
        production[name] = value
    run = python(READ, production)
    assert run.returncode != 0
    assert (
        run.stderr.strip()
        .splitlines()[-1]
        .startswith(f"django.core.exceptions.ImproperlyConfigured: {name} is")
    )


def test_a_secret_may_come_from_a_file(production, tmp_path):
    (tmp_path / "secret").write_text("x" * 60 + "\n")
    del production["SECRET_KEY"]
    production["SECRET_KEY_FILE"] = str(tmp_path / "secret")
    run = python("from django.conf import settings; print(repr(settings.SECRET_KEY))", production)
    assert run.stdout.strip() == repr("x" * 60)


def test_deployment_check_of_production_is_silent(production):
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=production,
        cwd=BASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "0 silenced" in run.stdout


def test_cookies_of_production_are_bound_to_the_host(production):
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_AGE")
    run = python(
        f"import json; from django.conf import settings; print(json.dumps([getattr(settings, n) for n in {names}]))",
        production,
    )
    assert json.loads(run.stdout) == ["__Host-sid", "__Host-csrf", True, 8 * 60 * 60]


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (env.whole, "eight"),
        (env.flag, "ture"),
        (env.words, " , "),
        (env.database, "mysql://a@b/c"),
        (env.address, "localhost"),
        (env.key_file, "/nowhere/key"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(monkeypatch, reader, value):
    monkeypatch.setenv("SOME_SETTING", value)
    with pytest.raises(ImproperlyConfigured, match="SOME_SETTING"):
        reader("SOME_SETTING")


def test_defaults_stand_in_for_what_is_missing(monkeypatch):
    monkeypatch.delenv("SOME_SETTING", raising=False)
    assert env.whole("SOME_SETTING", 25) == 25
    assert env.flag("SOME_SETTING", default=False) is False
    assert env.words("SOME_SETTING", []) == []
    assert env.optional("SOME_SETTING") == ""


def test_keys_are_made_once_and_read_by_their_owner_only(tmp_path):
    path = keys.kept(tmp_path / "keys" / "key", keys.new_host_key)
    first = path.read_bytes()
    assert keys.kept(path, keys.new_host_key).read_bytes() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_the_policy_lets_nothing_in_from_elsewhere():
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["default-src"] == ["'self'"]
    assert not any("unsafe" in str(value) or "http" in str(value) for value in policy.values())


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="speaks of SQLite")
def test_sqlite_queues_writers_and_loses_nothing():
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


def test_embedded_sqlite_survives_a_power_cut(tmp_path):
    run = python(
        "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS']['init_command'])",
        {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
            "DATA_DIR": str(tmp_path),
        },
    )
    assert "synchronous=FULL" in run.stdout
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_counts_characters_and_keeps_what_it_acknowledged():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        assert cursor.fetchone() == ("UTF8",)
        cursor.execute("SELECT length('党组')")
        assert cursor.fetchone() == (2,)
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


def test_backup_holds_database_and_uploads_and_no_key(tmp_path):
    data = tmp_path / "data"
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        "DATA_DIR": str(data),
    }
    (data / "uploads").mkdir(parents=True)
    (data / "uploads" / "paper.pdf").write_bytes(b"%PDF")
    sqlite3.connect(data / "desk.sqlite3").execute("create table paper (title text)")
    run = subprocess.run(
        [sys.executable, "manage.py", "backup", str(tmp_path / "desk.tar.gz")],
        env=environment, cwd=BASE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    with tarfile.open(tmp_path / "desk.tar.gz") as archive:
        assert sorted(archive.getnames()) == ["desk.sqlite3", "uploads", "uploads/paper.pdf"]
    assert stat.S_IMODE((tmp_path / "desk.tar.gz").stat().st_mode) == 0o600
