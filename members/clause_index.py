"""Who carries a clause?  The functions that name it and the tests that try it, found by reading the source.

A function carries a clause when its docstring says so ("Clause 6.4-a.", "Clauses 6.4-a, 6.5-c.") or when it
answers in its name (the id as a literal, in a verdict or in a table of acts).  A test tries a clause when the
id stands in its name (…_6_4_a), its docstring, its cases or its assertions; a scenario, when it names it.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from members.procedure.rulebook import shelf

ROOT = Path(__file__).resolve().parents[1]
APPS = ("members", "meetings", "votes", "study", "lifes", "reports")

_ID = r"(?:N|\d{1,2})(?:\.\d)?-(?:[a-z]\d{0,2}|\d)"
_ANYWHERE = re.compile(rf"(?<![\w.\-]){_ID}(?![\w\-])")
_SENTENCE = re.compile(rf"\bClauses?\s+({_ID}(?:(?:,\s+and|,|\s+and)\s+{_ID})*)(?![\w\-])")
_IN_NAME = re.compile(r"(?<=_)(n|\d{1,2})(?:_(\d))?_([a-z]\d{0,2}|\d)(?=_|$)")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class ClauseIndex:
    """What the source says, by clause id: dotted names of functions, node ids of tests, both sorted."""

    functions: Mapping[str, tuple[str, ...]]
    tests: Mapping[str, tuple[str, ...]]


@cache
def clause_index() -> ClauseIndex:
    """Return which functions and tests carry the clauses of all released rulebooks; the source is read once."""
    known = {clause.id for book in shelf().values() for clause in book.clauses}
    return find_carriers(ROOT, known)


def find_carriers(root: Path, known: Collection[str]) -> ClauseIndex:
    """Read the source below a folder.  known: the ids that are clauses; nothing else counts as one."""
    functions = (row for app in APPS for path in _python(root / app) for row in _carrying(path, root, known))
    tests = [row for path in _python(root / "tests") for row in _trying(path, root, known)]
    scenarios = [
        (clause, str(path.relative_to(root)))
        for path in sorted((root / "tests").rglob("*.yaml"))
        for clause in _mentioned([path.read_text(encoding="utf-8")], known)
    ]
    return ClauseIndex(_by_clause(functions), _by_clause([*tests, *scenarios]))


def _by_clause(rows: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    result: defaultdict[str, set[str]] = defaultdict(set)
    for clause, name in rows:
        result[clause].add(name)
    return {clause: tuple(sorted(names)) for clause, names in result.items()}


def _python(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _carrying(path: Path, root: Path, known: Collection[str]) -> Iterator[tuple[str, str]]:
    parts = path.relative_to(root).with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    yield from _carrying_in(_tree(path), module, known)


def _carrying_in(
    body: ast.Module | ast.ClassDef, prefix: str, known: Collection[str]
) -> Iterator[tuple[str, str]]:
    for node in body.body:
        for name in _names(node):
            dotted = f"{prefix}.{name}"
            yield from ((clause, dotted) for clause in _claimed(node) & set(known))
            if isinstance(node, ast.ClassDef):
                yield from _carrying_in(node, dotted, known)


def _names(node: ast.stmt) -> list[str]:
    """Name what a statement defines: a function, a class, or a constant such as a table of acts."""
    if isinstance(node, Function | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _claimed(node: ast.stmt) -> set[str]:
    doc = (ast.get_docstring(node) or "") if isinstance(node, Function | ast.ClassDef) else ""
    text = {clause for sentence in _SENTENCE.findall(doc) for clause in _ANYWHERE.findall(sentence)}
    return text if isinstance(node, ast.ClassDef) else text | _strings(node)


def _strings(node: ast.AST) -> set[str]:
    constants = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def _trying(path: Path, root: Path, known: Collection[str]) -> Iterator[tuple[str, str]]:
    tree = _tree(path)
    constants = {
        name: _strings(node) for node in tree.body if not isinstance(node, Function) for name in _names(node)
    }
    for name, function in _tests(tree):
        used = {part.id for part in ast.walk(function) if isinstance(part, ast.Name)}
        strings = _strings(function).union(*(constants[row] for row in sorted(used & constants.keys())))
        node_id = f"{path.relative_to(root)}::{name}"
        yield from (
            (clause, node_id) for clause in _mentioned(strings, known) | _in_name(function.name, known)
        )


def _tests(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    for node in tree.body:
        if isinstance(node, Function) and node.name.startswith("test"):
            yield node.name, node
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from (
                (f"{node.name}::{part.name}", part)
                for part in node.body
                if isinstance(part, Function) and part.name.startswith("test")
            )


def _mentioned(strings: Iterable[str], known: Collection[str]) -> set[str]:
    return {clause for string in strings for clause in _ANYWHERE.findall(string)} & set(known)


def _in_name(name: str, known: Collection[str]) -> set[str]:
    # The look-behind keeps the separator free, so that two ids may follow each other: …_6_4_a_6_4_b.
    result = (
        f"{article}{'.' + part if part else ''}-{letter}" for article, part, letter in _IN_NAME.findall(name)
    )
    return {clause.replace("n-", "N-") for clause in result} & set(known)
