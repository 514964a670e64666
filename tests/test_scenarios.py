"""Meetings told as scripts come out as they say."""

from pathlib import Path

import pytest

from reports.rehearsal.reader import read_file
from reports.rehearsal.runner import rehearse


@pytest.mark.django_db
def test_scenario(scenario_file: Path) -> None:
    played = rehearse(read_file(scenario_file))
    wrong = [f"line {step.line} {step.verb}: {why}" for step in played for why in step.unexpected]
    assert wrong == []
