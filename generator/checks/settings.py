"""mkdocs.yml: settings under which pages would break without a word, and its nav compared with the pages."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.linking.edition import Edition
from generator.model.errors import GeneratorError
from generator.model.findings import Finding, FindingCode, report
from generator.reading.frontmatter import suggest
from generator.reading.project import Project

_INSTANT = ("navigation.instant", "navigation.instant.prefetch", "navigation.instant.progress")
"""Features of Material that change pages without loading them, so that none of our scripts runs."""


def refuse_settings(edition: Edition) -> None:
    """Refuse what would be accepted and then break pages, or raise a GeneratorError."""
    project = edition.project
    for message, hint in _list_faults(project):
        raise GeneratorError(message, path=project.path, hint=hint)
    built = project.addresses.built
    made = {built(src_uri): (src_uri, source) for src_uri, source in edition.sources.items()}
    for src_uri in project.authored():
        page, source = made.get(built(str(PurePosixPath(src_uri).with_suffix(".md"))), ("", None))
        path = project.docs / src_uri
        if page and (source is None or source.resolve() != path.resolve()):
            raise GeneratorError(f"would be overwritten by the generated page {page}", path=path, hint="rename it")
    for src_uri in project.hidden:
        if built(src_uri) in made:
            message = f"exclude_docs or draft_docs leaves out {src_uri}, which other pages link to"
            raise GeneratorError(message, path=project.path, hint="change the pattern")


def _list_faults(project: Project) -> Iterator[tuple[str, str]]:
    if project.theme != "material":
        yield f'the theme is "{project.theme}", and pages are made for Material', "set theme.name to material"
    for feature in _INSTANT:
        if feature in project.features:
            yield f"theme.features has {feature}, under which preview cards and search stop working", "remove it"
    if "i18n" in project.plugins:
        what = "the plugin i18n rebuilds each page from its file, and most pages of an edition have none"
        yield what, "remove it, and link other languages by extra.alternate"


def check_nav(edition: Edition) -> Iterator[Finding]:
    """Find nav entries without a page, at which MkDocs fails and Zensical does not, and pages without a nav entry.

    Entries are in the glossary's list. A generated page may be left out: a site that has no use for the timeline
    need not show it.
    """
    project = edition.project
    if not project.nav:
        return  # MkDocs then makes the nav itself, of all pages.
    authored, made = set(project.authored()), set(edition.sources)
    for page, line in project.nav.items():
        if page not in authored | made:
            hint = suggest(page, sorted(authored | made), "write the page or remove the line", lists=False)
            yield report(project.path, FindingCode.NAV_WITHOUT_PAGE, line=line, page=page, hint=hint)
    line = min(project.nav.values())
    for src_uri in sorted(authored - {*made, *project.hidden, *project.unlisted, *project.nav}):
        yield report(project.path, FindingCode.NOT_IN_NAV, line=line, page=src_uri)
