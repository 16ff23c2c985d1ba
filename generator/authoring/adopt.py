"""Entries of another edition -> drafts of this one, without what was said of the other statement."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from generator.checks import check_edition
from generator.linking.edition import read_edition
from generator.model.entry import NO_DEFINITION, STATEMENT_SOURCE, Entry
from generator.model.errors import GeneratorError
from generator.model.fields import Origin
from generator.model.statement import Statement
from generator.publishing.replacing import replace_file
from generator.reading.frontmatter import check, read_document, suggest
from generator.reading.project import Project
from generator.text.matcher import Matcher, Pattern
from generator.text.spelling import match_key

_OTHERS = ("draft", "outcome", "former_slugs", "corrections", "theme", "status")
"""Keys that belong to the other edition."""
_CITED = f"[^{STATEMENT_SOURCE}]"
_PAGE_LINK = re.compile(r"\[([^\]^]+)\]\((?!\w+:)[^)\s]*\.md[^)]*\)")
_HEAD = """---
# From another edition. Read it as what is said of this statement; then remove this line and the next.
"""


Foreign = tuple[dict[str, Any], Origin]
"""An entry of another edition: its keys, and where they were read."""


def find_foreign(folder: Path, names: Sequence[str]) -> tuple[Foreign, ...]:
    """Find entries by slug, name, acronym or alias in the glossary of another edition, or raise a GeneratorError."""
    known: dict[str, dict[Path, Foreign]] = {}
    for path in sorted(folder.glob("*.md")):
        keys, origin = read_document(path)
        # Its own edition may have other themes, but all else must be right.
        entry = check(keys, origin, Entry)
        for name in (entry.slug, *(name for name, _ in entry.own_names)):
            known.setdefault(match_key(name), {})[path] = keys, origin
    found: dict[Path, Foreign] = {}
    faults = []
    for name in names:
        here = known.get(key := match_key(name), {})
        here = {path: entry for path, entry in here.items() if path.stem == name} or here
        if len(here) != 1:
            files = ", ".join(path.stem for path in here or sorted(set().union(*known.values())))
            hint = suggest(key, () if here else sorted(known), f"name one by its file: {files}", lists=False)
            what = "several entries" if here else "no entry"
            faults.append(GeneratorError(f'"{name}" is {what} there', path=folder, hint=hint))
        found |= here
    if faults:
        raise GeneratorError.join(faults)
    return tuple(found.values())


def adopt_entries(
    project: Project, statement: Statement, entries: Sequence[Foreign], ask: Callable[[dict[str, Any]], tuple[str, str]]
) -> dict[Path, str]:
    """Write entries as drafts, none if `check` finds something; return the files, and what was left out or changed."""
    written: dict[Path, str] = {}
    paths = [project.glossary / origin.path.name for _, origin in entries]
    taken = (path for path in paths if path.exists())
    if faults := [GeneratorError("is there already", path=path, hint=f"leave out {path.stem}") for path in taken]:
        raise GeneratorError.join(faults)
    try:
        for entry, path in zip(entries, paths, strict=True):
            theme, status = ask(entry[0])
            text, told = _carry_over(entry, statement, {"theme": theme, "status": status or NO_DEFINITION})
            replace_file(path, text)
            written[path] = told
        findings = check_edition(read_edition(replace(project, drafts=True)))
        if wrong := [item for item in findings if item.path in written]:
            raise GeneratorError.join(
                GeneratorError(f"not adopted: {item.message}", path=item.path, line=item.line, hint=item.hint)
                for item in wrong
            )
    except BaseException:
        for path in written:
            path.unlink()
        raise
    return written


def _carry_over(entry: Foreign, statement: Statement, own: Mapping[str, str]) -> tuple[str, str]:
    """Return the file of an entry, and what was left out or changed."""
    theirs, origin = entry
    keys = {key: _keep(value) for key, value in theirs.items() if key not in _OTHERS}
    keys["definition"] = keys.get("definition") or NO_DEFINITION
    keys["later"] = [item for item in keys.get("later", ()) if item["date"] > statement.date]
    text = "\n".join(block.text for block in statement.paragraphs)
    # An alias that nobody uses here would be a finding.
    plain = [Pattern(text=name, exact_case=False) for name in keys.get("aliases", ()) if "[^" not in name]
    unused = [pattern.text for pattern in plain if not Matcher([pattern]).find(text)]
    for key in ("aliases", "exact"):
        keys[key] = [name for name in keys.get(key, ()) if name not in unused]
    keys["search_terms"] = [*keys.get("search_terms", ()), *unused]
    paragraphs = origin.body.strip("\n").split("\n\n")
    own_words = [*filter(None, _keep(paragraphs))]
    body = _PAGE_LINK.sub(r"\1", "\n\n".join(own_words))
    sources = keys.pop("sources", ())
    keys = {"draft": True} | keys | dict(own)
    cited = f"{keys}{body}"
    keys["sources"] = [source for source in sources if f"[^{source['id']}]" in cited]
    kept = {key: value for key, value in keys.items() if value}
    others = [key for key, value in theirs.items() if value and key != "draft" and value != kept.get(key)]
    others += ["background"] * (len(paragraphs) > len(own_words))
    has = kept | {"background": body}
    gone = [key for key in others if not has.get(key)]
    changes = {"left out": gone, "changed": [key for key in others if key not in gone]}
    told = "; ".join(f"{how}: {', '.join(items)}" for how, items in changes.items() if items)
    head = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{_HEAD}{head}---\n\n{body}\n" if body else f"{_HEAD}{head}---\n", told


def _keep(value: Any) -> Any:
    """Return a value without the items that cite the other statement; empty where it is one itself."""
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _keep(item))}
    if isinstance(value, list):
        return [item for item in value if _CITED not in str(item)]
    return "" if _CITED in str(value) else value
