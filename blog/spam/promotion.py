"""What asks the readers of a comment to come along: to somebody's own channel, to a page that pays, to a number."""

import re

from .links import LINK

OWN = r"(?:my|our|me|us)"
LOOK = (
    r"(?:che?a?ck(?:ed|ing)?(?: ?out)?|visit(?:ing)?|see|watch(?:ing)?|look(?: at)?|listen(?: to)?"
    r"|su[bsc]{0,3}cri?be?s?|sub|follow|like|join"
    r"|view|add|find|support|try|go|come|share|vote(?: for)?|hit|love)"
)
THING = (
    r"(?:channels?|vid[ei]?os?|vids?|clips?|songs?|music|covers?|tracks?|rap|remix(?:es)?|beats|streams?"
    r"|web ?sites?|sites?|web ?pages?|pages?"
    r"|blog|profile|store|shop|insta(?:gram)?|facebook|fb|twitter|tik ?tok|telegram|snap(?:chat)?|newsletter"
    r"|podcast|startup)"
)
FEW = r"(?:\W{1,4}\w{1,20}){0,%d}?\W{1,4}"
# Two words of one kind say more than one, three no more than two.
INVITATIONS = [
    re.compile(form)
    for form in (
        rf"\b{LOOK}{FEW % 3}{OWN}{FEW % 4}{THING}\b",
        rf"\bche?a?ck(?:ed|ing)? out{FEW % 2}{THING}\b",
        r"\b(?:(?:can|could|should|would|please|pl[sz]+|guys|and|hey)\W{1,4}(?:\w{1,20}\W{1,4}){0,4}?"
        r"|^\W{0,8})(?:su[bsc]{0,3}cri?be?|sub)s?"
        r"(?:\W{1,12}(?:like|me|my|in|back|for|4|and|to (?!this|the|it|your|that|any|an?\b))|\W{0,8}$)",
        r"\bsu[bsc]{0,3}(?:cri?be)?s?\W{1,12}(?:to\W{1,12})?(?:me|my)\b",
        r"\bche?a?ck (?:me|us|it|them|men) out\b|\bcheck out my\b|\bhit (?:the )?(?:subscribe|like|bell)\b",
        r"\b(?:follow|add|find) (?:me|us)(?: here\b| on (?:insta|ig|twitter|facebook|fb|tik|snap|twitch|whats))",
        r"\b(?:on|in|at) (?:my|our) (?:\w{1,20} )?(?:channel|page|profile|instagram|bio)\b|\blink (?:on|in) (?:my"
        r"|the) (?:bio|profile)",
        r"\b(?:try|use|download) (?:my|our) (?:new |free |\w{2,3} )?(?:app|tool|platform|builder|service|software"
        r"|template)",
    )
]
BEGGING = re.compile(
    r"\bp+l(?:ea|ee|i)?[sz]+e?\W{1,4}(?:\w{1,20}\W{1,4}){0,2}?(?:subscribe|sub|like|share|follow|support my"
    r"|support our|vote|donate|halp)\b"
    r"|\b(?:i will|i.?ll|i) (?:sub(?:scribe)?|follow|like) (?:you )?back\b|\bsub(?:scribe)? back\b|\b(?:sub"
    r"|follow|like) ?(?:4|for) ?(?:sub|follow|like)\b|\bif i (?:get|reach|hit) \d+ (?:sub|follow|like)"
    r"|\blike (?:this )?comment\b"
    r"|\b(?:donate|vote) (?:\w{1,10} ){0,2}(?:to|for) m[ey]\b|\bgive (?:it|me) (?:a )?like\b"
    r"|\bneed (?:more )?(?:subs|subscribers|likes|followers)\b"
)
# Where a link says who is to be paid for it.
REFERRAL = re.compile(
    r"[?&#](?:ref|aff\w{0,12}|affiliate\w{0,6}|partner|referr?\w{0,6}|rb|friend|promo\w{0,4}|invite|tag|coupon"
    r"|clickid|utm_campaign)="
    r"|/(?:ref(?:er)?|partners?|invite|affiliates?|voteme|giveaways?)(?:[/?=]|$)|affiliate"
)
# Pages one leads others to because something is sold, collected or counted there.
MARKETS = re.compile(
    r"(?:^|\.)(?:gofundme\.com|indiegogo\.com|kickstarter\.com|patreon\.com|paypal\.me|cash\.app|ko-fi\.com"
    r"|teespring\.com|etsy\.com|ebay\.[a-z.]{2,6}"
    r"|amazon\.[a-z.]{2,6}|amzn\.to|aliexpress\.com|fiverr\.com|redbubble\.com|linkbucks\.com|adf\.ly|ouo\.io"
    r"|tsu\.co|swagbucks\.com|change\.org"
    r"|avaaz\.org|surveymonkey\.com|onlyfans\.com|twitch\.tv|soundcloud\.com|reverbnation\.com|instagram\.com"
    r"|facebook\.com|twitter\.com"
    r"|x\.com|tiktok\.com|discord\.gg|pinterest\.[a-z.]{2,6}|blogspot\.[a-z.]{2,6}|wordpress\.com|weebly\.com"
    r"|wixsite\.com|sites\.google\.com)$"
)
# An address written so that it is none to a filter.
SPELT = re.compile(
    r"\b[a-z0-9-]{4,40}(?: +\. ?| ?\. +)(?:com|org|info|ru|xyz|shop|biz)\b"
    r"|\b[a-z0-9-]{5,40} ?[\[({]? ?\bdot\b ?[\])}]? ?(?:com|net|org|in|io|ru|shop)\b(?! (?:bubble|boom|crash|era))"
    r"|\b[a-z0-9-]{4,40}[\[({]\.[\])}](?:com|net|org|io)\b|(?<![\w./])/?watch\?v=[\w-]{6}"
)
MESSENGERS = (
    r"(?:telegram|whats ?app|whats-?app|insta(?:gram)?|ig|tg|signal|snap(?:chat)?|skype|twitter|wechat|we ?chat"
    r"|viber|icq|qq|line id|телеграм\w{0,2}|тг|ватсап\w{0,2})"
)
HANDLE = re.compile(
    rf"\b{MESSENGERS}\b\W{{0,4}}(?:us|me|him|her|number|now|id)?\W{{0,4}}(?:[@:+]\s?[\w+]|\d{{5}})"
    rf"|@\w{{4,40}}\W{{1,3}}(?:on|at|via|in)\W{{1,3}}{MESSENGERS}\b"
    rf"|\b(?:reach|contact|message|text|write|dm|hit|add|ping|call|mail|email|look) (?:\w{{1,12}} ){{0,3}}(?:on"
    rf"|via|through|at|in|up on) (?:\w{{1,12}} )?{MESSENGERS}\b"
    rf"|\b{MESSENGERS} (?:us|me|him|her)\b"
    r"|[\w.]{3,40} ?(?:\(at\)|\[at\]|\bat\b|@) ?(?:g ?mail|yahoo|outlook|hotmail|proton ?mail)\b"
    r"|(?:微信|加v|v信|加qq|qq)[^\w\n]{0,3}[a-z]{0,4}[\w-]{0,20}|薇信"
)


def promotion_signals(text, hosts):
    """(code, weight) of each mark. `text`: plain and undisguised; `hosts`: of its links to places that are strange."""
    words = LINK.sub(" ", text)
    if invitations := sum(1 for form in INVITATIONS if form.search(words)):
        yield "invites", 2.4 if invitations == 1 else 2.8
    if BEGGING.search(words):
        yield "begs", 1.6
    if hosts and any(REFERRAL.search(match[0]) for match in LINK.finditer(text)):
        yield "referral", 1.8
    if any(MARKETS.search(host) for host in hosts):
        yield "market", 0.89  # who has no more than this is not hidden
    if SPELT.search(words):
        yield "spelt-link", 1.6
    if HANDLE.search(text):
        yield "contact", 1.6
