"""Closed classes of English words that tell what a capital means: function words, offices, kinds of bodies, places."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADS = _words("""
    academy accelerator accord act administration agency agenda agreement alliance amendment arrangement assembly
    association authority bank bill blueprint board bureau campaign center centre challenge chamber charter club
    coalition code collaborative college command commission committee communique communiqué compact company compendium
    concept conclusions concord conference congress consensus consortium constitution consultation consultations
    convention corporation corps council court covenant decision declaration department dialogue directive directorate
    enterprise exercise facility federation fellowship forum foundation framework fund gateway goals group grouping
    guidelines hub index initiative institute institution lab laboratory league mandate masterplan mechanism meeting
    memorandum ministerial ministry mission moonshot movement network observatory office operation organisation
    organization outlook package pact panel parliament partnership pathway pillar plan platform pledge principles
    process program programme project protocol regime registry regulation report resolution retreat roadmap round
    roundtable scheme school secretariat seminar service session society statement statute strategy subcommittee summit
    survey symposium taskforce taxonomy team toolkit track treaty tribunal troika union university vision workplan
    workshop
    """)
"""Nouns that say what kind of body, meeting, text or plan a name names."""

SOFT_HEADS = _words("""
    activity approach arbitration architecture army award ban bridge call chiefs collaboration commitment community
    cooperation corridor day deal decade exchange fair festival fleet force forces friends games guard holdings
    industries mandate mix month navy partners pathways patrol patterns police policy pool programming response review
    rules series services standards strike system target telescope training trust way week year
    """)
"""The same, but as often a part of a longer name."""

LOWER_HEADS = _words("""
    agenda agreement alliance campaign coalition competition conference declaration dialogue exercise exercises forum
    framework fund group grouping initiative mechanism network pact partnership plan platform process program programme
    project resolution scheme strategy summit treaty
    """)
"""What such a noun is when it follows a name in lower case: the RISE partnership."""

EVENTS = _words("assembly conference consultations dialogue exercise forum meeting session summit talks workshop")
COMPOUND_HEADS = frozenset({("task", "force"), ("working", "group"), ("work", "plan"), ("action", "plan")})
"""Heads of two words, the second of which some write small."""
PLANS = _words("agenda blueprint blueprints goals horizon outlook plan roadmap strategy target vision")
"""A year belongs to the name of these: 2030 Agenda, Vision 2025."""
PLACE_AFTER = _words("convention force forces friends mission operation partners presence process state treaty")
"""Texts and bodies whose names say where: the Treaty on Conventional Forces in Europe."""
PORTFOLIOS = _words("department ministry")

BODIES = _words(
    "al-qaeda daesh europol eurojust frontex gavi hamas hezbollah houthis interpol mercosur taliban unitaid"
)
"""Bodies of one word that is not in capitals."""

GENERIC = _words("""
    action advisory annex annual article chapter coordinating core current deputy draft expert extraordinary follow-up
    foreign formal heads high-level historic inaugural informal joint last latest leaders' level ministers' new next
    official outcome plenary present previous recent regular senior sides special standing steering subsequent task
    upcoming vice virtual working
    """)
"""Words of which alone no name is made: Joint Statement, Working Group."""

ROLES = _words("""
    allies ally bodies citizens co-chair co-chairs co-hosts colleagues coordinators countries country delegates
    delegations economies envoys excellencies experts fathers government governments governors heads host hosts leader
    leaders member members minister's nation nations observers officials organs participants parties partner partners
    party people peoples presidency principals representatives secretaries sherpas sides signatories states
    """)
"""People and parties in general; capitals make no name of them."""

TITLES = _words("""
    administrator admiral adviser advisor ambassador baroness captain chair chairman chairmanship chairperson chairwoman
    chancellor chief co-chair colonel commander commissioner coordinator counsellor director dr dr. emperor envoy
    excellency gen. governor h.e. head hon hon. honorable honourable jr. king lady lord majesty member minister mr mr.
    mrs. ms ms. pope premier president prince princess prof. professor prosecutor queen representative secretary senator
    sir speaker spokesperson sr. sultan vice-chair vice-president
    """)

PERSONAL = _words("children girls leader leaders men minister ministers nation people women workers youth")
"""A possessive of these is a part of a name: the Women's Forum, the Leaders' Summit."""

SMALL = _words(
    "a against an and as at between by concerning for from in into of on that the through to towards under with &"
)

CLAUSES = _words(
    "after because before during he here i if it its our she since that their there these they this those today"
    " together we what when where which while who you your"
)
"""With a capital inside a run, these begin a sentence before which a full stop was lost: "Next Steps Since then"."""

OPENERS = CLAUSES.union(
    SMALL,
    _words("""
    about above accelerate accordingly achieve acknowledge across act adapt additional address adopt advance affirm
    again agree all along also although amid among an and another any applaud appreciate are as ask assist aware based
    being below both build but call can certain combat commend commit condemn consider continue convene cooperate
    coordinate counter create decide declare deepen defend deliver demonstrate despite develop discuss due each eight
    either emphasize empower enable encourage endorse engage enhance ensure equally establish even every expand explore
    express extend facilitate few finally first five focus following foster four fourth fulfill further furthermore
    given grateful guided has have hence hereby highlight hold host however identify implement improve include increase
    integrate invest invite is just last later launch lead leverage like maintain make many may meanwhile mindful more
    moreover most much must my neither never nevertheless new next no none nor not note now off once one only
    operationalize or other out over own particular plan please pledge prevent promote protect provide publish pursue
    raise ratify reach reaffirm recall recent recognize reduce regarding reinforce reiterate remain renew request
    resolve respect respond restore review safeguard same second secure see seek set seven several share should
    significant six so some stand step still strengthen stress strive strong such support sustain tackle take ten than
    then third three throughout thus too toward two underline underscore undertake unite unless until up update uphold
    upon urge us use utilize warn was welcome well were whereas whether why will within without work would yes yet
    """),
)
"""Words that begin a sentence or an item of a list and no name. Forms in -s, -ing, -ed and -ly need not be listed."""

_ORDINAL = re.compile(
    r"(?:.*-)?(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]+teen|[a-z]+tie)th)"
    r"|\d+(?:st|nd|rd|th)"
)

MONTHS = _words("""
    april august autumn december february friday january july june march may monday november october saturday sept
    september spring sunday thursday tuesday wednesday
    """)

COUNTRY_ACRONYMS = _words("US USA UK UAE U.S. U.S.A. U.K. U.A.E. D.C. DC NZ")
NO_ACRONYMS = _words("""
    A.M. AD AM AUD BC CAD CET CNY CO2 E.G. EUR GBP GMT GW GWH H.E. HE I.E. ID II III INR IV IX JPY JR KG KM KRW KST KW
    KWH MP MW MWH NB NO NOS OK P.M. P.O. PM PO RD SR ST TBD TH TV TWH USD UTC VI VII VIII XI XII XIII XIV XV XVI XX
    """)

GEO_NOUNS = _words("""
    africa america americas arctic asia asia-pacific atlantic baltic basin bay canal cape caribbean caucasus channel
    city coast continent delta desert east euro-atlantic europe far federation gulf hemisphere horn indian indo-pacific
    island islands kingdom lake levant mediterranean mekong middle mount near north ocean oceans pacific peninsula port
    province reef region republic river sahel sea seas shoal south strait straits subregion territories territory valley
    west world
    """)
PLACE_FIRST = _words("camp cape fort lake mount port saint san santa st.")
_DIRECTIONS = _words("""
    arab bolivarian central co-operative democratic eastern federal federated federative great greater inner lao lower
    northeast northern northwest occupied outer people southeast southern southwest sub-saharan trans united upper
    western wider
    """)
_MORE_PLACES = _words("""
    adriatic aegean asian balkans beijing british brussels busan california chinese crimea czech danish darussalam
    delaware delhi donbas donetsk dutch english eurasia eurasian filipino french fukushima gaza geneva golan greek hague
    hawaii himalayas hiroshima hormuz irish kashmir kiev kyiv lanka luhansk malacca moscow mumbai nam philippine polish
    rakhine scotland senkaku shanghai spanish spratly suez swedish swiss texas thai tibet transatlantic turkey turkish
    türkiye ukrainian vienna viet wales washington xinjiang zaporizhzhia
    """)
_NO_PLACES = _words("""
    and center christmas cook current easter european eurozone factory greenwich line marshall midway nations of
    outlying pseudo-accents resolute st. the troll union universal unknown wake
    """)
"""Words of Babel's names of territories and zones that are more often something else."""


@cache
def _places() -> frozenset[str]:
    locale = Locale("en")
    names = [name for code, name in locale.territories.items() if code not in {"UN", "EU", "EZ", "ZZ", "XA", "XB"}]
    zones = get_global("zone_territories")
    names += [zone.rpartition("/")[2].replace("_", " ") for zone in zones]
    names += [name for name in locale.languages.values() if name.endswith(("ese", "ish", "ean", "ian"))]
    words = {word.strip("()&.").lower() for name in names for word in name.split() if word[:1].isupper()}
    return frozenset(words | _MORE_PLACES | GEO_NOUNS | _DIRECTIONS) - _NO_PLACES


@cache
def is_place(word: str) -> bool:
    """Tell whether a word names a country, a people or a place, alone or with others of its kind."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    if word in _places() or word.upper() in COUNTRY_ACRONYMS:
        return True
    if "-" in word:
        return all(is_place(part) for part in word.split("-"))
    # A people: Ukrainian, Israeli, Canadian share their first letters with the country.
    if len(word) > 5 and word.endswith(("an", "ans", "ese", "i", "ic", "is", "ish")):
        return word[: max(4, len(word) - 4)] in _stems(max(4, len(word) - 4))
    return False


@cache
def _stems(length: int) -> frozenset[str]:
    return frozenset(word[:length] for word in _places())


@cache
def singular(word: str) -> str:
    """Return a noun's singular, near enough to look it up above."""
    word = word.lower().removesuffix("'s").removesuffix("'").removesuffix("-plus")
    if word in HEADS or word in SOFT_HEADS:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def is_head(word: str) -> bool:
    """Tell whether a word says what kind of body, meeting, text or plan a name names."""
    return singular(word) in HEADS


@cache
def is_opener(word: str) -> bool:
    """Tell whether a word that begins a sentence or an item of a list is capitalised for that alone."""
    if word in OPENERS or word.removesuffix("s") in OPENERS or word.replace("ise", "ize") in OPENERS:
        return True
    ends = word.endswith(("ing", "ed")) or (word.endswith("ly") and len(word) > 6)
    return len(word) > 4 and ends and not is_place(word) and not is_head(word)


@cache
def is_ordinal(word: str) -> bool:
    """Tell whether a word counts: Eighth, Fifty-First, 52nd."""
    return _ORDINAL.fullmatch(word) is not None


@cache
def is_title(word: str) -> bool:
    """Tell whether a word is an office or goes with a person's name: Minister, Directors-General, Mr."""
    first = word.partition("-")[0]
    return {word, first, singular(first)} & TITLES != set()
