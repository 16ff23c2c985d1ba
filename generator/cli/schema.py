"""generator schema."""

import json

import click

from generator.model.entry import Entry
from generator.model.fields import Noun
from generator.model.statement import Statement

_MODELS: dict[str, type[Noun]] = {"entry": Entry, "statement": Statement}


@click.command()
@click.argument("which", type=click.Choice(list(_MODELS)))
def schema(which: str) -> None:
    """Print the JSON Schema of the front matter, for editors that complete and check YAML.

    Example: python -m generator schema entry > entry.schema.json
    """
    click.echo(json.dumps(_MODELS[which].model_json_schema(), indent=2, ensure_ascii=False))
