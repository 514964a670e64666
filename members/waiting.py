"""What is one line of the desk: something that waits for its reader?"""

from dataclasses import dataclass

from members.pages import Words


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, about what, where; due: by when ("" for no date); tone: info | warn | bad."""

    label: Words
    subject: str
    url: str
    icon: str
    due: str = ""
    tone: str = "info"
