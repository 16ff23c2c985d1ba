"""Settings in mkdocs.yml under which pages would break without a word."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.model.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.linking.edition import Edition
    from generator.reading.project import Project

_INSTANT = ("navigation.instant", "navigation.instant.prefetch", "navigation.instant.progress")
"""Features of Material that change pages without loading them, so that none of our scripts runs."""


def refuse_settings(edition: Edition) -> None:
    """Refuse what would be accepted and then break pages.

    Raises:
        ConfigError: names the first such setting or file.
    """
    project = edition.project
    for message, hint in _faults(project):
        raise ConfigError(message, path=project.path, hint=hint)
    built = project.addresses.built
    made = {built(src_uri): (src_uri, source) for src_uri, source in edition.sources.items()}
    for src_uri in project.authored():
        page, source = made.get(built(str(PurePosixPath(src_uri).with_suffix(".md"))), ("", None))
        path = project.docs / src_uri
        if page and (source is None or source.resolve() != path.resolve()):
            raise ConfigError(f"would be overwritten by the generated page {page}", path=path, hint="rename it")
    for src_uri in project.hidden:
        if built(src_uri) in made:
            message = f"exclude_docs or draft_docs leaves out {src_uri}, which other pages link to"
            raise ConfigError(message, path=project.path, hint="change the pattern")


def _faults(project: Project) -> Iterator[tuple[str, str]]:
    if project.theme != "material":
        yield f'the theme is "{project.theme}", and pages are made for Material', "set theme.name to material"
    for feature in _INSTANT:
        if feature in project.features:
            yield f"theme.features has {feature}, under which preview cards and search stop working", "remove it"
    if project.language != "en":
        yield f'theme.language is "{project.language}", and the words of the pages are English', "set it to en"
    if "i18n" in project.plugins:
        what = "the plugin i18n rebuilds each page from its file, and most pages of an edition have none"
        yield what, "remove it, and link other languages by extra.alternate"
