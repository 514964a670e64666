"""How often is the same paper set?  Once in a run: the same HTML gives the same bytes, as tests/members/printing/test_pdf.py proves.

Seven roles that open the same paper, or a story told in each test of a file, would set it again and again.
"""

from collections.abc import Iterator
from functools import lru_cache, wraps

import pytest

from members.printing import pdf
from members.printing.pdf import Mark


@pytest.fixture(scope="session", autouse=True)
def _each_paper_is_set_once() -> Iterator[None]:
    """Keep the last papers; `pdf.render.__wrapped__` sets one anew."""
    plain = pdf.render
    kept = lru_cache(maxsize=256)(lambda html, mark, _style: plain(html, mark))

    @wraps(plain)
    def render(html: str, mark: Mark | None = None) -> bytes:
        if not pdf.available():
            return plain(html, mark)
        return kept(html, mark, pdf._css_file())

    pdf.render = render
    yield
    pdf.render = plain
