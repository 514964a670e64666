"""What lies in a dossier, and what is noted about it?  Its cover and its note sheet 备考表 (DA/T 22-2015, clause 6.5-m)."""

from dataclasses import dataclass

from members.printing.paper import page
from members.printing.parts import Facts


@dataclass(frozen=True, slots=True)
class Count:
    """How much there is under one retention: 永久 / 30年 / 10年, items (件), files, pages."""

    retention: str = ""
    items: int = 0
    files: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class DossierCoverFacts(Facts):
    """Cover and note sheet of one dossier.

    latest: 数据截至, the last entry of what lies in it; law: the work rules; notes: what a reader must know, one
    sentence each (what is a stub, what is not sealed yet, what stays outside); signer: public key (hex)
    """

    group: str = ""
    title: str = ""
    fonds_number: str = ""
    latest: str = ""
    law: str = ""
    counts: tuple[Count, ...] = ()
    total: Count = Count()
    notes: tuple[str, ...] = ()
    signer: str = ""
    checkpoint: str = ""


def cover_html(facts: DossierCoverFacts) -> str:
    """Return the cover as HTML."""
    return page("papers/dossier_cover.html", facts)


def note_html(facts: DossierCoverFacts) -> str:
    """Return the note sheet as HTML."""
    return page("papers/dossier_note.html", facts)
