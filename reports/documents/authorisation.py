"""Who may act for whom, in what, from when to when?  授权书 (clause 4.4-e)."""

from dataclasses import dataclass
from datetime import date

from reports.documents.paper import page
from reports.documents.parts import Facts


@dataclass(frozen=True, slots=True)
class AuthorisationFacts(Facts):
    """One authorisation.

    scope: what may be done, one entry a power (召集党组会议, 主持党组会议, 签发会议纪要)
    basis: decision or paper it rests on; conditions: limits; signed_on: day of the grantor's signature
    revoked_on and revocation: when and why it ended early, empty while it runs
    """

    number: str = ""
    group: str = ""
    grantor: str = ""
    grantor_post: str = ""
    grantee: str = ""
    grantee_post: str = ""
    scope: tuple[str, ...] = ()
    basis: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    conditions: str = ""
    signed_on: date | None = None
    revoked_on: date | None = None
    revocation: str = ""


def html(facts: AuthorisationFacts) -> str:
    """Return the paper as HTML."""
    return page("authorisation.html", facts)
