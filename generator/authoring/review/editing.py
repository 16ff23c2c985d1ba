"""A file of YAML, or with front matter -> the same with one list changed; all else stays as it was written."""

import textwrap
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

import yaml

from generator.model.errors import GeneratorError


def change_list(path: Path, text: str, key: str, *, add: Sequence[object] = (), drop: Collection[int] = ()) -> str:
    """Return a file's text without some items of a list at its top level, and with others at its end.

    Raises:
        GeneratorError: the list is written in a way that is not understood.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").splitlines(keepends=True)
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() in {"---", "..."}), len(lines))
    head, rest = lines[:end], lines[end:]
    if head and not head[-1].endswith("\n"):
        head[-1] += "\n"
    before = _load(head)
    items: list[object] = before.get(key) or []
    kept = [item for at, item in enumerate(items) if at not in drop]
    node = yaml.compose("".join(head), Loader=yaml.SafeLoader)
    pair = next((pair for pair in node.value if pair[0].value == key), None) if node else None
    if pair and (value := pair[1]).value and not value.flow_style:
        starts = [item.start_mark.line for item in value.value] + [_find_end(value)]
        while head[starts[-1] - 1].isspace():
            starts[-1] -= 1
        left = [line for at in range(len(items)) if at not in drop for line in head[starts[at] : starts[at + 1]]]
        head[starts[0] : starts[-1]] = [*left, _dump(add, value.start_mark.column)]
        if not kept and not add:
            head[pair[0].start_mark.line] = f"{key}: []\n"
    else:
        first, last = (pair[0].start_mark.line, _find_end(pair[1])) if pair else (len(head), len(head))
        head[first:last] = [f"{key}:\n" + _dump([*kept, *add], 2)]
    with suppress(yaml.YAMLError):
        if _load(head) == before | {key: [*kept, *add]}:
            changed = "".join([*head, *rest])
            return changed.replace("\n", "\r\n") if "\r\n" in text else changed
    raise GeneratorError(f'the list "{key}" cannot be changed by itself', path=path, hint="change it by hand")


def _load(lines: Sequence[str]) -> dict[str, list[object]]:
    return yaml.load("".join(lines), Loader=yaml.BaseLoader) or {}


def _dump(items: Sequence[object], indent: int) -> str:
    written = (yaml.safe_dump([item], allow_unicode=True, width=10**6, sort_keys=False) for item in items)
    return textwrap.indent("".join(written), " " * indent)


def _find_end(node: yaml.Node) -> int:
    """Return the line behind a value; lists and mappings say only where what follows them begins."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    # A folded text takes the empty lines behind it.
    return node.end_mark.line + (node.end_mark.column > 0)
