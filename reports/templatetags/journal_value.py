"""How does the merged journal show a fact of an entry?  As everywhere, and single code words in words too."""

import re
from typing import Any

from django import template

from members.templatetags.desk import fact, words

register = template.Library()


@register.filter
def told(value: Any) -> str:
    """Return one value for reading; a code word such as "passed" is told in the language of the page."""
    text = fact(value)
    return words(text) if re.fullmatch(r"[a-z]{3,}", text) else text
