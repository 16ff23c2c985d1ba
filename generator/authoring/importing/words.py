"""Characters, words and sentences: what typesetting does to them, and what they show about where a text is broken."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cache

from spellchecker import SpellChecker

from generator.model import read_words

WORDS: dict[str, str] = read_words(__package__, "words.yml")

CJK = re.compile(r"[⺀-ヿ㐀-鿿豈-\ufaff\uff00-\uffef]")  # of scripts that set no space between words
REFERENCE = re.compile(r"\[\^(\w+|[*†‡]\w*)\]")

RULE = re.compile(r"(?:[*_\-=—–~•◆─] ?){3,}")
# Signs of lists that can be something else, and such that cannot.
WEAK = "-*–—+o"
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
)  # a footnote's mark before its text

_CLOSERS = r"[\"'”’»)\]」』）]*(?:\[\^?\w{1,4}\]|[¹²³⁰-⁹]+|[*†‡]+|(?<=[.\"”])\d{1,3})?$"
_STOP = re.compile(rf"[.!?…。！？؟۔।]{_CLOSERS}")
_CLAUSE_STOP = re.compile(rf"[:;：；؛]{_CLOSERS}|[;:,] (?:and|or)$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){1,4}$|\b(?:Mr|Ms|Mrs|Dr|H\.E|St|Nos?|Art|paras?|vs|e\.g|i\.e|cf|M|Mme)\.$")
_REST = re.compile(r"\([A-Z][\w-]*[A-Z\d]s?\)|[\"'“‘«(]?(?P<letter>[^\W\d_])|[,;)\]”»%&—–/、。]")
_SCRIPTS = (("HANGUL", "ko"), ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("CJK", "zh"))
_DANGLING = re.compile(
    rf"(?:[,/(—–“、\u00ad-]|(?<![^\W\d_])(?:{'|'.join(WORDS['dangling'].split())})|(?<=[一-鿿゠-ヿ])[はをにのがとでもへ])$"
)  # what no sentence and no heading ends with; last, the Japanese particles behind a noun


def ends_sentence(text: str, *, fully: bool = False) -> bool:
    """Whether a full stop or the like ends it, or, if not `fully`, what ends an item of a list: a colon, semicolon."""
    stop = bool(_STOP.search(text))
    return stop and not _ABBREVIATION.search(text) if fully else stop or bool(_CLAUSE_STOP.search(text))


def is_dangling(text: str) -> bool:
    """Whether no sentence and no heading can end here: after "of", "the", "including", a comma or a dash."""
    return bool(_DANGLING.search(text.lower() if text.isupper() and " " in text else text))


def is_cut(before: str, after: str) -> bool:
    """Whether a sentence is cut between two stretches: as certain as words alone can make it."""
    # Only the rest of a sentence starts with a small letter, a closing mark or "(ASEAN)".
    match = _REST.match(after)
    rest = match is not None and (match["letter"] is None or match["letter"].islower())
    if ends_sentence(before):
        return rest and bool(_ABBREVIATION.search(before))
    # "RECALLING the Charter," is a whole paragraph of a preamble.
    return rest or (is_dangling(before) and not (before.endswith(",") and after[:1].isupper()))


_INVISIBLE = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CHANGES = (
    ("invisible characters", rf"[{_INVISIBLE}]", ""),
    ("ligatures", r"[\ufb00-\ufb06⼀-⿕]", lambda match: unicodedata.normalize("NFKC", match[0])),
    # The ideographic space U+3000 is no accident of layout, so it stays.
    ("special spaces", r"[\u00a0\u2000-\u200a\u202f\u205f\t\x0b\x0c\x85\u2028\u2029]", " "),
    # Writers of PDFs put one where a line ended within a compound; before a capital letter it was a hyphen.
    ("soft hyphens", r"(?<=\w)\u00ad(?=[A-Z])", "-"),
    ("soft hyphens", r"\u00ad+(?!\s*$)", ""),
    ("special hyphens", r"(?<=\w)[‐‑]", "-"),
    ("letter-spaced words", r"(?<!\S)(?:\w ){3,}\w(?!\S)", lambda match: match[0].replace(" ", "")),
    ("double spaces", r"(?<=\S) {2,}(?=\S)", " "),
    # As in "Indo- Pacific"; not "lower- and middle-income", and not a dash between spaces.
    ("spaces at a hyphen", r"(?<=[^\W\d_])(?:- (?!(?:and|or|et|ou|to)\b)| -)(?=[^\W\d_])", "-"),
)  # what is changed in a line, in this order: what it is called in the report, and how


def heal(text: str, done: Counter[str]) -> str:
    """Make a line's characters plain ones, but for a soft hyphen at its end; `done` counts what was changed."""
    text = text.strip()
    for name, pattern, by in _CHANGES:
        text, count = re.subn(pattern, by, text)
        done.update([name] * count)
    composed = unicodedata.normalize("NFC", text)
    done.update(["lines whose accents stood apart"] * (composed != text))
    return composed.strip()


def find_language(texts: Iterable[str]) -> str:
    """Return the language that a text's script or its commonest words show without doubt; else nothing."""
    text = " ".join(texts)
    names = Counter(unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha())
    if found := next((language for script, language in _SCRIPTS if names[script] > 0.1 * names.total()), ""):
        return found
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {code: sum(words[word] for word in WORDS[code].split()) for code in ("en", "fr")}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > 0.1 * words.total() and sum(scores.values()) < 1.4 * scores[best] else ""


class Vocabulary:
    """The words of the text itself, and behind them a dictionary of its language: for hyphens at line ends."""

    def __init__(self, lines: Sequence[str], language: str) -> None:
        self._dictionary = _dictionary((find_language(lines) or language).split("-", maxsplit=1)[0].lower())
        # Halves of a word that was cut are no words of the text.
        text = "\n".join(lines).lower()
        cuts = re.findall(r"([^\W\d_]+)[-\u00ad]\n([^\W\d_]+)", text)
        whole = re.sub(r"\S+[-\u00ad]\n\S+", " ", text)
        self._words = set(re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", whole))
        self._hyphenates = any(a + b in self._dictionary and not {a, b} <= self._dictionary for a, b in cuts)
        self._splits = any(a + b in self._words for a, b in re.findall(r"(\w*[가-힣])\n([가-힣]\w*)", text))

    def join(self, left: str, right: str) -> tuple[str, str]:
        """Return the end of a line joined to the start of the next, and what is uncertain about it, if anything."""
        cut, rest = _CUT.search(left), _REST_OF_WORD.match(right)
        if cut and rest and not (left[-1] == "-" and re.match(r"(?:and|or|to|et|ou)\b(?!-)", right)):
            keeps, sure = self._keeps_hyphen(cut, rest)
            doubt = f'{"kept" if keeps else "took out"} the hyphen between lines of "{cut[0]}" + "{rest[0]}"'
            return f"{left[:-1]}{'-' * keeps}{right}", doubt * (not sure)
        tight = bool(CJK.match(left[-1:]) and CJK.match(right[:1]))
        doubt = ""
        if re.match(r"[가-힣]{2}", left[-1:] + right[:1]):
            # Korean breaks within words, too: what stands elsewhere in the text as one word is one.
            tight = re.split(r"\W", left)[-1] + re.split(r"\W", right)[0] in self._words
            doubt = f'put a space between lines, which may be within a word: "{left[-3:]} {right[:3]}"'
        tight = tight or bool(re.search(r"\d[-–]$|(?<! )[—/]$", left) or re.match(r"—\S", right))
        return left + " " * (not tight) + right, doubt * (self._splits and not tight)

    def _keeps_hyphen(self, cut: re.Match[str], rest: re.Match[str]) -> tuple[bool, bool]:
        """Decide whether a hyphen belongs to the word, and whether that is sure."""
        left, right, soft = cut[2].lower(), rest[1].lower(), cut[0][-1] == "\u00ad"
        if {(cut[1] + cut[2] + rest[0]).lower(), left + right} & self._words:
            return False, True
        if {f"{left}-{right}", f"{cut[0]}{rest[0]}".lower()} & self._words:
            return True, True
        capitals = cut[2].isupper() and len(left) > 1
        if not rest[1][0].islower() or not left[-1].isalpha() or capitals:
            # Indo-Pacific, COVID-19, ROK-led; but UN-CLOS can be either.
            return True, not (capitals and rest[1].isupper())
        halves = {left, right} <= self._dictionary
        if soft or (left + right in self._dictionary and (self._hyphenates or not halves)):
            # "re-sign" can be either.
            return False, soft or not halves
        return halves or not self._hyphenates, halves


_CUT = re.compile(r"((?:[^\W_]+[-'’.])*)([^\W_]+\.?)[-\u00ad]$")
_REST_OF_WORD = re.compile(r"([^\W_]+)((?:[-'’][^\W_]+)*)")


@cache
def _dictionary(language: str) -> Set[str]:
    # It takes most of a second to load.
    if language not in SpellChecker.languages():
        return frozenset()
    return SpellChecker(language=language, distance=1).word_frequency.dictionary.keys()
