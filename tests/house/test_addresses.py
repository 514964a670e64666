"""Does each address stand once, and is a meeting's found soon?"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver

VALUES = {"IntConverter": "7", "SlugConverter": "some-word", "StringConverter": "some-word"}


def chains(patterns: list[Any], above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each pattern, from the root."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield (*above, pattern)
        else:
            yield from chains(pattern.url_patterns, (*above, pattern))


def example(chain: tuple[Any, ...]) -> str:
    """Return a path that the last pattern of a chain is meant for."""
    path = ""
    for step in chain:
        route = str(step.pattern)
        for key, converter in step.pattern.converters.items():
            route = re.sub(rf"<(?:\w+:)?{key}>", VALUES[type(converter).__name__], route)
        path += route
    assert "<" not in path
    return path


def matching(patterns: list[Any], path: str) -> Iterator[URLPattern]:
    """Yield every pattern that takes a path, not only the first."""
    for pattern in patterns:
        match = pattern.pattern.match(path)
        if match and isinstance(pattern, URLPattern):
            yield pattern
        elif match:
            yield from matching(pattern.url_patterns, match[0])


def asked(patterns: list[Any], path: str) -> tuple[int, bool]:
    """Return how many patterns are asked until one takes the path, and whether one did."""
    count = 0
    for pattern in patterns:
        count += 1
        match = pattern.pattern.match(path)
        if not match:
            continue
        below, taken = (0, True) if isinstance(pattern, URLPattern) else asked(pattern.url_patterns, match[0])
        count += below
        if taken:
            return count, True
    return count, False


def test_no_two_patterns_take_the_same_path() -> None:
    patterns = get_resolver().url_patterns
    repeated = {
        path: [str(each) for each in takers]
        for path in map(example, chains(patterns))
        if len(takers := list(matching(patterns, path))) != 1
    }
    assert not repeated


def test_no_name_stands_twice_in_its_namespace() -> None:
    names = Counter(
        (*(step.namespace for step in chain[:-1] if step.namespace), chain[-1].name)
        for chain in chains(get_resolver().url_patterns)
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_a_meeting_is_found_among_the_first_pages() -> None:
    count, taken = asked(get_resolver().url_patterns, "b/some-word/meetings/7/")
    assert taken
    assert count < 128
