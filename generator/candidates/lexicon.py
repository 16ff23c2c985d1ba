"""What words tell about a name: heads of bodies and plans, roles, titles, months, places."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADS = _words("""
    academy accelerator accord act agenda agency agreement alliance apparatus arrangement assembly association authority
    bank bill board blueprint bureau campaign caucus center centre challenge chamber charter club coalition code
    collaborative college command commission commitment committee communique communiqué compact compendium concept conclusions
    concord conference congress consensus consortium constitution consultation convening convention corporation
    corps corridor council court covenant declaration department dialogue directive directorate enterprise exercise expo
    facility federation fellowship fellows foundation formula forum framework fund gateway goals group grouping guidelines hub
    index initiative institute institution instrument lab laboratory league mandate mechanism meeting memorandum
    ministerial ministry mission moonshot movement network observatory office operation operations organisation
    organization outlook pact panel partnership pathway pillar plan platform playbook pledge portal prize principles process recommendation program
    programme project protocol regime registry regulation report reserve resolution roadmap round roundtable
    scheme school secretariat seminar session society statement strategy summit symposium talks taskforce team
    telescope track treaty tribunal understanding union university vision window workshop zone network toolkit taxonomy
    """)
"""Nouns that end the name of a body, a meeting, a text or a plan."""

SOFT_HEADS = _words("""
    action activity approach architecture award call community cooperation day decade exchange exchanges fair festival
    force games month police policy pool programming review series service standards strike system target training trust week
    year collaboration patrol response pathways navy army guard
    """)
"""The same, but as often a part of a longer name: "Treaty of Amity and Cooperation"."""

LOWER_HEADS = _words("""
    agreement alliance coalition exercise exercises forum framework fund group initiative mechanism network partnership
    pact plan platform process program programme project strategy summit treaty agenda dialogue conference working
    """)
"""In lower case after a name they belong to it: the RISE partnership."""

EVENTS = _words("""
    conference congress convening dialogue exercise expo forum games meeting ministerial round roundtable session
    seminar summit symposium talks week workshop assembly
    """)
PLANS = _words("agenda goals horizon outlook plan roadmap strategy target vision pathway")
"""A year before these is a part of the name: 2030 Agenda."""

GENERIC = _words("""
    annual biennial chair's chairman's chairperson's current eighth eleventh extraordinary fifth final first formal
    fourth historic high-level inaugural informal joint last latest leader leaders leader's leaders' member minister ministers
    minister's ministers' ministerial new next ninth official plenary present previous recent regular second heads
    senior seventh sixth standing subsequent tenth third this twelfth upcoming virtual working action task
    co-chairs' outcome leaders-level follow-up steering core advisory expert summit vice deputy foreign
    """)
"""Words that make no name of a head: Joint Statement, Working Group."""

ROLES = _words("""
    ally allies chair chairs chairman chairmanship chairperson chairpersons chief citizen citizens co-chair co-chairs colleague
    colleagues commander coordinator countries country delegation delegations envoy envoys experts government
    governments governor governors head heads leader leaders member members minister ministers nation
    nationals observer observers official officials participant participants parties partner partners party people
    peoples permanent presidency president presidents prime representative representatives secretaries secretary sherpa
    sherpas signatories state states vice deputy host hosts side sides contracting ambassador ambassadors deputies
    attorney counterpart counterparts excellencies excellency counsellor spokesperson speaker founding founder society
    women men girls bodies organs fathers principals co-hosts ministry's excellency's
    """)
"""People and parties in general; capitals make no name of them."""

ROLE_ADJECTIVES = _words("""
    foreign defence defense finance trade economic energy industry interior justice health agriculture environment digital technology
    transport labour labor development education climate commerce security deputy senior dialogue development prime vice special
    heads founding permanent high senior acting former outgoing incoming women's national
    """)
TITLES = _words("""
    president presidents minister ministers chancellor premier premiers secretary secretaries ambassador senator
    congressman governor king queen emperor sultan pope prince princess mr mrs ms dr mr. mrs. ms. dr. prof. h.e.
    excellency chairman chairwoman chairperson commissioner admiral taoiseach representative director-general
    secretary-general prof professor sir dame lord lady sheikh crown majesty highness gen. adm. lt. col. captain
    hon hon. rt honourable honorable judge justice advisor adviser envoy under-secretary-general
    """)
NO_OF = _words("""
    leaders leader members member states countries governments government people peoples nations citizens allies
    partners territory capital part region republic's side
    """)
"""What follows "of" after these is no part of a name."""

IN_AFTER = _words("partners friends women girls youth leaders leadership partnership cooperation initiative program programme")
TO_AFTER = _words("parties protocol call response pathway roadmap road race right additional alliance approach adaptation")

PHRASES = frozenset({"cold war", "rule of law", "first world war", "second world war", "world war", "global south", "global north"})
"""Capitals by custom, and no names of bodies or texts."""

BODIES = _words("""
    gavi interpol europol eurojust frontex unitaid mercosur euratom hamas hezbollah hizballah houthis taliban daesh al-qaeda
    al-qaida al-qa'ida benelux intelsat inmarsat
    """)
"""Bodies of one word that is not in capitals."""

LONE_NOUNS = _words("""
    internet holocaust earth bible kremlin annex annexes preamble theme text document web sun moon god christian muslim islam
    appendix chapter article section paragraph footnote house
    """)
"""Single words with a capital that name no body."""

MONTHS = _words("""
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec spring autumn
    """)

# Words that begin a sentence or a bullet and no name. Forms in -ing, -ed and -ly need not be listed.
STARTERS = _words("""
    a about above accelerate accordingly achieve acknowledge across act adapt address adopt advance affirm after again
    against agree aim all along already also although amid among an and another any applaud appreciate are around as ask
    assist at attach aware back based be because been before begin being below between beyond both bring build but by call came can
    carry cannot cease combat come commend commit complete concerned concur condemn conduct confident conscious consider
    consistent contribute convene convinced continue cooperate coordinate could counter create cultivate deepen defend
    deliver demand demonstrate deplore despite deter determined develop do does down drive due during each effective
    either elevate eliminate embrace emphasise emphasize empower enable encourage engage enhance ensure equally establish even ever every
    expand explore express extend face facilitate few finally first five focus following for forge form foster four from fulfill further
    furthermore future given go guided had has have having he help hence her here his highlight hold how however i identify if
    implement important improve in include increase inter into invest invite is it its itself join just keep key know last later launch
    lead leverage like look maintain make many may mindful mobilise mobilize more moreover most much must my natural neither never
    nevertheless new next no none nor not note nothing now of off on once one only open operationalize oppose or other our out over
    own pave people per place play please pledge post prevent prior proceed progress promote protect provide pursue put raise reach
    reaffirm recall recent recognise recognize redouble reduce refrain regarding regret reiterate reject release remain
    renew request resolve respect respond restore retain review safeguard same scale second secure see seek send set several
    shape share she should show similarly since six so some stand stay step still stop strengthen stress strive
    strong such support sustain tackle take task ten than that the their them themselves then there therefore these they third this
    those three through throughout thus to today together tomorrow too toward towards two under underline underscore undertake
    unanimously unite unless until up update upon urge us use uphold utilise utilize value very via view visit vis-à-vis warn was we
    welcome were what when where whereas whether which while who whole why will wish with within without work would
    yes yesterday yet you your our's half additional significant particular respectful grateful meanwhile alongside hereby adopt decide declare
    agrees reaffirms recognizes notes welcomes underscores stresses expresses recalls supports calls encourages urges condemns
    emphasizes commits intends appreciates acknowledges commends remains looks invites requests requesting welcoming
    respective various relevant certain critical successful strong global
    """)

EMPHASIS = _words("""
    and we the of to for in on our us hereby do have has agree adopt decide declare resolve welcome recall affirm reaffirm
    mindful conscious aware convinced desirous cognizant having not shall all must never note now therefore with
    """)
"""Words in capitals that preambles and headings use for emphasis; those in -ING, -ED and -LY need not be listed."""

COUNTRY_ACRONYMS = _words("US USA UK UAE U.S. U.S.A. U.K. U.A.E. D.C. DC NZ")
NO_ACRONYMS = _words("""
    AM PM A.M. P.M. OK TBD NB PDF JR SR BC AD CET EST UTC GMT KST JST GW MW KW KM KG CO2 II III IV VI VII VIII IX XI XII
    XIII XIV XV XVI XX USD EUR JPY GBP AUD CAD INR CNY KRW ID Q1 Q2 Q3 Q4 H.E. HE E.G. I.E. ST ND RD TH NO NOS ANNEX P.O. PO TV
    """)

GEO_NOUNS = _words("""
    sea seas ocean oceans strait straits gulf peninsula river basin island islands isles lake canal coast bay cape delta valley
    mountain mountains hemisphere rim heights province oblast region subregion sub-region city county bank hill hills desert
    archipelago channel passage reef shoal cay atoll plateau highlands territories territory zone kingdom republic federation shelf
    balkans caucasus sahel maghreb levant horn pole south north east west world continent africa asia europe america
    america's americas states pacific atlantic mediterranean arctic caribbean baltic indo-pacific asia-pacific euro-atlantic
    mekong middle far near indian coasts waters airspace trench ridge port harbor harbour airport village
    """)
PLACE_FIRST = _words("camp mount lake fort cape port saint st. san santa new los las gulf sea bay strait horn isle")
DIRECTIONS = _words("""
    north south east west northern southern eastern western central southeast northeast southwest northwest
    southeastern northeastern upper lower middle greater mainland continental trans sub-saharan inner outer democratic people's
    people islamic federal united great bolivarian plurinational co-operative arab lao occupied wider
    """)
_MORE_PLACES = _words("""
    gaza crimea donbas donetsk luhansk xinjiang tibet kashmir burma holland england scotland wales hawaii okinawa
    washington hiroshima california texas brussels vilnius geneva vienna delhi mumbai kyoto osaka busan incheon
    hague kyiv kiev moscow beijing shanghai darfur ukrainian filipino thai chinese swiss british dutch danish finnish swedish
    turkish polish greek czech slovak spanish welsh irish french indo aegean adriatic euro eurasia eurasian transatlantic viet nam lanka
    senkaku spratly paracel diaoyu karabakh transnistria abkhazia ossetia golan hormuz malacca suez bosphorus yeonpyeong
    penghu fukushima zaporizhzhya zaporizhzhia chernobyl chornobyl türkiye turkey darussalam delaware lao pdr rhine danube nile amazon himalaya himalayas bougainville
    """)
_NO_PLACES = _words("and of the universal union nations european marshall christmas easter cook center line st. "
                    "eurozone unknown region outlying world greenwich factory midway current resolute troll pseudo-accents")
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
    if len(word) > 5 and word.endswith(("an", "ans", "ese", "i", "ish", "ic")):
        return word[: max(4, len(word) - 4)] in _stems(max(4, len(word) - 4))
    return False


@cache
def _stems(length: int) -> frozenset[str]:
    return frozenset(word[:length] for word in places())


@cache
def singular(word: str) -> str:
    """Give a noun's singular, near enough to look it up above."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and word not in HEADS:
        return word[:-1]
    return word
