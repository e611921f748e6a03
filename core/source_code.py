"""The lines of this program that compute a step, read from the files that are running; needs no torch.

A step's origin names a tap ("core.layers.attention:MultiHeadAttention.scores"). The statement that calls the tap is
found in the class's source, with the statements before it that made what it uses, and with the code that it hands
the tap or its work to: a private method, an arrangement of sublayers, a part such as the positions.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE.parent


@dataclass(frozen=True)
class Snippet:
    """Whole lines of a file, verbatim: ``marked`` are the numbers of the lines that hold the step itself."""

    file: str
    first_line: int
    text: str
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class _Module:
    """A parsed file of this program."""

    file: str
    lines: tuple[str, ...]
    tree: ast.Module

    def definition(self, name: str) -> ast.ClassDef | ast.FunctionDef | None:
        """The class or function of that name."""
        found = (node for node in self.tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef))
        return next((node for node in found if node.name == name), None)

    def imported_from(self, name: str) -> _Module | None:
        """The module of this program that a name is imported from; this one where it is defined here."""
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and name in {alias.name for alias in node.names}:
                return _module(node.module or "")
        return self if self.definition(name) is not None else None

    def snippet(self, nodes: Iterable[ast.AST], marked: Iterable[ast.AST] = ()) -> Iterator[Snippet]:
        """The lines of these nodes; those that follow each other are one snippet."""
        wanted = sorted({line for node in nodes for line in _line_numbers(node)})
        lit = {line for node in marked for line in _line_numbers(node)}
        starts = [line for line in wanted if line - 1 not in wanted]
        for start in starts:
            end = next(line for line in range(start, wanted[-1] + 1) if line + 1 not in wanted)
            text = "\n".join(self.lines[start - 1 : end])
            yield Snippet(self.file, start, text, tuple(sorted(lit & set(range(start, end + 1)))))


@lru_cache(maxsize=512)
def snippets(origin: str, *choices: str) -> tuple[Snippet, ...]:
    """The lines behind a tap, those of its own class first; KeyError where the origin names no tap that is used.

    ``choices`` are the words by which the code picks between alternatives, such as "pre" (the placement of the
    norms) or "position" (the kind of a part); without them all alternatives are given.
    """
    module_name, _, path = origin.partition(":")
    class_name, _, attribute = path.rpartition(".")
    module = _module(module_name)
    owner = None if module is None else module.definition(class_name)
    if module is None or not isinstance(owner, ast.ClassDef):
        raise KeyError(origin)
    return tuple(_snippets(module, owner, attribute, frozenset(choices)))


def _snippets(
    module: _Module, owner: ast.ClassDef, attribute: str, choices: frozenset[str]
) -> Iterator[Snippet]:
    taps = _taps(owner)
    method, statement = _use(owner, attribute)
    used = [*_slice(method, statement, owner, taps), statement]
    handed = attribute not in _own_calls(statement)
    lit = [node for node in ast.walk(statement) if handed and _is_own(node, attribute)]
    yield from module.snippet(used, lit or [statement])
    for name in _called_methods(used, owner, taps):
        yield from module.snippet([_methods(owner)[name]])
    if lit:
        yield from _arrangements(module, owner, statement, attribute, choices)
    yield from _parts(module, owner, used, choices)


def _use(owner: ast.ClassDef, attribute: str) -> tuple[ast.FunctionDef, ast.stmt]:
    """The method and its statement that call the tap, or else hand it to something that does."""
    statements = [(method, s) for method in _methods(owner).values() for s in _simple_statements(method)]
    called = [(m, s) for m, s in statements if attribute in _own_calls(s)]
    handed = [(m, s) for m, s in statements if any(_is_own(node, attribute) for node in ast.walk(s))]
    found = called or handed
    if not found:
        raise KeyError(f"{owner.name}.{attribute}")
    return found[0]


def _slice(
    method: ast.FunctionDef, statement: ast.stmt, owner: ast.ClassDef, taps: frozenset[str]
) -> list[ast.stmt]:
    """The earlier statements of the method that made what the statement uses, as far back as the taps."""
    earlier = [s for s in _simple_statements(method) if s.lineno < statement.lineno]
    kept: list[ast.stmt] = []
    needed = _read_names(statement)
    for candidate in reversed(earlier):
        made = {node.id for node in ast.walk(candidate) if isinstance(node, ast.Name) and _is_stored(node)}
        if not made & needed:
            continue
        needed -= made
        if not _passes_tap(candidate, owner, taps):
            kept.append(candidate)
            needed |= _read_names(candidate)
    return kept


def _called_methods(used: Iterable[ast.stmt], owner: ast.ClassDef, taps: frozenset[str]) -> list[str]:
    """The private methods without taps of their own that the statements call."""
    methods = _methods(owner)
    names = {name for s in used for name in _own_calls(s) if name in methods and name.startswith("_")}
    return sorted(name for name in names if not _passes_tap(methods[name], owner, taps))


def _arrangements(
    module: _Module, owner: ast.ClassDef, statement: ast.stmt, attribute: str, choices: frozenset[str]
) -> Iterator[Snippet]:
    """The functions to which the statement hands the tap: ``self.arrange = ARRANGEMENTS[...]`` picks one of them."""
    call = next(
        n
        for n in ast.walk(statement)
        if isinstance(n, ast.Call) and any(_is_own(a, attribute) for a in n.args)
    )
    place = next(at for at, argument in enumerate(call.args) if _is_own(argument, attribute))
    for name in _alternatives(module, owner, call.func, choices):
        home = module.imported_from(name)
        function = None if home is None else home.definition(name)
        if home is not None and isinstance(function, ast.FunctionDef):
            parameter = function.args.args[place].arg
            calls = [s for s in _simple_statements(function) if parameter in _called_names(s)]
            yield from home.snippet([function], calls)


def _alternatives(
    module: _Module, owner: ast.ClassDef, called: ast.expr, choices: frozenset[str]
) -> list[str]:
    """The functions that an attribute may stand for: the entries of the table that it is taken from."""
    made = [
        s
        for s in ast.walk(owner)
        if isinstance(s, ast.Assign)
        and ast.dump(s.targets[0]).replace("Store()", "Load()") == ast.dump(called)
    ]
    tables = {node.id for s in made for node in ast.walk(s.value) if isinstance(node, ast.Name)}
    entries: list[tuple[str, str]] = []
    for node in module.tree.body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        value = getattr(node, "value", None)
        if isinstance(value, ast.Dict) and any(isinstance(t, ast.Name) and t.id in tables for t in targets):
            entries += [
                (str(key.value), entry.id)
                for key, entry in zip(value.keys, value.values, strict=True)
                if isinstance(key, ast.Constant) and isinstance(entry, ast.Name)
            ]
    return [name for key, name in entries if key in choices] or [name for _, name in entries]


def _parts(
    module: _Module, owner: ast.ClassDef, used: Iterable[ast.stmt], choices: frozenset[str]
) -> Iterator[Snippet]:
    """What parts of this program compute that the statements call, such as the position encoding."""
    initialiser = next(node for node in owner.body if isinstance(node, ast.FunctionDef))
    parameters = [*initialiser.args.args, *initialiser.args.kwonlyargs]
    called = {name for statement in used for name in _own_calls(statement)}
    annotations = [p.annotation for p in parameters if p.arg in called and p.annotation is not None]
    names = [node.id for a in annotations for node in ast.walk(a) if isinstance(node, ast.Name)]
    found = [
        (home, part)
        for name in names
        if (home := module.imported_from(name)) is not None
        and isinstance(part := home.definition(name), ast.ClassDef)
    ]
    for home, part in [pair for pair in found if _kind(pair[1]) in choices] or found:
        functions = [home.definition(name) for name in sorted(_called_names(part))]
        bodies = [s for s in part.body if isinstance(s, ast.FunctionDef) and s.name == "forward"]
        yield from home.snippet([f for f in functions if isinstance(f, ast.FunctionDef)])
        yield from home.snippet(bodies)


def _kind(part: ast.ClassDef) -> str:
    """The word that a part says of itself: ``kind = "position"``."""
    for node in part.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            return str(node.value.value)
    return ""


@lru_cache(maxsize=64)
def _module(name: str) -> _Module | None:
    """A module of this program by its dotted name, found through the package's folder; None for any other."""
    package, *parts = name.split(".")
    path = _PACKAGE.joinpath(*parts).with_suffix(".py")
    if package != _PACKAGE.name or not parts or not path.is_file():
        return None
    text = path.read_text("utf-8")
    return _Module(path.relative_to(_ROOT).as_posix(), tuple(text.splitlines()), ast.parse(text))


def _methods(owner: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    found = (node for node in owner.body if isinstance(node, ast.FunctionDef))
    return {node.name: node for node in found if node.name != "__init__"}


def _taps(owner: ast.ClassDef) -> frozenset[str]:
    """The attributes that are made by ``Tap(...)``."""
    made = (node for node in ast.walk(owner) if isinstance(node, ast.Assign) and "Tap" in _called_names(node))
    return frozenset(t.attr for node in made for t in node.targets if isinstance(t, ast.Attribute))


def _passes_tap(node: ast.AST, owner: ast.ClassDef, taps: frozenset[str]) -> bool:
    """Whether a tap is called or handed on here, or in a method that is named here."""
    named = _own_names(node)
    inner = (_methods(owner).get(name) for name in named)
    return bool(named & taps) or any(_own_names(method) & taps for method in inner if method is not None)


def _simple_statements(function: ast.FunctionDef) -> list[ast.stmt]:
    """Statements that hold no others, without the docstring."""
    inner = (node for node in ast.walk(function) if isinstance(node, ast.stmt) and not hasattr(node, "body"))
    kept = [n for n in inner if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
    return sorted(kept, key=lambda node: node.lineno)


def _own_names(node: ast.AST) -> set[str]:
    """Names of all attributes of ``self`` in this code."""
    return {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute) and _is_own(n, n.attr)}


def _own_calls(node: ast.AST) -> set[str]:
    """Names of what is called on ``self``."""
    functions = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
    return {f.attr for f in functions if isinstance(f, ast.Attribute) and _is_own(f, f.attr)}


def _called_names(node: ast.AST) -> set[str]:
    calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


def _is_own(node: ast.AST, attribute: str) -> bool:
    own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    return own and isinstance(node, ast.Attribute) and node.attr == attribute


def _is_stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _read_names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and not _is_stored(n)}


def _line_numbers(node: ast.AST) -> range:
    first = getattr(node, "lineno", 1)
    return range(first, (getattr(node, "end_lineno", None) or first) + 1)
