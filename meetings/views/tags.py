"""How are tags of work told?"""

from members.models import WorkTag


def tag_labels(tags: list[str]) -> str:
    """Return the names of tags, in the order of the list of fields; unknown ones are left out."""
    return "、".join(str(tag.label) for tag in WorkTag if tag.value in tags)
