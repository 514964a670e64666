"""Which rooms have something to register when the application starts?  Modules of a name, in the apps and their rooms."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings

LAYERS = frozenset(
    {"actions", "filters", "forms", "management", "migrations", "models", "rules", "states", "views"}
)
"""Folders of an app that are no rooms."""


def discover(*names: str) -> None:
    """Import the modules of these names in our apps, floor by floor, so that what they hold registers itself."""
    for name in names:
        for module in _modules(name):
            import_module(module)


def _modules(name: str) -> Iterator[str]:
    for config in reversed([*apps.get_app_configs()]):
        root = Path(config.path)
        if root.parent != settings.BASE_DIR:
            continue
        for path in (root, *sorted(root.iterdir())):
            if path.is_dir() and path.name not in LAYERS:
                yield from (
                    ".".join((config.name, *row.relative_to(root).parts)) for row in _named(path, name)
                )


def _named(folder: Path, name: str) -> Iterator[Path]:
    """Return the module, or each module of the package, of a name in a folder."""
    if (folder / f"{name}.py").exists():
        yield folder / name
    if (folder / name).is_dir():
        yield from (file.with_suffix("") for file in sorted((folder / name).glob("[a-z]*.py")))
