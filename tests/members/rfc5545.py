"""A strict reader of iCalendar lines, written from RFC 5545 alone: what it refuses, a real client may refuse."""

import re
from dataclasses import dataclass, field

NAME = re.compile(r"^[A-Z0-9-]+$")
QUOTED = re.compile(r'^"[^"\x00-\x08\x0a-\x1f\x7f]*"$')
PLAIN = re.compile(r'^[^";:,\x00-\x08\x0a-\x1f\x7f]*$')
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
TEXTS = frozenset({"SUMMARY", "LOCATION", "DESCRIPTION"})
MEANS = {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}


@dataclass
class Part:
    """BEGIN:name … END:name."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return the value of a property that occurs once."""
        (found,) = [value for key, _parameters, value in self.properties if key == name]
        return found

    def parameters(self, name: str) -> dict[str, str]:
        """Return its parameters."""
        (found,) = [parameters for key, parameters, _value in self.properties if key == name]
        return found

    def named(self, name: str) -> list["Part"]:
        """Return the parts of that name within."""
        return [part for part in self.parts if part.name == name]


def unfolded(content: bytes) -> list[str]:
    """Return the logical lines.  Every physical line ends with CRLF and is at most 75 octets, each valid UTF-8."""
    assert content.endswith(b"\r\n")
    lines: list[str] = []
    for raw in content[:-2].split(b"\r\n"):
        assert len(raw) <= 75, raw
        assert b"\n" not in raw
        assert b"\r" not in raw
        text = raw.decode("utf-8")
        if text[:1] in (" ", "\t"):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def parsed(content: bytes) -> Part:
    """Return the one VCALENDAR of a stream."""
    root = Part("")
    stack = [root]
    for line in unfolded(content):
        name, parameters, value = split(line)
        if name == "BEGIN":
            part = Part(value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif name == "END":
            assert stack.pop().name == value
        else:
            stack[-1].properties.append((name, parameters, text(value) if name in TEXTS else value))
    assert stack == [root]
    (calendar,) = root.parts
    assert calendar.name == "VCALENDAR"
    return calendar


def split(line: str) -> tuple[str, dict[str, str], str]:
    """Return name, parameters and value of one line."""
    assert not CONTROL.search(line), line
    match = re.match(r'^((?:[^":]|"[^"]*")*):(.*)$', line, re.DOTALL)
    assert match, line
    head, value = match.groups()
    name, *rest = re.findall(r'(?:[^";]|"[^"]*")+', head)
    assert NAME.match(name), line
    parameters = {}
    for one in rest:
        key, _sign, said = one.partition("=")
        assert NAME.match(key)
        assert QUOTED.match(said) or PLAIN.match(said)
        parameters[key] = said.strip('"')
    return name, parameters, value


def text(value: str) -> str:
    """Return a TEXT value as it was meant; unescaped commas and semicolons are not allowed in one."""
    out, rest = [], iter(value)
    for sign in rest:
        if sign == "\\":
            out.append(MEANS[next(rest)])
        else:
            assert sign not in ";,", value
            out.append(sign)
    return "".join(out)
