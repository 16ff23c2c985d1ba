"""The documentation names every command, option and finding that there is."""

from __future__ import annotations

import click
import pytest

from generator.cli import main
from generator.model import FindingCode
from generator.plugin import GeneratorConfig
from tests.samples import ROOT

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
