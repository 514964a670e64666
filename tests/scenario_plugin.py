"""`pytest --scenarios DIR`: every scenario of a folder is one test; without it the suite plays its own."""

from pathlib import Path

import pytest

OWN = Path(__file__).resolve().parent / "scenarios"
RUNNER = Path(__file__).resolve().parent / "test_scenarios.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take folders of scenarios."""
    parser.addoption(
        "--scenarios",
        metavar="DIR",
        action="append",
        type=Path,
        help="play every scenario (*.yaml) of DIR, and nothing else",
    )


def pytest_configure(config: pytest.Config) -> None:
    """With --scenarios and no other choice, collect the scenarios alone."""
    folders = config.getoption("--scenarios") or []
    for folder in folders:
        if not folder.is_dir():
            raise pytest.UsageError(f"--scenarios: {folder} is no folder")
    if folders and config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args[:] = [str(RUNNER)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test of each file."""
    if "scenario" not in metafunc.fixturenames:
        return
    folders = metafunc.config.getoption("--scenarios") or [OWN]
    files = [(folder, file) for folder in folders for file in sorted(folder.rglob("*.y*ml"))]
    metafunc.parametrize(
        "scenario",
        [file for _folder, file in files],
        ids=[str(file.relative_to(folder)) for folder, file in files],
    )
