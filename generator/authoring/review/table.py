"""Names and what was decided about them <-> a table (CSV) for spreadsheets."""

import csv
import io
from pathlib import Path

from generator.authoring.review.steps import Decision, Review, Step
from generator.data.lists import release, write_table
from generator.model.errors import GeneratorError
from generator.model.fields import Origin
from generator.reading.frontmatter import check, read_text

_READ = ("decision", "entry", "reason", "name")  # columns that are read back
_AROUND = 70  # characters of the context on either side of a name


def export_names(review: Review) -> str:
    """Return one row a name, the likeliest first, with what was decided."""
    rows = []
    for name in review.names:
        entry, reason = (name.detail, "") if name.decision is Decision.ENTRY else ("", name.detail)
        places = name.candidate.occurrences
        blocks = [review.edition.statement.blocks[place.passage] for place in places]
        labels = dict.fromkeys(block.label for block in blocks if block.number)
        context = blocks[0].text[max(0, places[0].start - _AROUND) : places[0].end + _AROUND]
        found = (name.candidate.score, len(places), " ".join(labels), " ".join(context.split()))
        rows.append((name.decision.value, entry, reason, name.text, *found))
    # Without the mark, spreadsheets may take another encoding.
    return "\ufeff" + write_table((*_READ, "score", "times", "paragraphs", "context"), rows).decode()


def import_names(review: Review, path: Path) -> tuple[list[str], list[GeneratorError]]:
    """Take a table's decisions; return what was done and what is wrong. If anything is, the files are as they were."""
    text = read_text(path)
    # Where numbers have commas, spreadsheets write semicolons.
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if missing := [column for column in _READ if column not in (reader.fieldnames or ())]:
        hint = "begin with the table that generator review --export writes"
        raise GeneratorError(f'there is no column "{missing[0]}"', path=path, hint=hint)
    origin = Origin(path=path, lines=lambda _: {(key,): reader.line_num for key in _READ})
    done, faults = [], []
    for row in reader:
        keys = {key: release(row[key].strip()) for key in _READ if (row[key] or "").strip()}
        keys |= {"decision": keys["decision"].lower()} if "decision" in keys else {}
        try:
            if keys.get("decision", Decision.ENTRY.value) != Decision.ENTRY.value:
                done.append(review.take(check(keys, origin, Step)))
        except GeneratorError as exc:
            faults.append(exc)
    while faults and review.steps:
        review.undo()
    return [said for said in done if said], faults
