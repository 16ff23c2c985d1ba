"""A Markdown file with YAML front matter -> checked data that knows its lines."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from generator.errors import GeneratorError

Location = tuple[str | int, ...]
"""Where a value stands in the front matter: `("sources", 0, "url")`."""

LONGEST_PARAGRAPH = 50_000
"""Characters between two blank lines; those of the longest declarations have some 3,000."""

Model = TypeVar("Model", bound=BaseModel)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML's safe loader, to which 2024-11-15 is text: the schema checks dates, and knows the line."""


_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

# Besides what YAML forbids, what it takes for the end of a line and no editor does: places would be wrong behind it.
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Control characters, and those that change the direction of a text: a page would show other words than it holds.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")

_EXPECTED = {
    "string_type": "must be text; put it in quotes",
    "list_type": "must be a list; start each item on its own line with a dash",
    "tuple_type": "must be a list; start each item on its own line with a dash",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "string_too_short": "is empty; write it or remove the key",
    "too_short": "is empty; write it or remove the key",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file, taken apart and not yet checked."""

    path: Path
    data: Mapping[str, Any]
    lines: Mapping[Location, int]
    body: str
    """What follows the front matter. Line ends are `\\n`."""
    body_line: int
    """The line of the file that the body starts on, 1-based."""
    error: type[GeneratorError]
    """What to raise when the content is wrong."""

    def line(self, *location: str | int) -> int:
        """Give the line of a value, or of the nearest value around it."""
        while location:
            if location in self.lines:
                return self.lines[location]
            location = location[:-1]
        return 1

    def fail(self, message: str, *location: str | int) -> GeneratorError:
        """Make the error that says what is wrong at a location."""
        return self.error(message, path=self.path, line=self.line(*location))


def read_text(path: Path, error: type[GeneratorError]) -> str:
    """Read a text file as if it had no BOM and Unix line ends.

    Raises:
        GeneratorError: of the given type, when there is no such file, or it is not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as exc:
        raise error("there is no such file; create it", path=path) from exc
    except UnicodeDecodeError as exc:
        before = exc.object[: exc.start]
        message = f"not UTF-8 (byte {exc.start + 1}); save the file as UTF-8"
        raise error(message, path=path, line=before.count(b"\n") + 1) from exc
    except OSError as exc:
        raise error(f"cannot be read: {exc.strerror}", path=path) from exc
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_document(path: Path, error: type[GeneratorError]) -> Document:
    """Read a file that must start with front matter.

    Raises:
        GeneratorError: of the given type, when the file, the front matter or its YAML cannot be read.
    """
    text = read_text(path, error)
    if not text.strip():
        raise error("the file is empty; start it with front matter between two lines of ---", path=path)
    head, *rest = text.split("\n")
    if head.rstrip() != "---":
        raise error("has no front matter; start the file with a line of ---, keys, and --- again", path=path)
    ends = (index for index, line in enumerate(rest) if line.rstrip() in {"---", "..."})
    index = next(ends, -1)
    if index < 0:
        raise error("the front matter has no end; close it with a line of ---", path=path)
    source = "\n".join(rest[:index])
    data, lines = _load_yaml(source, path, error)
    _refuse_unreadable(rest[index + 1 :], index + 3, path, error)
    return Document(
        path=path,
        data=data,
        lines=lines,
        body="\n".join(rest[index + 1 :]),
        body_line=index + 3,
        error=error,
    )


def _refuse_unreadable(body: list[str], first: int, path: Path, error: type[GeneratorError]) -> None:
    # The parsers of Markdown take time that grows with the square of a paragraph, and no one can read or cite it.
    size = 0
    for number, line in enumerate(body, first):
        if bad := _HIDDEN.search(line):
            raise error(f"holds the control character U+{ord(bad[0]):04X}; remove it", path=path, line=number)
        size = size + len(line) + 1 if line.strip() else 0
        if size > LONGEST_PARAGRAPH:
            message = f"a paragraph has more than {LONGEST_PARAGRAPH} characters; part it with blank lines"
            raise error(message, path=path, line=number)


def read_yaml(path: Path, error: type[GeneratorError]) -> Document:
    """Read a file that is YAML as a whole.

    Raises:
        GeneratorError: of the given type, when the file or its YAML cannot be read.
    """
    source = read_text(path, error)
    # Read as if a line of --- stood before it: places are then one line too low, and are moved back.
    try:
        data, lines = _load_yaml(source, path, error)
    except error as exc:
        raise error(exc.message, path=path, line=max(exc.line - 1, 1)) from exc
    moved = {place: line - 1 for place, line in lines.items()}
    return Document(path=path, data=data, lines=moved, body="", body_line=1, error=error)


def _load_yaml(source: str, path: Path, error: type[GeneratorError]) -> tuple[dict[str, Any], dict[Location, int]]:
    if bad := _FORBIDDEN.search(source):
        line = source.count("\n", 0, bad.start()) + 2
        message = f"broken YAML: holds the character U+{ord(bad[0]):04X}, which may not stand there; remove it"
        raise error(message, path=path, line=line)
    loader = _Loader(source)
    lines: dict[Location, int] = {}
    try:
        data = _YamlReader(loader, lines, path, error).read()
    except yaml.MarkedYAMLError as exc:
        line = _line_of(exc.problem_mark or exc.context_mark)
        raise error(f"broken YAML: {exc.problem or exc.context}", path=path, line=line) from exc
    except RecursionError as exc:
        raise error("broken YAML: nested too deeply", path=path, line=2) from exc
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise error("the front matter must be keys with values", path=path, line=2)
    return data, lines


def _line_of(mark: Any) -> int:
    # Marks count from 0, and the first line of the file is the one of dashes.
    return mark.line + 2 if mark else 1


@dataclass(frozen=True, slots=True)
class _YamlReader:
    """Makes data of the parser's events, and notes the lines. PyYAML's own way through nodes takes twice as long."""

    loader: Any
    lines: dict[Location, int]
    path: Path
    error: type[GeneratorError]

    def read(self) -> object:
        """Read the one document."""
        self.loader.get_event()
        if self.loader.check_event(yaml.StreamEndEvent):
            return {}
        self.loader.get_event()
        data = self._read_value(())
        self.loader.get_event()
        if not self.loader.check_event(yaml.StreamEndEvent):
            mark = self.loader.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "but found another document", mark)
        return data

    def _read_value(self, location: Location) -> object:
        event = self.loader.get_event()
        if isinstance(event, yaml.ScalarEvent):
            return self._read_scalar(event)
        if isinstance(event, yaml.AliasEvent):
            # Nested aliases make a few bytes expand into gigabytes, and no front matter needs them.
            message = "YAML aliases (*name) are not allowed; write the value out"
            raise self.error(message, path=self.path, line=_line_of(event.start_mark))
        if event.tag not in {None, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}:
            problem = f"could not determine a constructor for the tag {event.tag!r}"
            raise yaml.constructor.ConstructorError(None, None, problem, event.start_mark)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        return self._read_mapping(location) if is_mapping else self._read_sequence(location)

    def _read_scalar(self, event: yaml.ScalarEvent) -> object:
        if event.tag is None and not event.implicit[0]:
            return event.value  # In quotes, or in lines of its own.
        tag = event.tag
        if tag is None or tag == "!":
            tag = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag == "tag:yaml.org,2002:str":
            return event.value
        node: Any = yaml.ScalarNode(tag, event.value)
        node.start_mark = event.start_mark
        return self.loader.construct_object(node)

    def _read_mapping(self, location: Location) -> dict[str, object]:
        found: dict[str, object] = {}
        while not self.loader.check_event(yaml.MappingEndEvent):
            event = self.loader.peek_event()
            line = _line_of(event.start_mark)
            if isinstance(event, yaml.CollectionStartEvent):
                raise self.error("a key must be text, not a list or a mapping", path=self.path, line=line)
            # A key that looks like a number or a date is a name all the same.
            key = str(self._read_value(()) if isinstance(event, yaml.AliasEvent) else self.loader.get_event().value)
            if key in found:
                raise self.error(f'the key "{key}" is given twice; keep one', path=self.path, line=line)
            place = (*location, key)
            self.lines[place] = line
            found[key] = self._read_value(place)
        self.loader.get_event()
        return found

    def _read_sequence(self, location: Location) -> list[object]:
        found: list[object] = []
        while not self.loader.check_event(yaml.SequenceEndEvent):
            place = (*location, len(found))
            self.lines[place] = _line_of(self.loader.peek_event().start_mark)
            found.append(self._read_value(place))
        self.loader.get_event()
        return found


def check(document: Document, model: type[Model]) -> Model:
    """Turn the front matter into the given model.

    Raises:
        GeneratorError: of the document's type, for the first fault in the order of the file.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as exc:
        # A key that is missing may only be misspelt, so what stands there comes first.
        faults = enumerate(exc.errors())
        order = ((fault["type"] == "missing", _place(document, fault), at, fault) for at, fault in faults)
        _, line, _, fault = min(order, key=lambda item: item[:3])
        raise document.error(_explain(fault, model), path=document.path, line=line) from exc


def _place(document: Document, fault: ErrorDetails) -> int:
    location = tuple(part for part in fault["loc"] if part != "[key]")
    return document.line(*location)


def _explain(fault: ErrorDetails, model: type[BaseModel]) -> str:
    location = fault["loc"]
    name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in location if part != "[key]")
    kind = fault["type"]
    if kind == "extra_forbidden":
        known = _keys_at(model, location[:-1])
        near = difflib.get_close_matches(str(location[-1]), known, n=1)
        advice = f'did you mean "{near[0]}"?' if near else f"known keys: {', '.join(known)}"
        return f'unknown key "{name}"; {advice}'
    if kind == "missing":
        return f'missing key "{name}"; add it to the front matter'
    if kind in _EXPECTED:
        return f'"{name}" {_EXPECTED[kind]}'
    if kind == "value_error":
        return f'"{name}" {fault["ctx"]["error"]}'
    return f'"{name}" is wrong: {fault["msg"]}'


def _keys_at(model: type[BaseModel], location: Location) -> list[str]:
    current = model
    for part in location:
        if isinstance(part, int):
            continue
        nested = _arguments(current.model_fields[str(part)].annotation)
        found = [arg for arg in nested if isinstance(arg, type) and issubclass(arg, BaseModel)]
        if not found:
            return []
        current = found[0]
    return list(current.model_fields)


def _arguments(annotation: object) -> list[object]:
    inner = getattr(annotation, "__args__", ())
    return [annotation, *(deep for arg in inner for deep in _arguments(arg))]
