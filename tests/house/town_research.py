"""What a town has of research: one record of everything that has an address."""

from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
