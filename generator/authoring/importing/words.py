"""Characters, words and sentences: what typesetting does to them, and what they show about where a text is broken."""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from functools import cache
from itertools import pairwise

from spellchecker import SpellChecker

from generator.authoring.importing.nouns import Kind

CJK = re.compile(r"[⺀-ヿ㐀-鿿豈-\ufaff\uff00-\uffef]")
"""A character of a script that sets no space between words."""
REFERENCE = re.compile(r"\[\^(\w+|[*†‡])\]")

RULE = re.compile(r"(?:[*_\-=—–~•◆─] ?){3,}")
WEAK = "-*–—+o"
"""Signs of lists that can be something else."""
_DOTS = "•●▪▫◦‣⁃■□○▶►➢✓✔·・◆◇◎\uf0b7\uf0a7\uf0d8\uf0fc\uf02d"
BULLET = re.compile(rf"(?P<sign>[{_DOTS}]|[{WEAK}](?= )) *")
NUMBER = re.compile(
    r"(?P<number>\d{1,3}[.)](?= |$|[^\W\d_a-z][^\W\d_])|\d{1,3}．|\((?:\d{1,3}|[a-z]{1,4}|[A-Z])\)(?= )"
    r"|(?:[a-z]|[ivx]{1,5})[.)](?= )"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?= )|[（](?:[\d０-９]{1,2}|[一-十])[）]|[①-⑳])\s*"
)
_N = r"(?:\d{1,4}|[ivxl]{1,6})"
NUMBER_OF_PAGE = re.compile(
    rf"(?:[-–—\[(|] ?)?{_N}(?: ?[-–—\])|])?|\[?(?:page|p\.|seite) ?{_N}(?: ?(?:of|/|sur|von|de) ?\d+)?\]?"
    rf"|{_N} ?(?:/|of|sur|von|de) ?\d+|{_N} ?\| ?page|page ?\| ?{_N}|\d+ ?(?:ペ\u30fcジ|면|쪽)",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"(?:\[\^(\w+|[*†‡])\]|\[(\d{1,3})\]|(\d{1,3})(?=[ .)]|[^\W\d_a-z])|([¹²³⁰-⁹]+)|([*†‡]))[.)]? ?"
    r"(?=[\"“(]?[^\W\d_])"
)
"""A footnote's mark before its text."""

_CLOSERS = r"[\"'”’»)\]」』）]*(?:\[\^?\w{1,4}\]|[¹²³⁰-⁹]+|[*†‡]+|(?<=[.\"”])\d{1,3})?$"
_STOP = re.compile(rf"[.!?…。！？؟۔।]{_CLOSERS}")
_CLAUSE_STOP = re.compile(rf"[:;：；؛]{_CLOSERS}|[;:,] (?:and|or)$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){1,4}$|\b(?:Mr|Ms|Mrs|Dr|H\.E|St|Nos?|Art|paras?|vs|e\.g|i\.e|cf|M|Mme)\.$")
_REST = re.compile(r"[\"'“‘«(]?(?P<letter>[^\W\d_])|[,;)\]”»%&—–/、。]")
_SHORT_FORM = re.compile(r"\([A-Z][\w-]*[A-Z\d]s?\)")
# After none of these a sentence, or a heading, ends; the last are Japanese particles behind a noun.
_DANGLING = re.compile(
    r"(?:[,/(—–“、\u00ad-]|(?<![^\W\d_])(?:an?|the|and|n?or|but|of|to|for|in|on|at|by|from|with|as|than"
    r"|that|which|who|whose|where|when|while|into|upon|through|across|between|among|against|about|over|under|towards?"
    r"|during|before|after|since|because|our|their|its|his|her|th(?:is|ese|ose)|such|both|each|every|is|are|was|were|be"
    r"|been|has|have|had|will|would|shall|should|can|may|must|including|regarding|concerning|le|la|les|des|du|de|et|à"
    r"|aux?|dans|pour|par|sur|avec|que|qui|el|los|las|del|y|en|con|para|der|die|das|dem|den|und|mit|von|zu|im)"
    r"|(?<=[一-鿿゠-ヿ])[はをにのがとでもへ])$"
)


def read_mark(text: str) -> tuple[Kind, str, str]:
    """Tell what a paragraph of its own is by its mark: kind, number as it is printed, and the rest."""
    if RULE.fullmatch(text) and len(text) > 2:
        return Kind.RULE, "", ""
    sign, number = BULLET.match(text), NUMBER.match(text)
    if sign and sign["sign"] not in WEAK:
        return Kind.ITEM, "", text[sign.end() :]
    return Kind.PARAGRAPH, number["number"] if number else "", text[number.end() :] if number else text


def ends_sentence(text: str, *, fully: bool = False) -> bool:
    """Whether a full stop or the like ends it, or, if not `fully`, what ends an item of a list: a colon, semicolon."""
    if fully:
        return bool(_STOP.search(text)) and not _ABBREVIATION.search(text)
    return bool(_STOP.search(text) or _CLAUSE_STOP.search(text))


def is_rest(text: str) -> bool:
    """Whether it starts as only the rest of a sentence does: with a small letter, a closing mark, "(ASEAN)"."""
    match = _REST.match(text)
    return bool(_SHORT_FORM.match(text) or (match and (match["letter"] is None or match["letter"].islower())))


def is_dangling(text: str) -> bool:
    """Whether no sentence and no heading can end here: after "of", "the", "including", a comma or a dash."""
    return bool(_DANGLING.search(text.lower() if text.isupper() and " " in text else text))


def is_cut(before: str, after: str) -> bool:
    """Whether a sentence is cut between two stretches: as certain as words alone can make it."""
    if ends_sentence(before):
        return bool(_ABBREVIATION.search(before)) and is_rest(after)
    # "RECALLING the Charter," is a whole paragraph of a preamble.
    return is_rest(after) or (is_dangling(before) and not (before.endswith(",") and after[:1].isupper()))


_INVISIBLE = r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
_HYPHEN_SPACE = r"(?<=[^\W\d_])(?:- (?!(?:and|or|nor|but|as|et|ou|y|o|und|oder)\b|to (?!-))| -)(?=[^\W\d_])"
_CHANGES = (
    ("invisible character(s), taken out", _INVISIBLE, ""),
    ("ligature(s), written as letters", r"[\ufb00-\ufb06⼀-⿕]", lambda match: unicodedata.normalize("NFKC", match[0])),
    # The ideographic space U+3000 is no accident of layout, so it stays.
    ("non-breaking or other special space(s)", r"[\u00a0\u2000-\u200a\u202f\u205f\t\x0b\x0c\x85\u2028\u2029]", " "),
    # Writers of PDFs put one where a line ended within a compound; before a capital letter it was a hyphen.
    ("soft hyphen(s)", r"(?<=\w)\u00ad(?=[A-Z])", "-"),
    ("soft hyphen(s)", r"\u00ad+(?!\s*$)", ""),
    ("special hyphen(s), written as plain ones", r"(?<=\w)[‐‑]", "-"),
    ("letter-spaced word(s)", r"(?<!\S)(?:\w ){3,}\w(?!\S)", lambda match: match[0].replace(" ", "")),
    ("double space(s)", r"(?<=\S) {2,}(?=\S)", " "),
    # Not "lower- and middle-income", and not a dash between spaces.
    ('space(s) at a hyphen, as in "Indo- Pacific"', _HYPHEN_SPACE, "-"),
)  # fmt: skip
"""What is changed in a line, in this order: what it is called in the report, and how."""


def heal(text: str) -> tuple[str, str]:
    """Make a line's characters plain ones; letters and digits stay, and a soft hyphen at the end, for who joins lines.

    Returns:
        The text without white space at its ends, and what was changed, in words; empty when nothing was.
    """
    done: Counter[str] = Counter()
    text = text.strip()
    for name, pattern, by in _CHANGES:
        text, count = re.subn(pattern, by, text)
        done[name] += count
    composed = unicodedata.normalize("NFC", text)
    done["letter(s) whose accent stood apart"] = max(len(text) - len(composed), int(text != composed))
    told = [f"{count} {name.replace('(s)', 's' * (count > 1))}" for name, count in done.items() if count]
    return composed.strip(), f"mended {', '.join(told)}" if told else ""


class Vocabulary:
    """The words of the text itself, and behind them a dictionary of its language: for hyphens at line ends."""

    def __init__(self, lines: Sequence[str], language: str) -> None:
        self._language = language.split("-", maxsplit=1)[0].lower()
        self._count: Counter[str] = Counter()
        cut = False
        for line in lines:
            words = [word.lower() for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", line)]
            # Halves of a word that was cut are no words of the text.
            ends_cut = line.endswith(("-", "\u00ad"))
            self._count.update(words[int(cut) : len(words) - int(ends_cut)])
            cut = ends_cut
        pairs = [
            (left[2], right[1])
            for a, b in pairwise(lines)
            if (left := _CUT.search(a)) and (right := _REST_OF_WORD.match(b))
        ]
        self._hyphenates = any(self.knows(a + b) and not (self.knows(a) and self.knows(b)) for a, b in pairs)

        hangul = [(a, b) for a, b in pairwise(lines) if _HANGUL.match(a[-1:] + b[:1])]
        self._splits = any(self._is_tight(a, b) for a, b in hangul)

    def uses(self, word: str) -> bool:
        """Whether the text itself has the word."""
        return self._count[word.lower()] > 0

    def knows(self, word: str) -> bool:
        """Whether the text or the dictionary has the word."""
        return self.uses(word) or word.lower() in _dictionary(self._language)

    def join(self, left: str, right: str) -> tuple[str, str, bool]:
        """Join the end of a line to the start of the next.

        Returns:
            The joined text; what was done to a hyphen between the lines, if any; and whether that is uncertain.
        """
        cut, rest = _CUT.search(left), _REST_OF_WORD.match(right)
        if cut is None or rest is None:
            tight = self._is_tight(left, right)
            doubt = self._splits and not tight and bool(_HANGUL.match(left[-1:] + right[:1]))
            message = f'put a space where a line ends, which may be within a word: "{left[-3:]} {right[:3]}"'
            return left + ("" if tight else " ") + right, message * doubt, doubt
        soft, bare = left.endswith("\u00ad"), left[:-1]
        if not soft and re.match(r"(?:and|or|nor|but|et|ou|und|oder|y)\b|to (?!-)", right):
            return f"{bare}- {right}", "", False
        keeps, sure = self._keeps_hyphen(cut, rest, soft=soft)
        done = "kept" if keeps else "took out"
        sign = "-" if keeps else ""
        message = f'{done} the hyphen of "{cut[2]}-" + "{rest[1]}": "{cut[1]}{cut[2]}{sign}{rest[0]}"'
        return f"{bare}{sign}{right}", message, not sure

    def _is_tight(self, left: str, right: str) -> bool:
        if CJK.match(left[-1:]) and CJK.match(right[:1]):
            return True
        if _HANGUL.match(left[-1:] + right[:1]):
            # Korean breaks within words, too: what stands elsewhere in the text as one word is one.
            return self.uses(re.split(r"\W", left)[-1] + re.split(r"\W", right)[0])
        digits = re.search(r"\d[-–]$", left) and right[:1].isdigit()
        return bool(digits or re.search(r"(?<! )[—/]$", left) or re.match(r"—\S", right))

    def _keeps_hyphen(self, cut: re.Match[str], rest: re.Match[str], *, soft: bool) -> tuple[bool, bool]:
        """Decide whether a hyphen belongs to the word, and whether that is sure."""
        before, left, right, after = cut[1], cut[2], rest[1], rest[2]
        if self.uses(before + left + right + after) or self.uses(left + right):
            return False, True
        if self.uses(f"{before}{left}-{right}{after}") or self.uses(f"{left}-{right}"):
            return True, True
        capitals = left.isupper() and len(left) > 1
        if not right[0].islower() or not left[-1].isalpha() or capitals:
            # Indo-Pacific, COVID-19, ROK-led; but UN-CLOS can be either.
            return True, not (capitals and left.isalpha() and right.isupper())
        halves = self.knows(left) and self.knows(right)
        if soft or self.knows(left + right):
            # "re-sign" can be either, where no other word of the text was cut.
            return False, soft or self._hyphenates or not halves
        return (True, True) if halves else (not self._hyphenates, False)


_HANGUL = re.compile(r"[가-힣]{2}")
_CUT = re.compile(r"((?:[^\W_]+[-'’.])*)([^\W_]+\.?)[-\u00ad]$")
_REST_OF_WORD = re.compile(r"([^\W_]+)((?:[-'’][^\W_]+)*)")


@cache
def _dictionary(language: str) -> Container[str]:
    # It takes most of a second to load, and words are looked up at hyphens only.
    if language not in SpellChecker.languages():
        return frozenset()
    return SpellChecker(language=language, distance=1).word_frequency.dictionary
