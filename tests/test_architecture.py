"""The rooms of the package: who may import what, who prints, and how long a file may be."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter

import pytest

import generator
from tests.samples import ROOT

PACKAGE = ROOT / "generator"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
LINES = 400
OUTSIDE = {"mkdocs": "generator.plugin", "click": "generator.cli"}
"""Each of these is imported in one room only."""

rooms = pytest.mark.parametrize("room", MODULES)


def imports(room: str) -> set[str]:
    """Give every module that a room imports, for types alone too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[room].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{room} imports relatively"
            assert node.module
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            # `from generator import links` imports generator.links, and only the package's own door otherwise.
            found |= {name if name in MODULES else node.module for name in inner}
    return found


@rooms
def test_a_room_says_what_it_is_for_in_its_first_line(room: str) -> None:
    text = ast.get_docstring(ast.parse(MODULES[room].read_text(encoding="utf-8")))
    assert text
    assert text.split("\n")[0].endswith(".") or "->" in text.split("\n")[0]


@rooms
def test_no_room_outgrows_its_limit(room: str) -> None:
    assert len(MODULES[room].read_text(encoding="utf-8").splitlines()) <= LINES


@pytest.mark.parametrize(("package", "room"), OUTSIDE.items(), ids=OUTSIDE.keys())
def test_only_one_room_imports_it(package: str, room: str) -> None:
    importers = {name for name in MODULES if any(part.split(".")[0] == package for part in imports(name))}
    assert {name for name in importers if name != room and not name.startswith(f"{room}.")} == set()
    assert importers


def test_only_the_command_line_prints() -> None:
    printing = set()
    for room, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "click.echo", "sys.stdout.write"}:
                printing.add(room)
    assert printing <= {"generator.cli"}


@pytest.mark.parametrize("adapter", ["generator.cli", "generator.plugin"])
def test_no_room_stands_on_an_adapter(adapter: str) -> None:
    importers = {name for name in MODULES if any(f"{used}.".startswith(f"{adapter}.") for used in imports(name))}
    assert {name for name in importers if not name.startswith(adapter)} <= {"generator.__main__"}


def test_the_nouns_import_only_the_standard_library() -> None:
    assert not {name for name in imports("generator.model") if name.startswith("generator")}


def test_rooms_stand_on_each_other_in_one_order() -> None:
    # graphlib raises CycleError, which names the rooms.
    graph = {room: {name for name in imports(room) if name in MODULES and name != room} for room in MODULES}
    assert set(TopologicalSorter(graph).static_order()) == set(MODULES)


def test_nothing_swallows_every_exception() -> None:
    broad = [
        f"{room}:{node.lineno}"
        for room, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert broad == []


@rooms
def test_files_are_opened_with_their_encoding(room: str) -> None:
    for node in ast.walk(ast.parse(MODULES[room].read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        # Of a path; what a call gives, such as a distribution's metadata, has a read_text without an encoding.
        if node.func.attr in {"read_text", "write_text"} and not isinstance(node.func.value, ast.Call):
            assert "encoding" in {keyword.arg for keyword in node.keywords}, f"{room}:{node.lineno}"


def test_the_package_says_what_is_public() -> None:
    assert sorted(generator.__all__) == list(generator.__all__)
    assert all(hasattr(generator, name) for name in generator.__all__)
