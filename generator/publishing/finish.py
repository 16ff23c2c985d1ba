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
    """Check the statement's words, add the policy to every page, write the search; return the number of pages.

    The server of another builder writes a script into pages that the policy would forbid: there, `protect` is False.
    """
    for src_uri in edition.sources:
        name = built_file(edition.project.addresses.built(src_uri))
        if not (folder / name).is_file():
            raise GeneratorError(f"has no {name}", path=folder, hint="build the site from the exported pages first")
        if statement := edition.shown.get(src_uri):
            verify_statement(statement, (folder / name).read_text(encoding="utf-8"))
    pages = sorted(folder.rglob("*.html"))
    specs = filter(None, map(find_spec, ("zensical", "material")))
    themes = [Path(spec.origin or "").with_name("templates") for spec in specs]
    policy = Policy(filter(None, (THEME, edition.project.overrides, *themes)))
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
