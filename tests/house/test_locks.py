"""Do the locks fix every package by hash, name no host, and hold what they are made from?"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BASE = Path(settings.BASE_DIR)
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def pinned(lock: str) -> dict[str, str]:
    """Return package → the one version of a lock file."""
    text = (BASE / lock).read_text()
    return dict(re.findall(r"^([a-z0-9][a-z0-9.-]*)(?:\[[^]]*\])?==([^ ;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_no_host_is_named(lock):
    text = (BASE / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^--|--(index-url|extra-index-url|find-links|trusted-host)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_hashes(lock):
    blocks = re.split(r"^(?=[a-z0-9])", (BASE / lock).read_text(), flags=re.MULTILINE)
    packages = [block for block in blocks if "==" in block]
    assert len(packages) == len(pinned(lock))
    assert all("--hash=sha256:" in block for block in packages)


@pytest.mark.parametrize("source", ["requirements.in", "requirements-dev.in"])
def test_every_wish_is_in_its_lock(source):
    lock = pinned(source.replace(".in", ".txt"))
    for line in (BASE / source).read_text().splitlines():
        if not line or line.startswith(("#", "-")):
            continue
        wish = Requirement(line)
        assert wish.specifier.contains(lock[canonicalize_name(wish.name)], prereleases=True), line


def test_both_locks_agree():
    production, development = pinned("requirements.txt"), pinned("requirements-dev.txt")
    both = production.keys() & development.keys()
    assert {name: production[name] for name in both} == {name: development[name] for name in both}
