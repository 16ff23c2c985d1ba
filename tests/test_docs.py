"""The documentation names every command, option and finding that there is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import click
import pytest
import yaml

from generator.checks import check_edition
from generator.cli import main
from generator.model.entry import Entry
from generator.model.findings import FindingCode
from generator.plugin import GeneratorConfig
from generator.reading.glossary import read_glossary
from generator.reading.reviewed import read_reviewed
from tests.samples import PROJECT, ROOT, make_edition

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = [
    path
    for path in (ROOT / "README.md", ROOT / "docs" / "maintainers.md", *sorted((ROOT / "docs").glob("*.md")))
    if path.is_file()
]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def test_there_is_a_readme() -> None:
    assert (ROOT / "README.md").is_file()


@pytest.mark.parametrize("command", main.commands)
def test_a_command_is_documented_and_shows_an_example(command: str) -> None:
    assert f"generator {command}" in TEXT
    assert "Example: python -m generator" in (main.commands[command].help or "")


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (name, parameter.opts[0])
        for name, command in main.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
    ],
)
def test_an_option_of_a_command_is_documented(command: str, option: str) -> None:
    assert option in TEXT
    parameter = next(item for item in main.commands[command].params if option in item.opts)
    assert isinstance(parameter, click.Option)
    assert parameter.help


@pytest.mark.parametrize("option", [name for name, _ in GeneratorConfig._schema])
def test_an_option_of_the_plugin_is_documented(option: str) -> None:
    assert f"`{option}`" in TEXT or f"{option}:" in TEXT


@pytest.mark.parametrize("code", [code.value for code in FindingCode])
def test_a_finding_is_documented(code: str) -> None:
    assert f"`{code}`" in TEXT


GUIDE = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")


def test_the_entry_that_the_guide_shows_is_one(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```markdown\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    (tmp_path / "msp.md").write_text(example, encoding="utf-8")
    (entry,) = read_glossary(tmp_path, {"economic-security": "Economic security"})
    edition = make_edition(
        "We welcome the MSP, the Minerals Partnership.", [entry], project=replace(PROJECT, docs=tmp_path / "docs")
    )
    assert check_edition(edition) == ()


@pytest.mark.parametrize("key", Entry.model_fields)
def test_a_key_of_an_entry_is_in_the_guide(key: str) -> None:
    assert f"`{key}`" in GUIDE


def test_the_reviewed_list_that_the_docs_show_is_one(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    (tmp_path / "reviewed.yml").write_text(example, encoding="utf-8")
    reviewed = read_reviewed(tmp_path / "statement.md")
    assert (len(reviewed.names), len(reviewed.later), len(reviewed.silenced)) == (1, 1, 1)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_pictures_and_links_of_a_document_lead_to_files(name: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / name).read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_the_readme_begins_with_what_this_is_a_picture_and_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    places = [text.index(part) for part in ("# ", "![", "make serve", "make test", "\n## Licenses")]
    assert places == sorted(places)
    assert "The statement's text is a public document" in text


def test_the_citation_file_has_the_version_and_the_abstract_of_the_package() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (cited["version"], cited["abstract"]) == (project["version"], project["description"])
    assert [author["name"] for author in cited["authors"]] == [author["name"] for author in project["authors"]]


def test_what_is_mutated_is_there_and_its_tests_are() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    for path in (*settings["only_mutate"], *settings["pytest_add_cli_args_test_selection"]):
        assert (ROOT / path).is_file(), path
