"""Do image, compose file, proxy and set-up fit the settings, and one another?"""

import os
import re
import subprocess
from pathlib import Path

import pytest
import redis
import yaml
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse

from config import health
from members.procedure import guards

BASE = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((BASE / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat", "migrate")
PROXY = (BASE / "config/deploy/nginx/desk.conf.template").read_text()
SCRIPTS = (".ci/run", "config/deploy/setup.sh", "config/deploy/entrypoint.sh")


def variables_read(path: Path) -> set[str]:
    """Return the names that a settings file asks the environment for."""
    return set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", path.read_text()))


def wanted_by_production() -> set[str]:
    """Return the names that production asks for, mail among them."""
    return variables_read(BASE / "config/settings/production.py") | variables_read(
        BASE / "config/settings/mail.py"
    )


def test_every_variable_of_production_is_in_the_compose_file():
    wanted = wanted_by_production()
    image = set(
        re.findall(r"^\s*(?:ENV )?([A-Z_]+)=", (BASE / "config/deploy/Dockerfile").read_text(), re.MULTILINE)
    )
    for name in OURS:
        given = {key.removesuffix("_FILE") for key in SERVICES[name]["environment"]} | image
        assert {key.removesuffix("_FILE") for key in wanted} <= given, name


def test_every_variable_is_explained_to_the_administrator():
    page = (BASE / "docs/administration.md").read_text()
    wanted = wanted_by_production() | variables_read(BASE / "config/settings/base.py")
    wanted |= set(re.findall(r"\$\{([A-Z_]+)", (BASE / "docker-compose.yml").read_text()))
    assert [name for name in sorted(wanted) if f"`{name}`" not in page] == []


def test_every_lasting_service_says_how_it_is():
    assert set(SERVICES) == {*OURS, "postgres", "redis", "proxy"}
    assert [name for name in SERVICES if "healthcheck" not in SERVICES[name]] == ["migrate"]


def test_only_the_proxy_is_reachable_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_ours_run_without_rights_and_with_one_clock():
    for name in OURS:
        assert SERVICES[name]["read_only"] is True
        assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert "deploy" not in SERVICES["beat"]
    assert re.search(r"^USER desk$", (BASE / "config/deploy/Dockerfile").read_text(), re.MULTILINE)


def test_database_is_made_of_characters():
    arguments = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert "--encoding=UTF8" in arguments
    assert "--locale=C.UTF-8" in arguments


def test_proxy_takes_slow_clients_in_whole_and_believes_no_forged_header():
    for line in (
        "proxy_request_buffering on;",
        "client_header_timeout 10s;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto https;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
    ):
        assert line in PROXY
    assert "$request_body" not in PROXY
    assert "$args" not in PROXY.split("access_log")[0]


def test_proxy_slows_down_guessing_at_the_address_of_the_login():
    assert f"location = {reverse('members:login')} {{\n        limit_req" in PROXY


def test_proxy_logs_no_address_that_is_a_secret():
    assert re.search(r"map \$uri \$logged \{\s+~\^/\(o\|calendar\)/ 0;\s+default 1;", PROXY)
    assert set(re.findall(r"access_log /dev/stdout (.*);", PROXY)) == {"desk if=$logged"}
    for secret in ("/o/", "/calendar/"):
        block = PROXY.split(f"location {secret} {{")[1].split("}")[0]
        assert "access_log off;" in block
        assert "error_log /dev/null;" in block


def test_beat_of_the_image_writes_down_that_it_ticks():
    assert "--scheduler config.clock:NotingScheduler" in (BASE / "config/deploy/entrypoint.sh").read_text()


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_can_be_run_and_parsed(script):
    assert os.access(BASE / script, os.X_OK)
    shell = "bash" if script == ".ci/run" else "sh"
    assert subprocess.run([shell, "-n", BASE / script], check=False).returncode == 0


@pytest.mark.parametrize("script", [*SCRIPTS, "Makefile", "config/deploy/Dockerfile"])
def test_no_package_registry_is_named(script):
    text = (BASE / script).read_text()
    assert "://" not in re.sub(r"(postgres|redis)://\S*@?127\.0\.0\.1\S*", "", text)
    assert "index-url" not in text


@pytest.mark.django_db
def test_health_is_good_when_all_answers(settings):
    settings.REDIS_URL = ""
    response = health.healthz(RequestFactory().get("/healthz"))
    assert (response.status_code, response.content) == (
        200,
        b'{"database": true, "guards": true, "broker": true}',
    )
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_is_bad_when_the_broker_is_away(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = health.healthz(RequestFactory().get("/healthz"))
    assert (response.status_code, response.content) == (
        503,
        b'{"database": true, "guards": true, "broker": false}',
    )


@pytest.mark.django_db
def test_health_is_bad_when_a_guard_is_gone(settings):
    settings.REDIS_URL = ""
    with guards.dropped(connection):
        response = health.healthz(RequestFactory().get("/healthz"))
    assert (response.status_code, response.content) == (
        503,
        b'{"database": true, "guards": false, "broker": true}',
    )


@pytest.mark.redis
@pytest.mark.django_db
def test_health_asks_the_real_broker():
    assert redis.Redis.from_url(settings.REDIS_URL).ping()
    assert health.healthz(RequestFactory().get("/healthz")).status_code == 200
