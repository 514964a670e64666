"""What does every address answer to every role?  One row for each named route; a test compares.

The columns of `get` and `post` are the roles in ROLES; one letter alone stands for all of them:
o shows (200)   > goes on (302)   ! refuses with a reason (422)   x has not the power (403)
4 does not exist for this person (404)   m no such method (405)   s says that something stands still (503)
A POST holds the token's name alone, and its answer that of the state the record is in (tests/house/town.py).
Who is not logged in is sent to the log-in page; who belongs to another body gets 404.
"""

from dataclasses import dataclass

ROLES = (
    "secretary",
    "deputy",
    "member",
    "clerk",
    "recorder",
    "inspector",
    "auditor",
    "system_admin",
    "responsible_unit",
    "platform",
)
ANSWERS = {"o": 200, ">": 302, "!": 422, "x": 403, "4": 404, "m": 405, "s": 503}


@dataclass(frozen=True, slots=True)
class Row:
    """One route.

    record: which record of the town its address names ("" none); row: which row of it, besides.  scope: "body" | "account" (logged in)
    | "anyone".  entered: reading is entered in the journal (clause 6.5-m), so a GET writes one entry.
    """

    record: str
    get: str
    post: str
    scope: str = "body"
    entered: bool = False
    row: str = ""

    def answer(self, method: str, role: str) -> int:
        """Return the status this role gets."""
        letters = self.get if method == "GET" else self.post
        return ANSWERS[letters if len(letters) == 1 else letters[ROLES.index(role)]]

    def takes(self, method: str) -> bool:
        """Say whether the route knows the method."""
        return (self.get if method == "GET" else self.post) != "m"


INSIDERS = ROLES[:7]
"""Members and staff, without the administrator, units and the platform."""


def only(*roles: str, yes: str = "o", no: str = "x") -> str:
    """Write the letters of a column: `yes` for these roles, `no` for the others."""
    assert set(roles) <= set(ROLES)
    return "".join(yes if role in roles else no for role in ROLES)


READ = only(*INSIDERS)


def listed() -> Row:
    """Return the row of a register that insiders read."""
    return Row("", READ, "m")


def shown(record: str, *, entered: bool = False, row: str = "") -> Row:
    """Return the row of a page, or of a file, that insiders read."""
    return Row(record, READ, "m", entered=entered, row=row)


def formed(record: str, *roles: str, answer: str = "!", row: str = "", no: str = "x") -> Row:
    """Return the row of an act with a form: who may sees it; an empty one is refused, or does the act."""
    return Row(record, only(*roles, no=no), only(*roles, yes=answer, no=no), row=row)


def pressed(record: str, *roles: str, answer: str = ">", row: str = "", no: str = "x") -> Row:
    """Return the row of an act behind a button."""
    return Row(record, "m", only(*roles, yes=answer, no=no), row=row)
