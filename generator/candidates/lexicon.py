"""What words tell about a name: heads of bodies and plans, roles, titles, months, places."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADS = _words("""
    academy accelerator accord act administration agency agenda agreement alliance apparatus arrangement assembly
    association authority bank bill blueprint board bureau campaign caucus center centre challenge chamber charter club
    coalition code collaborative college command commission commitment committee communique communiqué compact
    compendium concept conclusions concord conference congress consensus consortium constitution consultation convening
    convention corporation corps corridor council court covenant deal decision declaration department dialogue directive
    directorate enterprise exercise expo facility federation fellows fellowship formula forum foundation framework fund
    gateway goals group grouping guidelines hub index initiative institute institution instrument lab laboratory league
    mandate mechanism meeting memorandum menu ministerial ministry mission moonshot movement network observatory office
    operation operations organisation organization outlook package pact panel partnership pathway pillar plan platform
    playbook pledge portal principles prize process program programme project protocol recommendation regime registry
    regulation report reserve resolution roadmap round roundtable scheme school secretariat seminar session society
    statement statute strategy summit symposium talks taskforce taxonomy team telescope toolkit track treaty tribunal
    troika understanding union university vision window workshop zone
    """)
"""Nouns that end the name of a body, a meeting, a text or a plan."""
_LAST_PARTS = ("committee", "council", "fund", "group", "network", "plan")

SOFT_HEADS = _words("""
    action activity approach architecture army award call collaboration community cooperation day decade exchange
    exchanges fair festival force games guard month navy pathways patrol police policy pool programming response review
    rules series service standards strike system target training trust week year
    """)
"""The same, but as often a part of a longer name: "Treaty of Amity and Cooperation"."""

LOWER_HEADS = _words("""
    agenda agreement alliance coalition conference dialogue exercise exercises forum framework fund group initiative
    mechanism network pact partnership plan platform process program programme project strategy summit treaty working
    """)
"""In lower case after a name they belong to it: the RISE partnership."""

EVENTS = _words("""
    assembly conference congress convening dialogue exercise expo forum games meeting ministerial round roundtable
    seminar session summit symposium talks week workshop
    """)
PLANS = _words("agenda goals horizon outlook plan roadmap strategy target vision pathway")
"""A year before these is a part of the name: 2030 Agenda."""

GENERIC = _words("""
    action advisory annual biennial chair's chairman's chairperson's co-chairs' core current deputy eighth eleventh
    expert extraordinary fifth final first follow-up foreign formal fourth heads high-level historic inaugural informal
    joint last latest leader leader's leaders leaders' leaders-level member minister minister's ministerial ministers
    ministers' new next ninth official outcome plenary present previous recent regular second senior seventh sixth
    standing steering subsequent summit task tenth third this twelfth upcoming vice virtual working
    """)
"""Words that make no name of a head: Joint Statement, Working Group."""

ROLES = _words("""
    allies ally ambassador ambassadors attorney bodies chair chairman chairmanship chairperson chairpersons chairs chief
    citizen citizens co-chair co-chairs co-hosts colleague colleagues commander contracting coordinator counsellor
    counterpart counterparts countries country delegation delegations deputies deputy envoy envoys excellencies
    excellency excellency's experts fathers founder founding girls government governments governor governors head heads
    host hosts leader leaders member members men minister ministers ministry's nation nationals observer observers
    official officials organs participant participants parties partner partners party people peoples permanent
    presidency president presidents prime principals representative representatives secretaries secretary sherpa sherpas
    side sides signatories society speaker spokesperson state states vice women
    """)
"""People and parties in general; capitals make no name of them."""

ROLE_ADJECTIVES = _words("""
    acting agriculture climate commerce defence defense deputy development dialogue digital economic education energy
    environment finance foreign former founding heads health high incoming industry interior justice labor labour
    national outgoing permanent prime security senior special technology trade transport vice women's
    """)
TITLES = _words("""
    adm. admiral adviser advisor ambassador captain chairman chairperson chairwoman chancellor col. commissioner
    congressman crown dame director-general dr dr. emperor envoy excellency gen. governor h.e. highness hon hon.
    honorable honourable judge justice king lady lord lt. majesty minister ministers mr mr. mrs mrs. ms ms. pope premier
    premiers president presidents prince princess prof prof. professor queen representative rt secretaries secretary
    secretary-general senator sheikh sir sultan taoiseach under-secretary-general vice-chair vice-chairman
    vice-president vice-presidents
    """)
NO_OF = _words("""
    allies anniversary capital citizens countries establishment government governments leader leaders member members
    nations part partners people peoples region republic's side states territory
    """)
"""What follows "of" after these is no part of a name."""

IN_AFTER = _words(
    "partners friends women girls youth leaders leadership partnership cooperation initiative program programme"
)
TO_AFTER = _words(
    "parties protocol call response pathway roadmap road race right additional alliance approach adaptation"
)

PHRASES = frozenset(
    {
        "cold war",
        "first world war",
        "global north",
        "global south",
        "rule of law",
        "second world war",
        "world war",
        "world war ii",
    }
)
"""Capitals by custom, and no names of bodies or texts."""

BODIES = _words("""
    al-qa'ida al-qaeda al-qaida benelux daesh euratom eurojust europol frontex gavi hamas hezbollah hizballah houthis
    inmarsat intelsat interpol mercosur taliban unitaid
    """)
"""Bodies of one word that is not in capitals."""

LONE_NOUNS = _words("""
    annex annexes appendix article bible celsius chapter christian document earth fahrenheit footnote god holocaust
    house internet islam kremlin moon muslim olympic paragraph paralympic preamble section sun text theme web youth
    """)
"""Single words with a capital that name no body."""

MONTHS = _words("""
    apr april aug august autumn dec december feb february friday jan january jul july jun june mar march may monday nov
    november oct october saturday sep sept september spring sunday thursday tuesday wednesday
    """)

# Words that begin a sentence or a bullet and no name. Forms in -ing, -ed and -ly need not be listed.
STARTERS = _words("""
    a about above accelerate accordingly achieve acknowledge acknowledges across act adapt additional address adopt
    advance affirm after again against agree agrees aim all along alongside already also although amid among an and
    another any applaud appreciate appreciates are around as ask assist at attach aware back based be because been
    before begin being below between beyond both bring build but by call calls came can cannot carry cease certain
    combat come commend commends commit commits complete concerned concur condemn condemns conduct confident conscious
    consider consistent continue contribute convene convinced cooperate coordinate could counter create critical
    cultivate decide declare deepen defend deliver demand demonstrate deplore despite deter determined develop do does
    down drive due during each effective either elevate eliminate embrace emphasise emphasize emphasizes empower enable
    encourage encourages engage enhance ensure equally establish even ever every expand explore express expresses extend
    face facilitate few finally first five focus following for forge form foster four from fulfill further furthermore
    future given global go grateful guided had half has have having he help hence her here hereby highlight his hold how
    however i identify if implement important improve in include increase intends inter into invest invite invites is it
    its itself join just keep key know last later launch lead leverage like look looks maintain make many may meanwhile
    mindful mobilise mobilize more moreover most much must my natural neither never nevertheless new next no none nor
    not note notes nothing now of off on once one only open operationalize oppose or other our our's out over own
    particular pave people per place play please pledge post prevent prior proceed progress promote protect provide
    pursue put raise reach reaffirm reaffirms recall recalls recent recognise recognize recognizes redouble reduce
    refrain regarding regret reiterate reject release relevant remain remains renew request requesting requests resolve
    respect respectful respective respond restore retain review safeguard same scale second secure see seek send set
    several shape share she should show significant similarly since six so some stand stay step still stop strengthen
    stress stresses strive strong successful such support supports sustain tackle take task ten than that the their them
    themselves then there therefore these they third this those three through throughout thus to today together tomorrow
    too toward towards two unanimously under underline underscore underscores undertake unite unless until up update
    uphold upon urge urges us use utilise utilize value various very via view vis-à-vis visit warn was we welcome
    welcomes welcoming were what when where whereas whether which while who whole why will wish with within without work
    would yes yesterday yet you your
    """)

EMPHASIS = _words("""
    adopt affirm agree all and aware cognizant conscious convinced decide declare desirous do for has have having hereby
    in mindful must never not note now of on our reaffirm recall resolve shall the therefore to us we welcome with
    """)
"""Words in capitals that preambles and headings use for emphasis; those in -ING, -ED and -LY need not be listed."""

COUNTRY_ACRONYMS = _words("US USA UK UAE U.S. U.S.A. U.K. U.A.E. D.C. DC NZ")
NO_ACRONYMS = _words("""
    A.M. AD AM ANNEX AUD BC CAD CET CNY CO2 E.G. EST EUR GBP GMT GW H.E. HE I.E. ID II III INR IV IX JPY JR JST KG KM
    KRW KST KW MW NB ND NO NOS OK P.M. P.O. PDF PM PO Q1 Q2 Q3 Q4 RD SR ST TBD TH TV USD UTC V VI VII VIII XI XII XIII
    XIV XV XVI XX
    """)
UNITS = _words("GW GWH HA KM KW KWH MT MW MWH TWH")
"""Behind a number these make no acronym, as G and B do: 5G, H1B."""

GEO_NOUNS = _words("""
    africa airport airspace america america's americas archipelago arctic asia asia-pacific atlantic atoll balkans
    baltic bank basin bay canal cape caribbean caucasus cay channel city coast coasts continent county delta desert east
    euro-atlantic europe far federation gulf harbor harbour heights hemisphere highlands hill hills horn indian
    indo-pacific island islands isles kingdom lake levant maghreb mediterranean mekong middle mountain mountains near
    north oblast ocean oceans pacific passage peninsula plateau pole port province reef region republic ridge rim river
    sahel sea seas shelf shoal south states strait straits sub-region subregion territories territory trench valley
    village waters west world zone
    """)
PLACE_FIRST = _words("camp mount lake fort cape port saint st. san santa new los las gulf sea bay strait horn isle")
DIRECTIONS = _words("""
    arab bolivarian central co-operative continental democratic east eastern federal federated great greater inner
    islamic lao lower mainland middle north northeast northeastern northern northwest occupied outer people people's
    plurinational south southeast southeastern southern southwest sub-saharan trans united upper west western wider
    """)
_MORE_PLACES = _words("""
    abkhazia abu adriatic aegean amazon asian asians beijing bosphorus bougainville british brussels burma busan
    california chernobyl chinese chornobyl crimea czech danish danube darfur darussalam delaware delhi dhabi diaoyu
    donbas donetsk dutch england eurasia eurasian euro filipino finnish french fukushima gaza geneva golan greek hague
    hawaii himalaya himalayas hiroshima holland hormuz incheon indo irish karabakh kashmir kiev kyiv kyoto lanka lao
    luhansk malacca moscow mumbai nam nile okinawa osaka ossetia paracel pdr penghu philippine polish rakhine rhine
    rohingya scotland senkaku shanghai slovak spanish spratly suez swedish swiss texas thai tibet transatlantic
    transnistria turkey turkish türkiye ukrainian vienna viet vilnius wales washington welsh xinjiang yeonpyeong
    zaporizhzhia zaporizhzhya
    """)
_NO_PLACES = _words("""
    and center christmas cook current easter european eurozone factory greenwich line marshall midway nations of
    outlying pseudo-accents region resolute st. the troll union universal unknown world
    """)
"""Words of Babel's names of territories and zones that are more often something else."""


@cache
def places() -> frozenset[str]:
    """Give the words, in lower case, that names of countries, regions, peoples and well-known cities are made of."""
    locale = Locale("en")
    names = [name for code, name in locale.territories.items() if code not in {"UN", "EU", "EZ", "ZZ", "XA", "XB"}]
    zones = get_global("zone_territories")
    names += [zone.rpartition("/")[2].replace("_", " ") for zone in zones]
    names += [name for name in locale.languages.values() if name.endswith(("ese", "ish", "ean", "ian"))]
    words = {word.strip("()&.").lower() for name in names for word in name.split() if word[:1].isupper()}
    return frozenset(words | _MORE_PLACES) - _NO_PLACES


@cache
def is_place(word: str) -> bool:
    """Tell whether a word names a country, a people or a place, alone or with others of its kind."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    if word in places() or word in GEO_NOUNS or word in DIRECTIONS:
        return True
    if "-" in word:
        return all(is_place(part) for part in word.split("-"))
    # A people: Ukrainian, Israeli, Canadian share their first letters with the country.
    if len(word) > 5 and word.endswith(("an", "ans", "ese", "i", "ic", "is", "ish")):
        return word[: max(4, len(word) - 4)] in _stems(max(4, len(word) - 4))
    return False


@cache
def _stems(length: int) -> frozenset[str]:
    return frozenset(word[:length] for word in places())


@cache
def ends_in_head(word: str) -> bool:
    """Tell whether a compound ends a name as its last part does: Workplan, Masterplan, Subcommittee."""
    low = singular(word)
    return any(low.endswith(part) and len(low) > len(part) + 2 for part in _LAST_PARTS)


@cache
def singular(word: str) -> str:
    """Give a noun's singular, near enough to look it up above."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and word not in HEADS:
        return word[:-1]
    return word
