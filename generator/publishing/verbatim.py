"""Built page of the statement -> proof that it shows the source's paragraphs to the letter."""

from generator.model.addresses import paragraph_anchor
from generator.model.errors import ExportError
from generator.model.statement import Statement
from generator.text.html import read_body


def verify_statement(statement: Statement, html: str) -> None:
    """Check that a built page shows the statement's paragraphs to the letter and in order.

    Raises:
        ExportError: at the first paragraph that differs, with the place in the source.
    """
    shown = [(node.attributes["id"], " ".join(node.text().split())) for node in read_body(html).css('p[id^="p-"]')]
    paragraphs = statement.paragraphs
    for block, (anchor, text) in zip(paragraphs, shown, strict=False):
        expected = " ".join(block.text.split())
        if anchor != paragraph_anchor(block.label) or text != expected:
            message = f"{block.name} is not shown as it stands here: {_difference(expected, text)}"
            hint = "see which plugin, hook or template changes it"
            raise ExportError(message, path=statement.path, line=block.line, hint=hint)
    if len(shown) != len(paragraphs):
        message = f"the page shows {len(shown)} paragraphs, the source has {len(paragraphs)}"
        raise ExportError(message, path=statement.path, hint="see which plugin, hook or template changes the page")


def _difference(expected: str, shown: str) -> str:
    words = zip(expected.split(), shown.split(), strict=False)
    for number, (left, right) in enumerate(words, 1):
        if left != right:
            return f'word {number} is "{right}" and must be "{left}"'
    return f"{len(shown.split())} words are shown of {len(expected.split())}"
