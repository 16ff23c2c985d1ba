"""A site that another builder has built from exported pages -> the site as readers get it. Twice changes nothing."""

from importlib.util import find_spec
from pathlib import Path

from generator.linking.edition import Edition
from generator.model.errors import GeneratorError
from generator.publishing import THEME, built_file
from generator.publishing.postprocess import Policy
from generator.publishing.search import plan_search, write_search
from generator.publishing.verbatim import verify_statement


def finish_site(edition: Edition, folder: Path, *, protect: bool = True) -> int:
    """Check the statement's words, add the policy to every page and write the search.

    Args:
        edition: what the pages were made of.
        folder: the built site.
        protect: whether to add the policy. The server of another builder writes a script of its own into pages, which
            the policy would forbid.

    Returns:
        The number of pages.

    Raises:
        GeneratorError: the folder is no site, or a page of the edition is missing in it.
        GeneratorError: the statement is not shown as it stands in the source.
        GeneratorError: the search cannot be written.
    """
    addresses = edition.project.addresses
    for src_uri in edition.sources:
        name = built_file(addresses.built(src_uri))
        if not (folder / name).is_file():
            raise GeneratorError(f"has no {name}", path=folder, hint="build the site from the exported pages first")
    for src_uri, statement in edition.shown.items():
        verify_statement(statement, (folder / built_file(addresses.built(src_uri))).read_text(encoding="utf-8"))
    pages = sorted(folder.rglob("*.html"))
    specs = [spec for name in ("zensical", "material") if (spec := find_spec(name))]
    themes = [Path(spec.origin or "").with_name("templates") for spec in specs]
    policy = Policy([THEME, *([edition.project.overrides] if edition.project.overrides else ()), *themes])
    for path in pages if protect else ():
        built = html = path.read_text(encoding="utf-8")
        if path.name == "404.html":
            # Other builders render it without the words of the pages' language.
            for english, words in edition.wording.theme.items():
                html = html.replace(f">{english}<", f">{words}<")  # Plural forms stand in none of its elements.
        html = policy.add(html, path)
        if html != built:
            path.write_text(html, encoding="utf-8", newline="\n")
    write_search(plan_search(edition), folder)
    return len(pages)
