"""`pytest --scenarios DIR`: every scenario of a folder is a test."""

from pathlib import Path

import pytest

OWN = Path(__file__).parent / "scenarios"
RUNNER = Path(__file__).parent / "test_scenarios.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take a folder of scenarios; without it the suite plays its own."""
    try:
        parser.addoption(
            "--scenarios", metavar="DIR", help="play every scenario (*.yaml) of DIR, and nothing else"
        )
    except ValueError:
        return  # this module is known by two names: as a plug-in of the environment and through conftest


def pytest_configure(config: pytest.Config) -> None:
    """With --scenarios and no other choice, collect the scenarios alone."""
    chosen = config.getoption("--scenarios", None)
    if chosen and config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args[:] = [str(RUNNER)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test of each file."""
    if "scenario_file" not in metafunc.fixturenames:
        return
    folder = Path(metafunc.config.getoption("--scenarios", None) or OWN)
    files = sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")])
    metafunc.parametrize("scenario_file", files, ids=[str(file.relative_to(folder)) for file in files])
