"""docs/glossary/*.md -> entries."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from generator.model.entry import STATEMENT_SOURCE, Entry
from generator.model.errors import GeneratorError
from generator.model.fields import SLUG, Location
from generator.reading.frontmatter import check, read_document, suggest
from generator.text.spelling import match_key

_LIST = "index"  # The page of all entries
_MIN_LETTERS = 2


def read_glossary(folder: Path, themes: Collection[str] | None) -> tuple[Entry, ...]:
    """Read every entry of a folder, sorted by slug, or raise all faults; an edition begins with none.

    `themes` are None where nobody knows them: the statement has faults, too.
    """
    if not folder.is_dir():
        hint = "create it, or let generator scaffold write drafts into it"
        raise GeneratorError("there is no such folder", path=folder, hint=hint)
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.stem)
    except OSError as exc:
        raise GeneratorError(f"cannot be read: {exc.strerror}", path=folder) from exc
    entries, faults = [], list[GeneratorError]()
    for path in paths:
        if path.suffix == ".md" and not path.name.startswith("."):
            try:
                entries.append(read_entry(path, themes))
            except GeneratorError as exc:
                faults.append(exc)
    if faults := [*faults, *_find_duplicate_slugs(entries)]:
        raise GeneratorError.join(faults)
    return tuple(entries)


def read_entry(path: Path, themes: Collection[str] | None) -> Entry:
    """Read one entry, or raise a GeneratorError."""
    slug = path.stem
    if not SLUG.fullmatch(slug) or slug == _LIST:
        hint = "name the file in lower-case letters, digits and hyphens, and not as Windows names devices (con, aux)"
        raise GeneratorError(f'"{slug}" cannot be an address', path=path, hint=hint)
    if path.is_symlink():
        raise GeneratorError("is a symbolic link", path=path, hint="put the entry itself there")
    status = path.stat() if path.exists() else None
    entry = _read_keys(path, (status.st_mtime_ns, status.st_size) if status else ())
    faults = [*_find_bad_names(entry), *_find_bad_sources(entry)]
    if themes is not None and entry.theme not in themes:
        hint = suggest(entry.theme, themes)
        faults.append(entry.fail(f'"theme" is "{entry.theme}", which is unknown', "theme", hint=hint))
    if faults:
        raise GeneratorError.join(faults)
    return entry


@lru_cache(maxsize=1 << 14)
def _read_keys(path: Path, _changed: tuple[int, ...]) -> Entry:
    """Read a file that a server has not read yet as it is now."""
    return check(*read_document(path), Entry)


def _find_duplicate_slugs(entries: Collection[Entry]) -> Iterator[GeneratorError]:
    taken: dict[str, str] = {_LIST: "the list of entries"} | {entry.slug: entry.path.as_posix() for entry in entries}
    for entry in entries:
        for index, former in enumerate(entry.former_slugs):
            if former in taken:
                message = f'the slug "{former}" is taken by {taken[former]}'
                yield entry.fail(message, "former_slugs", index, hint='remove it from "former_slugs"')
            taken[former] = entry.path.as_posix()


def _find_bad_names(entry: Entry) -> Iterator[GeneratorError]:
    seen: dict[str, Location] = {}
    for text, location in entry.own_names:
        if sum(char.isalnum() for char in text) < _MIN_LETTERS:
            message = f'the name "{text}" has fewer than {_MIN_LETTERS} letters, so it would be found everywhere'
            yield entry.fail(message, *location, hint="write it out")
        key = match_key(text, exact_case=entry.is_exact_case(text))
        if key in seen:
            message = f'the alias "{text}" is given twice (see line {entry.line(*seen[key])})'
            yield entry.fail(message, *location, hint="keep one")
        seen[key] = location
    names = [name for name, _ in entry.own_names]
    for index, text in enumerate(entry.exact):
        if text not in names:
            yield entry.fail(f'"{text}" is none of its names', "exact", index, hint=suggest(text, names))


def _find_bad_sources(entry: Entry) -> Iterator[GeneratorError]:
    for index, source in enumerate(entry.sources):
        said, place = f'the source id "{source.id}"', ("sources", index, "id")
        if source.id == STATEMENT_SOURCE:
            yield entry.fail(f"{said} stands for the statement itself", *place, hint="choose another")
        if any(other.id == source.id for other in entry.sources[:index]):
            yield entry.fail(f"{said} is given twice", *place, hint="number each source once")
