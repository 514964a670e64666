"""What does every address answer to every role?  One row for each named route; a test compares.

The columns of `get` and `post` are the roles in ROLES; one letter alone stands for all of them:
o shows (200)   > goes on (302)   ! refuses with a reason (422)   x has not the power (403)
4 does not exist for this person (404)   m no such method (405)
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
ANSWERS = {"o": 200, ">": 302, "!": 422, "x": 403, "4": 404, "m": 405}


@dataclass(frozen=True, slots=True)
class Row:
    """One route.

    record: which record of the town its address names ("" none).  scope: "body" | "account" (logged in)
    | "anyone".  entered: reading is entered in the journal (clause 6.5-m), so a GET writes one entry.
    """

    record: str
    get: str
    post: str
    scope: str = "body"
    entered: bool = False

    def answer(self, method: str, role: str) -> int:
        """Return the status this role gets."""
        letters = self.get if method == "GET" else self.post
        return ANSWERS[letters if len(letters) == 1 else letters[ROLES.index(role)]]

    def takes(self, method: str) -> bool:
        """Say whether the route knows the method."""
        return (self.get if method == "GET" else self.post) != "m"
