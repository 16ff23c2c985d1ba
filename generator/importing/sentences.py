"""Where a sentence ends, and whether a stretch of text goes on with the one before it."""

from __future__ import annotations

import re

# What may stand behind the full stop: quotation marks, brackets, the mark of a footnote.
_AFTER_STOP = (
    r"[\"'\u201d\u2019\u00bb)\]\u300d]*"
    r"(?:\[\d{1,3}\]|\(\d{1,3}\)|[\u00b9\u00b2\u00b3\u2070-\u2079]+|(?<=[.\"\u201d])\d{1,3}|[*\u2020\u2021]+)?"
)
_STOP = re.compile(rf"[.!?\u2026\u3002\uff01\uff1f]{_AFTER_STOP}$")
_CLAUSE_STOP = re.compile(rf"[:;\uff1a\uff1b]{_AFTER_STOP}$|[;:,] (?:and|or)$")
_INNER_STOP = re.compile(r"[a-z)\"\u201d][.!?][\"\u201d)\]]* +[A-Z\u201c\"]|\u3002.")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){1,4}$|\b(?:Mr|Ms|Mrs|Dr|H\.E|St|Nos?|Art|paras?|vs|e\.g|i\.e|cf|al)\.$")
_PREAMBLE = re.compile(r"[A-Z]\w+(?:ing|ed|ING|ED|scious|SCIOUS)|Aware|AWARE")
_FIRST_WORD = re.compile(r"[\"'\u201c\u2018(\[]*([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_GOING_ON = re.compile(
    r"[\"'\u201c\u2018]?[a-z\u00df-\u00f6\u00f8-\u00ff]|[,;)\]\u201d%&\u2014\u2013/]|\([A-Z][\w-]*[A-Z\d]s?\)"
)
CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""A character of a script that sets no space between words."""
NOTE = re.compile(
    r"(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})|(?P<c>[\u00b9\u00b2\u00b3\u2070-\u2079]+)|(?P<d>[*\u2020\u2021]+)) ?"
    r"(?=[\"\u201c]?[A-Z(h])"
)
"""A footnote's mark and the start of its text."""
# After none of these a sentence, or a heading, ends.
_DANGLING = re.compile(
    r"(?:an?|the|and|n?or|but|of|to|for|in|on|at|by|from|with(?:in|out)?|as|than|that|wh(?:ich|o|ose|om|ere|en|ile|ether)|if"
    r"|into|onto|upon|through(?:out)?|across|between|amongst?|against|about|over|under|towards?|via|per|during|before|after"
    r"|since|until|because|so|yet|our|their|its|his|her|your|th(?:is|ese|ose)|such|both|all|any|each|every|no|not|is|are"
    r"|was|were|be|been|being|has|have|had|do|does|will|would|shall|should|can|could|may|must|including|regarding"
    r"|concerning|also|further|more|most|very)"
)
# With these a paragraph starts much more often than a name goes on.
_OPENER = re.compile(
    r"We|The|Our|They|Their|Th(?:is|ese|ose)|It|In|On|At|To|As|With|For|And|But|Also|Today|Furthermore|Moreover|Additionally"
    r"|Finally|He|She|There|By|From|Through|Recogni[sz]ing|Welcoming|Building|Following|Both"
)


def ends_sentence(text: str) -> bool:
    """Whether a full stop, question or exclamation mark ends it, or what ends an item of a list: a colon, semicolon."""
    return bool(_STOP.search(text) or _CLAUSE_STOP.search(text))


def ends_in_stop(text: str) -> bool:
    """Whether a full stop, question or exclamation mark ends it."""
    return bool(_STOP.search(text))


def has_sentence(text: str) -> bool:
    """Whether it is running text: a sentence ends at its end or inside it."""
    return ends_in_stop(text) or bool(_INNER_STOP.search(text))


def starts_inside_sentence(text: str) -> bool:
    """Whether it starts as only the rest of a sentence does: with a small letter, a closing mark, "(ASEAN)"."""
    return bool(_GOING_ON.match(text))


def is_dangling(text: str) -> bool:
    """Whether no sentence and no heading can end here: after "of", "the", "including", a comma or a dash."""
    last = _LAST_WORD.search(text)
    if last:
        return bool(_DANGLING.fullmatch(last[1].lower() if text.isupper() and " " in text else last[1]))
    return text.endswith((",", "-", "\u00ad", "\u2014", "\u2013", "/", "(", "\u201c"))


def is_preamble(text: str) -> bool:
    """Whether it starts as a paragraph of a preamble does: "Recalling", "REAFFIRMING", "Having", "Determined"."""
    first = _FIRST_WORD.match(text)
    return bool(
        first and re.fullmatch(r"[A-Z]\w+(?:ing|ed|ING|ED|scious|CONSCIOUS)|HAVING|Having|Aware|AWARE", first[1])
    )


def goes_on(before: str, after: str, *, torn: bool) -> bool:
    """Decide whether a paragraph that starts with `after` goes on with the one that ends with `before`.

    Args:
        before: the end of a block of running text.
        after: the start of the next.
        torn: something that does not belong to the text, such as a page number, stood between them.
    """
    small = starts_inside_sentence(after)
    if ends_sentence(before):
        return small and bool(_ABBREVIATION.search(before)) and not before.endswith((":", ";"))
    if small:
        return True
    if before.endswith(",") and (is_preamble(after) or is_preamble(before)):
        return False
    if is_dangling(before):
        return True
    first = _FIRST_WORD.match(after)
    opener = bool(first and _OPENER.fullmatch(first[1]))
    if torn:
        return not opener
    # "the Minerals Security" | "Partnership (MSP) and": a name that was cut.
    last = _LAST_WORD.search(before)
    return bool(last and last[1][0].isupper() and first and not opener and has_sentence(before) and " " in before)
