"""Marks of spam that need no training: each a code (see `reasons`) and how much it weighs."""

import re

from . import links, phrases
from .promotion import promotion_signals
from .words import WORD, is_mixed

NAME_ADVERTISES = re.compile(
    r"https?:|www\.|\w\.(?:com|net|org|xyz|shop|online|in|io|ru)\b"
    r"|\b(?:buy|cheap|seo(?: \w+)? (?:experts?|services?|agency|company|specialists?|consultants?|in|for|pro)"
    r"|casino|loans|loan (?:offer|company|service|lender|agency)s?|betting|poker|escorts?|viagra"
    r"|cialis|backlinks?|followers|discount|online (?:course|training|casino)|training|institute|academy|services?"
    r"|agency|agentur|recovery|hackers|hacker (?=\w)|(?:ethical|pro|real|legit) hacker|crypto|bitcoin|forex"
    r"|slots|slot (?=\w)"
    r"|essays?|assignments?|company|packers|movers"
    r"|dating|hotline|kredit"
    r"|near me|for sale|best (?=\w)|top \d+|online|reviews?|apk|mod|vpn|hosting|software|solutions|marketing|website"
    r"|web design|clinic|dentists?"
    r"|plumb(?:er|ing)|roof(?:er|ing)|contractors?|remodel\w*|renovations?|rentals?|repairs?|cleaning|taxi|limo"
    r"|hotels?|tours?|travels?"
    r"|visa|immigration|lawyers?|attorneys?|insurance|mortgage|real estate|pharmacy|pills|cbd|vape|keto"
    r"|supplements?|replica|jewelry"
    r"|furniture|mattress|locksmith|towing|junk removal|solar|trading|broker|investments?|gambling|toto|togel"
    r"|gacor|sbobet|\w{0,12}(?:777|888|365|1xbet|(?:bet|slot|poker|togel|mega|sbo|dewa)\d{2,3}))\b"
)
# Parts of an e-mail address.
PARTS = re.compile(r"[._+@\-\d]+")
ADDRESS_ADVERTISES = re.compile(
    r"(?:.*(?:casino|viagra|escort|backlink|essay|assignment|betting|poker|pharma|recovery|hackers|ethicalhack|bitcoin"
    r"|crypto|forex|seo(?:expert|service|agency)"
    r"|packers|movers|roofing|marketing|spellcast|replica|vape).*|seo|sales|leads|promo|promotions?|deals"
    r"|outreach|backlinks?|slots?|bet|cbd|followers|\w*loans|(?:easy|quick|fast|cash|urgent|home|payday)loan\w*)$"
)
THROWAWAY = re.compile(
    r"@(?:[\w-]+\.)?(?:mailinator|guerrillamail\w*|10minutemail|temp-?mail|tempmail\w*|yopmail|trashmail"
    r"|sharklasers|getnada|dispostable"
    r"|throwawaymail|maildrop|fakeinbox|wegwerfmail\w*|mohmal|moakt|emailondeck|mintemail|spam4\w+|discard)\."
    r"|@[\w.-]+\.(?:xyz|top|click|icu|buzz)$"
)
CONTACT = re.compile(
    r"\+\s?\d[\d\s().-]{7,16}\d|[\w.+-]{2,40}@[\w-]{2,40}\.(?:com|net|org|co|info|in|ru)\b"
    r"|(?<!\d)\d{10,15}(?!\d)|(?<!\d)0\d{2,4}[ /-]\d{6,9}(?!\d)"
    r"|(?<![\d-])(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])"
)
SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .*_-]){4,20}[^\W\d_](?!\w)")
SIGNS = re.compile(
    r"[!?$€]{3,}|[\U0001F4B0-\U0001F4B8\U0001F911\U0001F680\U0001F525\U0001F4C8\U0001F449\U0001F447\U0001F381\U0001F4AF\U00002705\U0001F48B\U0001F51E\U0001F3B0]"
)
PRAISES = re.compile(
    r"\b(?:nice|great|good|awesome|amazing|wonderful|excellent|fantastic|informative|useful|helpful|valuable"
    r"|thanks|thank you|enjoyed|appreciate"
    r"|love|liked?|impressed|keep (?:it )?up)\b"
)
WARNS = re.compile(
    r"\b(?:is (?:this|it|that) (?:a scam|real|legit)|(?:it.?s|was|that.?s|is) (?:a|another|the same) (?:\w{1,10} )?scam"
    r"|scam\b[?!.]|scammers\b"
    r"|be careful|beware|walk away"
    r"|(?:do not|don.?t|never) (?:buy|use|pay|trust|answer|fall|do|believe)|got caught|asked for (?:a "
    r"|my )?\W?\w{0,12} ?(?:fee|money|bank)|not a career)\b"
)
FEW, HARDLY_ANY = 40, 12  # characters beside its links
HASTE = 4  # seconds
TYPED_FAST = 20  # characters a second
MIN_LETTERS = 20


def signals_of(said, plain, undisguised):
    """(code, weight) of each mark that is met. `plain` and `undisguised` are the body's (see `words`)."""
    hosts = links.hosts_of(plain)
    strange = [host for host in hosts if not links.is_at_home(host)]
    yield from link_signals(plain, hosts, strange)
    yield "phrases", min(phrases.weight_of(undisguised), 5.0)
    yield from promotion_signals(undisguised, strange)
    is_reachable = CONTACT.search(links.LINK.sub(" ", plain)) is not None  # digits within a link are its own
    if is_reachable:
        yield "contact", 1.2
    yield from writer_signals(said)
    if PRAISES.search(undisguised) and any(writer_signals(said)):
        yield "praise", 0.9
    if (strange or is_reachable) and is_mostly_foreign(plain):
        yield "foreign", 1.4
    yield from form_signals(said, plain)
    if is_hasty(said):
        yield "haste", 0.6


def writer_signals(said):
    """Of what the writer goes by: nobody is called what a business is found by."""
    name, email = said.name.casefold()[:200], said.email.casefold()[:254]
    if NAME_ADVERTISES.search(name):
        yield "name", 2.6
    if THROWAWAY.search(email):
        yield "address", 1.0
    elif any(ADDRESS_ADVERTISES.match(part) for part in PARTS.split(email)):
        yield "address", 1.4


def is_mostly_foreign(plain):
    """Whether it is in another script than Latin: no mark by itself."""
    letters = [sign for sign in links.LINK.sub("", plain)[:1000] if sign.isalpha()]
    return bool(letters) and sum(map(str.isascii, letters)) < 0.4 * len(letters)


def link_signals(plain, hosts, strange):
    if len(strange) > 1:
        yield "links", min(0.7 * (len(strange) - 1), 2.8)
    beside = len(links.LINK.sub("", plain).strip())
    if strange and beside < FEW:
        yield "only-links", 2.2 if beside < HARDLY_ANY else 1.6
    if any(links.SHORTENERS.match(host) for host in strange):
        yield "short-links", 1.8
    odd = sum(1 for host in set(strange) if links.ODD_ENDING.search(host) or links.TELLING.search(host))
    if odd:
        yield "link-domain", min(1.6 * odd, 3.2)
    if strange and not odd:
        yield "link-domain", 0.4
    if hosts and links.CODE.search(plain):
        yield "link-html", 2.0 if strange else 0.5


def form_signals(said, plain):
    words = WORD.findall(plain)
    if mixed := sum(map(is_mixed, words)):
        yield "mixed-scripts", min(1.2 + 0.4 * mixed, 3.0)
    if SPACED.search(plain):
        yield "spaced-letters", 1.2
    letters = [sign for sign in said.body[:1000] if sign.isalpha()]
    if len(letters) >= MIN_LETTERS and sum(map(str.isupper, letters)) > 0.6 * len(letters):
        yield "capitals", 1.0
    if signs := len(SIGNS.findall(plain)):
        yield "shouting", min(0.4 * signs, 1.6)
    if len(words) >= 24 and len(set(words)) < 0.3 * len(words):
        yield "repeated", 1.4


def warns(undisguised):
    """Whether it warns of what spam offers: it has its words then, and may name who is to be avoided."""
    return WARNS.search(undisguised) is not None


def leads_nowhere(marks):
    return {code for code, _weight in marks} == {"phrases"}


def is_hasty(said):
    """Whether nobody types that fast. A draft that was kept is sent at once too: it weighs little."""
    return said.seconds is not None and said.seconds < HASTE and len(said.body) > TYPED_FAST * (said.seconds + 1)
