"""What is read of a sealed file from its first bytes, and what is not made of bytes that say nothing?"""

import pytest

from reports.checks.facts.sealed import HEAD_BYTES, facts_in
from tests.world.volumes import facts, sealed


def test_the_facts_of_a_sealed_file_stand_within_its_first_bytes_6_5_m() -> None:
    volume = sealed(1)[0]
    told = facts_in(volume.data[:HEAD_BYTES])
    assert told is not None
    assert (told["meeting"], len(told["items"])) == (facts()["meeting"], len(facts()["items"]))


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04", b"no file at all" * 9])
def test_bytes_that_hold_no_facts_say_nothing(head: bytes) -> None:
    assert facts_in(head) is None


def test_facts_that_are_cut_off_are_not_compared() -> None:
    data = sealed(1)[0].data
    whole = next(size for size in range(0, len(data), 64) if facts_in(data[:size]) is not None)
    assert whole > 64
    assert facts_in(data[: whole - 128]) is None


def test_facts_that_cannot_be_read_are_not_compared() -> None:
    data = sealed(1)[0].data
    at = data.index(b'{"group"') if b'{"group"' in data else data.index(b"{")
    assert facts_in(data[:at] + b"x" + data[at + 1 :]) is None
