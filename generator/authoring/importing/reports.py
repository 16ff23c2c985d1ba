"""What an import tells the maintainer: line by line what was done, in one line what came out, and what is next."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.authoring.importing.nouns import ImportedText, Kind, Repair

_LONGEST = 100
"""Characters of what was left out that are shown."""


def report(imported: ImportedText, doubts: Sequence[Repair]) -> Iterator[str]:
    """Yield a line for all that was left out, mended or has to be looked at."""
    for item in imported.left_out:
        text = item.text if len(item.text) <= _LONGEST else f"{item.text[:_LONGEST]}..."
        where = f"{item.place}: " if item.place.number else ""
        yield f'{where}left out ({item.reason}): "{text}"'
    yield from map(str, (*imported.repairs, *doubts))


def summarize(imported: ImportedText) -> str:
    """Return in one line what a file became, and that all of it is there."""
    names = ((Kind.PARAGRAPH, "paragraph"), (Kind.ITEM, "item"), (Kind.HEADING, "heading"), (Kind.FOOTNOTE, "note"))
    counts = [(sum(block.kind is kind for block in imported.blocks), name) for kind, name in names]
    told = ", ".join(f"{count} {name}{'s' * (count != 1)}" for count, name in counts if count)
    left_out = sum(len(item.text.split()) for item in imported.left_out)
    but = f", but for {left_out} words of page numbers and the like" if left_out else ""
    return f"{told}; all words of {imported.name} are there{but}"


def next_steps(imported: ImportedText, doubts: Sequence[Repair], target: Path) -> list[str]:
    """Return what a maintainer has to do after the import."""
    names = ("title", "date", "parties", "language")
    missing = [name for name in names if not getattr(imported, name)]
    steps = [f"fill in {', '.join(missing)} in {target.as_posix()}: the file does not say"] if missing else []
    looks = len(imported.flags) + len(doubts)
    if looks:
        steps.append(f'compare {looks} place{"s" * (looks != 1)} marked "please look" above with the source')
    return [
        *steps,
        "name the themes of the text under `themes`, and where the official text stands under `published`",
        "run `generator check`: it lists every name that has no entry",
    ]
