"""How does a paper become a page?  A template and the facts, nothing else.

Depends on Django's template engine; on no model and on no PDF library.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from members.printing.parts import Facts


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of paper that can be printed.

    name: stable identifier, also the name of its file; title: English message id for the interface
    facts: the dataclass it is printed from; html: facts → the whole page as HTML
    """

    name: str
    title: str
    facts: type[Facts]
    html: Callable[[Any], str]

    def blank(self) -> str:
        """Return the HTML of the empty form."""
        return self.html(self.facts.blank())


def page(template: str, facts: Facts, **more: object) -> str:
    """Return the HTML of one paper: `templates/reports/documents/<template>` with `facts` and what was derived."""
    return render_to_string(f"reports/documents/{template}", {"facts": facts, **more})
