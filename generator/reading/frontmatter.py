"""A Markdown file with YAML front matter -> checked data that knows its lines."""

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.model import read_words
from generator.model.errors import GeneratorError
from generator.model.fields import Location, Origin, find_hidden

_LONGEST_PARAGRAPH = 50_000  # Characters between two blank lines; those of the longest declarations have some 3,000
_DEEPEST = 100  # Brackets that are open at once. For each, parsers of Markdown look through the rest of the paragraph

Model = TypeVar("Model", bound=BaseModel)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML's safe loader, to which 2024-11-15 is text: the schema checks dates, and knows the line."""


_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

_BRACKET = re.compile(r"[\[\]()]")
# Besides what YAML forbids, what it takes for the end of a line and no editor does: places would be wrong behind it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

_YAML, _VALUES = read_words(__package__, "faults.yml").values()
_OPEN = "found unexpected end of stream"  # What the parser says of a quote that is not closed


def read_text(path: Path) -> str:
    """Read a text file, or raise a GeneratorError: without BOM, with Unix line ends, and nothing hidden in it."""
    try:
        if not path.is_file() and path.exists():
            raise GeneratorError("is no file that can be read", path=path, hint="put a file in its place")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as exc:
        raise GeneratorError("there is no such file", path=path, hint="create it") from exc
    except UnicodeDecodeError as exc:
        message, line = f"not UTF-8 (byte {exc.start + 1})", exc.object.count(b"\n", 0, exc.start) + 1
        raise GeneratorError(message, path=path, line=line, hint="save the file as UTF-8") from exc
    except OSError as exc:
        raise GeneratorError(f"cannot be read: {exc.strerror}", path=path) from exc
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden, line = find_hidden(text)
    if hidden:
        raise GeneratorError(f"holds {hidden}", path=path, line=line + 1, hint="remove it")
    depth = 0
    for number, part in enumerate(text.split("\n"), 1) if text.count("[") + text.count("(") > _DEEPEST else ():
        depth = depth if part.strip() else 0
        for bracket in _BRACKET.findall(part):
            depth = depth + 1 if bracket in "[(" else max(depth - 1, 0)
            if depth > _DEEPEST:
                message = f"a paragraph has more than {_DEEPEST} open brackets"
                raise GeneratorError(message, path=path, line=number, hint="close them, or part it with blank lines")
    return text


def read_document(path: Path) -> tuple[dict[str, Any], Origin]:
    """Read a file that must start with front matter, and return its keys, not yet checked."""
    text = read_text(path)
    if not text.strip():
        raise GeneratorError("the file is empty", path=path, hint="start it with front matter between two lines of ---")
    head, *rest = text.split("\n")
    if head.rstrip() != "---":
        hint = "start the file with a line of ---, keys, and --- again"
        raise GeneratorError("has no front matter", path=path, hint=hint)
    end = next((index for index, line in enumerate(rest) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        raise GeneratorError("the front matter has no end", path=path, hint="close it with a line of ---")
    # The parsers of Markdown take time that grows with the square of a paragraph, and no one can read or cite it.
    size = 0
    for number, line in enumerate(rest[end + 1 :], end + 3):
        size = size + len(line) + 1 if line.strip() else 0
        if size > _LONGEST_PARAGRAPH:
            message = f"a paragraph has more than {_LONGEST_PARAGRAPH} characters"
            raise GeneratorError(message, path=path, line=number, hint="part it with blank lines")
    return _load_yaml("\n".join(rest[:end]), path, first=2, body="\n".join(rest[end + 1 :]), body_line=end + 3)


def read_noun(path: Path, model: type[Model]) -> Model:
    """Return a file that is YAML as a whole as the given model, or raise a GeneratorError; one not there is empty."""
    return check(*_load_yaml(read_text(path) if path.exists() else "", path), model)


def _load_yaml(
    source: str, path: Path, *, first: int = 1, body: str = "", body_line: int = 1
) -> tuple[dict[str, Any], Origin]:
    """Read YAML whose first line is the given line of the file."""

    def fail(problem: str, line: int, hint: str) -> GeneratorError:
        return GeneratorError(problem, path=path, line=line + first, hint=hint)

    if bad := _FORBIDDEN.search(source):
        line = source.count("\n", 0, bad.start())
        raise fail(f"broken YAML: the character U+{ord(bad[0]):04X} may not stand here", line, "remove it")
    loader = _Loader(source)
    try:
        # Nested aliases make a few bytes expand into gigabytes, and no front matter needs them.
        for event in yaml.parse(source, Loader=_Loader) if "&" in source and "*" in source else ():
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line if event.start_mark else 0
                raise fail("YAML aliases (*name) are not allowed", line, "write the value out")
        node = loader.get_single_node()
        data = {} if node is None else _read_node(node, loader, fail)
    except yaml.MarkedYAMLError as exc:
        said, mark = exc.problem or exc.context or "", exc.problem_mark or exc.context_mark
        line = mark.line if mark else 0
        if said.startswith(_OPEN) and exc.context_mark:
            line = exc.context_mark.line
        elif mark and (opened := _find_open_quote(source.split("\n")[: line + 1], mark.column)) is not None:
            said, line = _OPEN, opened
        what, _, hint = next(text for start, text in _YAML.items() if said.startswith(start)).partition("; ")
        raise fail(f"broken YAML: {what.format(said=said)}", line, hint) from exc
    except RecursionError as exc:
        raise fail("broken YAML: nested too deeply", 0, "write it flat") from exc
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise fail("must be keys with values", 0, "write each as key: value")
    return data, Origin(path=path, lines=partial(_list_lines, source, first), body=body, body_line=body_line)


def _find_open_quote(lines: Sequence[str], column: int) -> int | None:
    """Return the line of a quote that only one in a later line closed, just before a place where the parser gave up."""
    closed = lines[-1][:column].rstrip()[-1:]
    opening = re.compile(rf"\s*(?:- +)?(?:[\w-]+: +)?{closed}[^{closed}]*") if closed in {'"', "'"} else None
    return next((at for at in range(len(lines) - 2, -1, -1) if opening and opening.fullmatch(lines[at])), None)


def _read_node(node: yaml.Node, loader: _Loader, fail: Callable[[str, int, str], GeneratorError]) -> object:
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _Loader.DEFAULT_SCALAR_TAG:
            return node.value
        try:
            return loader.construct_object(node)
        # PyYAML takes for granted that the text is what its tag says.
        except (ValueError, LookupError, AttributeError, ArithmeticError) as exc:
            what = f"broken YAML: {node.value[:40]!r} is no {node.tag.rpartition(':')[2]}"
            raise fail(what, node.start_mark.line, _YAML[""].partition("; ")[2]) from exc
    if isinstance(node, yaml.SequenceNode):
        return [_read_node(item, loader, fail) for item in node.value]
    found: dict[str, object] = {}
    for key_node, value in node.value:
        line = key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise fail("a key must be text, not a list or a mapping", line, "write a name")
        # A key that looks like a number or a date is a name all the same.
        key = str(key_node.value)
        if key in found:
            raise fail(f'the key "{key}" is given twice', line, "keep one")
        found[key] = _read_node(value, loader, fail)
    return found


def _list_lines(text: str, first: int, location: Location) -> Mapping[Location, int]:
    """Return the lines of the values under a key, or of all; they are rarely asked for."""
    block = re.search(rf"^{re.escape(str(location[0]))}:.*(?:\n(?:[ #-].*)?)*", text, re.MULTILINE)
    # A text in quotes may go on at the start of a line, and be taken for another key.
    with suppress(yaml.YAMLError):
        if block and location in (found := _locate_all(block[0], first + text.count("\n", 0, block.start()))):
            return found
    return _locate_all(text, first)


@lru_cache(maxsize=1)
def _locate_all(text: str, first: int) -> Mapping[Location, int]:
    node = yaml.compose(text, Loader=_Loader)
    return {location: line + first for location, line in _locate(node, ())} if node else {}


def _locate(node: yaml.Node, location: Location) -> Iterator[tuple[Location, int]]:
    is_list, children = isinstance(node, yaml.SequenceNode), node.value if isinstance(node, yaml.CollectionNode) else ()
    for index, child in enumerate(children):
        key, value = (child, child) if is_list else child
        place = (*location, index if is_list else key.value)
        yield place, key.start_mark.line
        yield from _locate(value, place)


def check(keys: Mapping[str, Any], origin: Origin, model: type[Model], context: object = None) -> Model:
    """Return keys as a model made with a context, by default their origin, or raise its faults, one a line at most."""
    try:
        return model.model_validate(keys, context=context or origin)
    except ValidationError as exc:
        # A key that is missing may only be misspelt, so what stands there comes first.
        faults: dict[object, GeneratorError] = {}
        found = [(tuple(part for part in fault["loc"] if part != "[key]"), fault) for fault in exc.errors()]
        for location, fault in sorted(found, key=lambda item: (item[1]["type"] == "missing", origin.line(*item[0]))):
            name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in location)
            message, hint = _explain(fault, name, model)
            is_missing = fault["type"] == "missing"
            if not (is_missing and any(f'"{location[-1]}"?' in item.hint for item in faults.values())):
                place = name if is_missing else origin.line(*location)
                faults.setdefault(place, origin.fail(message, *location, hint=hint))
        raise GeneratorError.join(faults.values()) from exc


def _explain(fault: ErrorDetails, name: str, model: type[BaseModel]) -> tuple[str, str]:
    """Return what is wrong, and what to do."""
    kind = fault["type"]
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        *around, key = fault["loc"]
        return f'unknown key "{name}"', suggest(str(key), _keys_at(model, tuple(around)), "known keys")
    if kind == "missing":
        return f'missing key "{name}"', "add it"
    if kind == "string_type" and fault["input"] is None:
        kind = "string_too_short"
    if kind == "enum":
        choices = [choice for choice in re.findall(r"'([^']*)'", fault["ctx"]["expected"]) if choice]
        return f'"{name}" is "{fault["input"]}", which is unknown', suggest(str(fault["input"]), choices)
    said = str(fault["ctx"]["error"]) if kind == "value_error" else _VALUES.get(kind, f"is wrong: {fault['msg']}")
    what, _, hint = said.partition("; ")
    return f'"{name}" {what}', hint


def suggest(word: str, known: Collection[str], otherwise: str = "choose one of", *, lists: bool = True) -> str:
    """Return the known word that is nearest to an unknown one as a hint, or else another one, and the known words."""
    near = difflib.get_close_matches(word, known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"{otherwise}: {', '.join(known)}" if lists else otherwise


def _keys_at(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys that a noun, or a part of it, may have."""
    fields = model.model_fields
    for part in location:
        if isinstance(part, str) and part in fields:
            nested = (getattr(inner, "__pydantic_fields__", None) for inner in _arguments(fields[part].annotation))
            fields = next((found for found in nested if found), {})
    return list(fields)


def _arguments(annotation: object) -> list[object]:
    inner = getattr(annotation, "__args__", ())
    return [annotation, *(deep for arg in inner for deep in _arguments(arg))]
