"""Papers as the tests print them: by name, of a meeting or of the year."""

from members.printing.paper import Section, papers

PAPERS = papers()
YEAR = {name: paper for name, paper in PAPERS.items() if paper.section is Section.YEAR}


def blank(name: str) -> str:
    """Return the HTML of an empty form."""
    return PAPERS[name].html(PAPERS[name].blank)
