"""source/mentions.yml: what some words mean in one paragraph; and, with the statement, the places that it settles."""

from collections.abc import Iterator, Mapping

from pydantic import Field, StrictInt

from generator.linking.mentions import Settled, searchable_text
from generator.linking.names import NameIndex
from generator.model.fields import Noun, ShortText, Slug, SlugText, Text, part
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Statement
from generator.reading.frontmatter import suggest
from generator.text.matcher import Matcher, Pattern


@part
class Decision:
    """What some words mean in one paragraph."""

    paragraph: StrictInt | ShortText = Field(description="Its number.")
    words: ShortText = Field(description="As they stand there.")
    nth: StrictInt = Field(0, ge=0, description="Which of them, from 1, when not all are meant.")
    entry: SlugText | None = Field(None, description="The slug of the entry; without it they mean none.")
    reason: Text = Field(description="Why.")


class Decisions(Noun):
    """All that was decided: source/mentions.yml."""

    mentions: tuple[Decision, ...] = Field((), description="In any order.")


def place_decisions(
    decisions: Decisions, statement: Statement, slugs: Mapping[str, Slug | None], names: NameIndex
) -> tuple[Settled, tuple[Finding, ...]]:
    """Return the places that are decided, and the decisions that settle nothing.

    `slugs` are those of all entries, None for what no page shows.
    """
    settled: dict[int, dict[tuple[int, int], Slug | None]] = {}
    findings = []
    for index, item in enumerate(decisions.mentions):
        where = decisions, FindingCode.MENTION_PLACE, "mentions", index
        number = statement.numbers.get(str(item.paragraph), 0)
        places = tuple(_find_words(item, searchable_text(statement.paragraphs[number - 1]), names)) if number else ()
        if item.entry and item.entry not in slugs:
            hint = suggest(item.entry, sorted(slugs), "known entries")
            findings.append(report(*where, says="entry", entry=item.entry, hint=hint))
        elif not number:
            last = statement.paragraphs[-1].label
            findings.append(report(*where, says="paragraph", paragraph=item.paragraph, last=last))
        elif not places:
            findings.append(report(*where, says="words", paragraph=item.paragraph, words=item.words))
        else:
            settled.setdefault(number, {}).update(dict.fromkeys(places, slugs.get(item.entry or "")))
    return settled, tuple(findings)


def _find_words(item: Decision, text: str, names: NameIndex) -> Iterator[tuple[int, int]]:
    """Yield where the words stand, but not within longer names."""
    found = Matcher([Pattern(text=item.words, exact_case=True)]).find(text)
    others = names.matcher.find(text)
    for start, end, _ in found[item.nth - 1 : item.nth] if item.nth else found:
        if not any(left <= start and end <= right and right - left > end - start for left, right, _ in others):
            yield start, end
