"""The commands check and scaffold as a maintainer runs them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.projects import build_here, copy_minimal, invoke, replace, run

NEW_SENTENCE = "\n\nWe welcome the Tide Rescue Initiative (TRI) and the TRI's work.\n"
FIELDS = ["code", "path", "line", "message", "hint", "name"]


def with_new_name(folder: Path) -> Path:
    """Copy the smallest site, with a name in its statement that nobody documented."""
    project = copy_minimal(folder)
    path = project / "source" / "statement.md"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + NEW_SENTENCE, encoding="utf-8", newline="\n")
    return project


def line_of(project: Path) -> int:
    """Return the line of the sentence with the new name."""
    text = (project / "source" / "statement.md").read_text(encoding="utf-8")
    return text.count("\n", 0, text.index(NEW_SENTENCE.strip())) + 1


def test_json_lists_findings_with_their_fields(tmp_path: Path) -> None:
    project = with_new_name(tmp_path)
    done = invoke(project, "check", "--format", "json")
    (item,) = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, list(item)) == (1, "", FIELDS)
    assert (item["code"], item["path"], item["line"], item["name"]) == (
        "undocumented-name",
        "source/statement.md",
        line_of(project),
        "Tide Rescue Initiative (TRI)",
    )


def test_json_is_an_empty_list_when_nothing_is_found(tmp_path: Path) -> None:
    done = invoke(copy_minimal(tmp_path), "check", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_json_tells_of_an_input_that_cannot_be_used(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "source" / "statement.md").unlink()
    done = invoke(project, "check", "--format", "json")
    (item,) = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, item["code"], item["line"]) == (2, "", "unusable-input", 1)
    assert (item["message"], item["hint"]) == ("there is no such file", "create it")


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_goes_into_a_pipe_is_utf8_wherever_it_runs(form: str, tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    missing = ["--statement", "공동성명.md"]
    done = run(project, "generator", "check", "--format", form, *missing, PYTHONUTF8="0", PYTHONIOENCODING="cp1252")
    assert done.returncode == 2
    assert "공동성명.md" in (done.stdout or done.stderr)


def test_github_gets_annotations_whose_marks_are_escaped(tmp_path: Path) -> None:
    project = with_new_name(tmp_path)
    line = line_of(project)
    odd = project / "source" / "a,b%"
    odd.mkdir()
    (project / "source" / "statement.md").rename(odd / "statement.md")
    done = invoke(project, "check", "--format", "github", "--statement", "source/a,b%/statement.md")
    assert done.exit_code == 1
    start = f"::error file=source/a%2Cb%25/statement.md,line={line},title=undocumented-name::"
    assert done.stdout.startswith(start + '"Tide Rescue Initiative (TRI)" has no entry; ')
    assert len(done.stdout.splitlines()) == 1


def test_a_reviewed_name_lets_the_check_pass_until_it_is_stale(tmp_path: Path) -> None:
    project = with_new_name(tmp_path)
    reviewed = project / "source" / "reviewed.yml"
    reviewed.write_text("names:\n  - name: TRI\n    reason: Made up.\n", encoding="utf-8")
    assert invoke(project, "check").exit_code == 0
    assert invoke(project, "scaffold").stdout.endswith("nothing to make\n")
    path = project / "source" / "statement.md"
    path.write_text(path.read_text(encoding="utf-8").replace(NEW_SENTENCE, "\n"), encoding="utf-8")
    done = invoke(project, "check")
    assert (done.exit_code, done.stdout.split(":")[:2]) == (1, ["source/reviewed.yml", "2"])
    assert "[stale-review]" in done.stdout


def test_a_name_that_is_put_off_waits_for_a_release(tmp_path: Path) -> None:
    project = with_new_name(tmp_path)
    reviewed = project / "source" / "reviewed.yml"
    reviewed.write_text("later:\n  - Tide Rescue Initiative (TRI)\n", encoding="utf-8")
    assert invoke(project, "scaffold").stdout.endswith("nothing to make\n")
    done = invoke(project, "check")
    note = "note: source/reviewed.yml: 1 name put off until a release: Tide Rescue Initiative (TRI)\n"
    assert (done.exit_code, done.stdout.startswith(note)) == (0, True)
    assert build_here(project, tmp_path / "site") == []
    assert "[later-name]" in invoke(project, "check", "--release").stdout


def test_a_bad_reviewed_list_is_one_line(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "source" / "reviewed.yml").write_text("names:\n  - name: TRI\n", encoding="utf-8")
    done = invoke(project, "check")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == 'source/reviewed.yml:2: missing key "names.1.reason"; add it\n'


def test_scaffold_leads_to_a_site_that_builds_and_to_a_release_that_waits(tmp_path: Path) -> None:
    project = with_new_name(tmp_path)
    dry = invoke(project, "scaffold", "--dry-run")
    assert dry.stdout == "would make docs/glossary/tri.md: Tide Rescue Initiative (TRI)\n"
    assert not (project / "docs" / "glossary" / "tri.md").exists()

    made = invoke(project, "scaffold")
    assert made.exit_code == 0
    assert made.stdout.startswith("made docs/glossary/tri.md: Tide Rescue Initiative (TRI)\n- In each, fill in kind, ")

    assert "(8 linked), 1 draft is left out, no findings" in invoke(project, "check").stdout
    assert build_here(project, tmp_path / "site") == []
    statement = tmp_path / "site" / "statement" / "index.html"
    assert not (tmp_path / "site" / "glossary" / "tri").exists()
    assert "glossary/tri" not in statement.read_text(encoding="utf-8")
    assert "tri" not in json.loads((tmp_path / "site" / "data" / "glossary.json").read_text(encoding="utf-8"))

    assert build_here(project, tmp_path / "shown", command="serve") == []
    assert (tmp_path / "shown" / "glossary" / "tri" / "index.html").exists()

    replace(project / "mkdocs.yml", "  - generator\n", "  - generator: {drafts: true}\n")
    assert invoke(project, "check").exit_code == 0
    assert build_here(project, tmp_path / "site") == []
    page = (tmp_path / "site" / "glossary" / "tri" / "index.html").read_text(encoding="utf-8")
    assert '<p class="admonition-title">Draft</p>' in page
    assert "glossary/tri" in statement.read_text(encoding="utf-8")
    other = (tmp_path / "site" / "glossary" / "north-star" / "index.html").read_text(encoding="utf-8")
    assert "admonition" not in other

    release = invoke(project, "check", "--release")
    assert (release.exit_code, release.stdout.split(":")[:2]) == (1, ["docs/glossary/tri.md", "3"])
    assert "[draft]" in release.stdout


def test_an_edition_begins_with_a_statement_alone(tmp_path: Path) -> None:
    project = with_new_name(tmp_path)
    for path in (project / "docs" / "glossary").glob("*.md"):
        path.unlink()
    check = invoke(project, "check", "--format", "json")
    missing = [item["name"] for item in json.loads(check.stdout) if item["code"] == "undocumented-name"]
    assert (check.exit_code, len(missing)) == (1, 5)
    made = invoke(project, "scaffold")
    assert [line.partition(": ")[2] for line in made.stdout.splitlines() if line.startswith("made")] == [
        "Harbour Forum (HF)",
        "Open Sea Compact",
        "North Star",
        "Forum of Harbours",
        "Tide Rescue Initiative (TRI)",
    ]
    assert invoke(project, "check").exit_code == 0
    assert invoke(project, "scaffold").stdout.endswith("nothing to make\n")


def test_a_page_outside_the_nav_is_told_and_can_be_silenced(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "docs" / "history.md").write_text("# History\n", encoding="utf-8")
    done = invoke(project, "check")
    assert (done.exit_code, "[not-in-nav]" in done.stdout) == (1, True)
    silenced = "silenced:\n  - {code: not-in-nav, path: mkdocs.yml, about: history.md, reason: Linked from home.}\n"
    (project / "source" / "reviewed.yml").write_text(silenced, encoding="utf-8")
    assert invoke(project, "check").exit_code == 0
    (project / "docs" / "history.md").unlink()
    stale = invoke(project, "check")
    assert (stale.exit_code, stale.stdout.split(":")[0]) == (1, "source/reviewed.yml")


def test_what_is_checked_stands_where_mkdocs_yml_says(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "text").mkdir()
    (project / "source" / "statement.md").rename(project / "text" / "s.md")
    (project / "docs" / "glossary").rename(project / "entries")
    (project / "templates").mkdir()
    config = project / "mkdocs.yml"
    options = "  - generator: {statement: text/s.md, glossary: entries, templates: templates}\n"
    config.write_text(config.read_text(encoding="utf-8").replace("  - generator\n", options), encoding="utf-8")
    assert invoke(project, "check").exit_code == 0
    assert invoke(project, "scaffold").stdout.endswith("nothing to make\n")
    assert invoke(tmp_path, "check", "--config", "project/mkdocs.yml").exit_code == 0

    shutil.rmtree(project / "templates")
    done = invoke(project, "check")
    said = 'templates:1: there is no such folder; create it, or remove "templates" from mkdocs.yml\n'
    assert (done.exit_code, done.stderr) == (2, said)

    config.write_text("site_name: [\n", encoding="utf-8")
    done = invoke(project, "check")
    assert (done.exit_code, done.stderr.split(":")[0], len(done.stderr.splitlines())) == (2, "mkdocs.yml", 1)


def test_what_is_not_published_is_not_judged(tmp_path: Path) -> None:
    project, site = copy_minimal(tmp_path), tmp_path / "site"
    replace(project / "mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: docs/over\n")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("exclude_docs: |\n  /over/\n  /secret/\n  /statement.html\n")
    names = [
        "over/main.html",
        "secret/a.html",
        "secret/assets/b.svg",
        "statement.html",
        "templates/t.md",
        "templates/u.html",
    ]
    for path in (project / "docs" / name for name in names):
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("{% extends 'base.html' %}<!-- TBD <script>1</script> -->\n", encoding="utf-8")
    (project / "docs" / "over" / "main.html").write_text(
        "{% extends 'base.html' %}\n{% block libs %}<script>1</script>{{ super() }}{% endblock %}\n", encoding="utf-8"
    )
    for setting in ("", "use_directory_urls: false"):
        replace(project / "mkdocs.yml", "plugins:\n", f"{setting}\nplugins:\n")
        done = invoke(project, "check", "--release")
        assert (done.exit_code, done.output.endswith(", no findings\n")) == (0, True), done.output
    assert build_here(project, site) == []
    assert not any((site / name).exists() for name in ("over", "secret", "templates"))


def test_links_to_data_and_to_files_of_the_theme_are_good(tmp_path: Path) -> None:
    project, site = copy_minimal(tmp_path), tmp_path / "site"
    replace(project / "mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: over\n")
    (project / "over").mkdir()
    (project / "over" / "print.css").touch()
    names = [
        "assets/card.png",
        "assets/edition.css",
        "assets/favicon.svg",
        "data/feed.xml",
        "data/glossary.ttl",
        "print.css",
    ]
    links = [" ".join(f"[a]({up}{name})" for name in names) for up in ("", "../")]
    (project / "docs" / "about.md").write_text(f"# About\n\n{links[0]}\n", encoding="utf-8")
    with (project / "docs" / "glossary" / "harbour-forum.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{links[1]} [^s1]\n")
    replace(project / "mkdocs.yml", "nav:\n", "nav:\n  - About: about.md\n")
    done = invoke(project, "check")
    assert done.exit_code == 0, done.output
    assert build_here(project, site) == []
    assert all((site / name).is_file() for name in names)


def test_links_to_what_this_edition_or_theme_lacks_are_told(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    replace(project / "mkdocs.yml", "site_url: https://example.org/minimal/\n", "")
    names = ["assets/card.png", "assets/nothing.css", "data/feed.xml", "main.html"]
    with (project / "docs" / "glossary" / "harbour-forum.md").open("a", encoding="utf-8") as file:
        file.write("\n" + " ".join(f"[a](../{name})" for name in names) + " [^s1]\n")
    output = invoke(project, "check").output
    assert re.findall(r'harbour-forum\.md:24: links to "([\w.]+)", and there is no', output) == sorted(
        name.rpartition("/")[2] for name in names
    )


def test_a_file_in_the_place_of_an_authored_page_is_refused(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path)
    (project / "docs" / "about").mkdir()
    (project / "docs" / "about" / "index.html").write_text("<p>Mine.</p>\n", encoding="utf-8")
    replace(project / "mkdocs.yml", "plugins:\n", "not_in_nav: /about.md\nplugins:\n")
    assert invoke(project, "check").exit_code == 0
    (project / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    done = invoke(project, "check")
    assert (done.exit_code, done.stderr.split(";")[0]) == (
        2,
        "docs/about/index.html:1: would be overwritten by a file of the site",
    )
