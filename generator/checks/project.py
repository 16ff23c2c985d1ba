"""mkdocs.yml, the statement, the index and facts of others: settings that break pages, the nav, words that changed."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import PurePosixPath
from textwrap import shorten

from generator.checks.entries import check_sources
from generator.linking.edition import Edition
from generator.linking.pairs import list_sentences
from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode, report
from generator.model.statement import Statement
from generator.reading.frontmatter import suggest
from generator.reading.project import Project
from generator.text.sentences import find_changes, list_words, make_fingerprint
from generator.text.spelling import search_key

PLACEHOLDER = "To be filled in"  # What an import writes for a title or a party that it cannot tell
PLACEHOLDER_DATE = "1900-01-01"  # The same for the date: no statement here is as old, and pages can be made with it


def refuse_settings(edition: Edition) -> None:
    """Refuse what would be accepted and then break pages, or raise a GeneratorError."""
    project = edition.project
    message = hint = ""
    if project.theme != "material":
        message, hint = f'the theme is "{project.theme}", and pages are made for Material', "set theme.name to material"
    for feature in project.features:
        if feature in {"navigation.instant", "navigation.instant.prefetch", "navigation.instant.progress"}:
            message = f"theme.features has {feature}, under which preview cards and search stop working"
            hint = "remove it"
    if "i18n" in project.plugins:
        message = "the plugin i18n rebuilds each page from its file, and most pages of an edition have none"
        hint = "remove it, and link other languages by extra.alternate"
    built = project.addresses.built
    made = {built(src_uri): (src_uri, source) for src_uri, source in edition.sources.items()}
    if hidden := [src_uri for src_uri in project.hidden if src_uri.endswith(".md") and built(src_uri) in made]:
        message = f"exclude_docs or draft_docs leaves out {hidden[0]}, which other pages link to"
        hint = "change the pattern"
    if message:
        raise GeneratorError(message, path=project.path, hint=hint)
    for src_uri in edition.authored:
        page, source = made.get(built(str(PurePosixPath(src_uri).with_suffix(".md"))), ("", None))
        path = project.docs / src_uri
        if page and source != path and (source is None or source.resolve() != path.resolve()):
            raise GeneratorError(f"would be overwritten by the generated page {page}", path=path, hint="rename it")


def check_nav(edition: Edition) -> Iterator[Finding]:
    """Find nav entries without a page, at which MkDocs fails and Zensical does not, and pages without a nav entry.

    Entries are in the glossary's list. A generated page may be left out: a site that has no use for the timeline
    need not show it.
    """
    project = edition.project
    if not project.nav:
        return  # MkDocs then makes the nav itself, of all pages.
    authored, made = set(edition.authored), set(edition.sources)
    for page, line in project.nav.items():
        if page not in authored | made:
            hint = suggest(page, sorted(authored | made), "write the page or remove the line", lists=False)
            yield report(project.path, FindingCode.NAV_WITHOUT_PAGE, line=line, page=page, hint=hint)
    line = min(project.nav.values())
    for src_uri in sorted(authored - {*made, *project.hidden, *project.unlisted, *project.nav}):
        yield report(project.path, FindingCode.NOT_IN_NAV, line=line, page=src_uri)


def check_statement(statement: Statement, project: Project) -> Iterator[Finding]:
    """Check what the types of the statement's keys cannot say."""
    for key, placeholder in (("title", PLACEHOLDER), ("date", PLACEHOLDER_DATE), ("parties", PLACEHOLDER)):
        if placeholder in getattr(statement, key):
            yield report(statement, FindingCode.PLACEHOLDER, key, says=key)
    if statement.fingerprint:
        yield from _check_words(statement)
    yield from check_sources(statement, "published", project.weak_hosts)


def _check_words(statement: Statement) -> Iterator[Finding]:
    """Find where the words are not those that were imported."""
    texts = [(block.text, block.line) for block in statement.blocks]
    heads = [(getattr(statement, key), statement.line(key)) for key in ("title", "dateline")]
    readings = []
    # A title or dateline that was not in the file may be filled in.
    for chosen in product((True, False), repeat=len(heads)):
        parts = [*(head for head, taken in zip(heads, chosen, strict=True) if taken), *texts]
        words, lines = zip(*((word, line) for text, line in parts for word in list_words(text)), strict=True)
        if statement.fingerprint == (mark := make_fingerprint(words)):
            return
        readings.append((find_changes(statement.fingerprint, words), words, lines, mark.split("-")[1]))
    if statement.accepted in {digits for _, _, _, digits in readings}:
        return
    changes, words, lines, _ = min(readings, key=lambda reading: sum(end - start for start, end in reading[0]))
    more = len(words) - int(statement.fingerprint.split("-")[0])
    how = f"{'more' if more > 0 else 'fewer'} word{'s' * (abs(more) > 1)} than"
    count = f"{abs(more)} {how}" if more else "as many words as"
    words_of = {"count": count, "accepted": readings[0][3]}
    for start, end in changes:
        near = shorten(" ".join(words[max(start - 3, 0) : end + 3]), 100)
        line = lines[min(start, len(lines) - 1)]
        yield report(statement, FindingCode.SOURCE_WORDS, line=line, near=near, **words_of)


def check_topics(edition: Edition) -> Iterator[Finding]:
    """Find topics that lead nowhere, words that two topics claim, and texts that have changed since."""
    topics = edition.topics
    claimed: dict[tuple[str, str], str] = {}
    names = {topic.name for topic in topics.topics}
    for index, topic in enumerate(topics.topics):
        here = topics, FindingCode.TOPIC_PLACE, "topics", index
        if not topic.paragraphs and not topic.entries:
            yield report(*here, "name", says="nowhere", topic=topic.name)
        for key, says, known in (
            ("paragraphs", "paragraph", edition.statement.numbers),
            ("entries", "entry", edition.by_slug),
            ("see_also", "topic", names - {topic.name}),
        ):
            for at, place in enumerate(getattr(topic, key)):
                if str(place) not in known:
                    yield report(*here, key, at, says=says, topic=topic.name, place=place)
        for language, word, location in topic.all_words():
            first = claimed.setdefault((language, search_key(word)), topic.name)
            if first != topic.name:
                where = "topics", index, *location
                yield report(topics, FindingCode.TOPIC_WORD, *where, word=word, topic=topic.name, other=first)
    now = edition.statement.fingerprints if topics.topics else topics.text
    changed = [number for number, mark in enumerate(now, 1) if topics.text[number - 1 : number] != (mark,)]
    if changed or len(topics.text) > len(now):
        places = ", ".join(map(str, changed)) or "gone"
        # In quotes: to YAML, some of them are numbers.
        yield report(topics, FindingCode.STALE_TOPICS, "text", places=places, text=json.dumps(now))


def check_consulted(edition: Edition) -> Iterator[Finding]:
    """Find facts that were found for another text of ours, and corrections that name no entry or sentence."""
    now, code = edition.statement.fingerprints, FindingCode.STALE_COMPARISON
    places = {sentence.place for sentence in list_sentences(edition.statement)} if edition.consulted else set()
    for facts in edition.consulted:
        if facts.slug in {other.statement.slug for other in edition.others}:
            yield report(facts, code, says="name")
        if facts.ours != now:
            yield report(facts, code, "ours", says="ours")
        for key in ("named", "name_corrections"):
            for index, item in enumerate(getattr(facts, key)):
                if edition.current.get(item.entry, item.entry) not in edition.by_slug:
                    yield report(facts, code, key, index, says="entry", slug=item.entry)
        for index, pair in enumerate(facts.pair_corrections):
            if pair.ours not in places:
                yield report(facts, code, "pair_corrections", index, says="place", place=pair.ours.anchor)
