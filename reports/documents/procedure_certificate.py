"""Was a decision reached as the work rules ask?  程序合规证明 of one decision (clauses 6.4-a to 6.5-f)."""

from dataclasses import dataclass, field
from datetime import date

import segno

from members.printing.paper import page
from members.printing.parts import Facts, Sitting


@dataclass(frozen=True, slots=True)
class ProcedureCertificateFacts(Facts):
    """The procedure of one decision, in figures and in words.

    number: of the decision; title: matter; law: name and number of the work rules, with clauses
    entitled, present, away, recused, uncounted: names, 、 between them; base, opening, room: persons
    quorum: what had to be there and what was; method; tally, count: figures and the reckoning in words
    result: 通过; text: what was decided (empty where only its digest is told); digest: SHA-256
    code: signed text of the printed code; signer: public key (hex)
    """

    sitting: Sitting = field(default_factory=Sitting)
    number: str = ""
    item: str = ""
    title: str = ""
    text: str = ""
    law: str = ""
    base: int | None = None
    entitled: str = ""
    uncounted: str = ""
    opening: int | None = None
    opening_quorum: str = ""
    room: int | None = None
    present: str = ""
    away: str = ""
    recused: str = ""
    quorum: str = ""
    method: str = ""
    tally: str = ""
    count: str = ""
    result: str = ""
    digest: str = ""
    code: str = ""
    signer: str = ""
    issuer: str = ""
    dated: date | None = None


def html(facts: ProcedureCertificateFacts) -> str:
    """Return the certificate as HTML, with its code as a picture."""
    return page("procedure_certificate.html", facts, picture=picture(facts.code))


def picture(code: str) -> str:
    """Return the code as the address of a picture that carries itself (data:); empty for none."""
    return matrix(code).svg_data_uri(scale=4, border=2) if code else ""


def matrix(code: str) -> segno.QRCode:
    """Return the code as a matrix; a text of capitals and digits is set in the compact mode for these."""
    return segno.make(code, error="m", micro=False, boost_error=False)
