"""Every scenario of the folder, or of those named by --scenarios, comes out as it says."""

from pathlib import Path

import pytest

from reports.rehearsal.runner import rehearse_file


@pytest.mark.django_db
def test_scenario(scenario: Path) -> None:
    played = rehearse_file(scenario)
    wrong = [f"{scenario.name}:{one.step.line}: {one.step.name}: {'; '.join(one.differences)} {one.outcome.reason}"
             for one in played.steps if not one.holds]  # fmt: skip
    assert wrong == []
