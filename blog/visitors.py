"""Who is at the other end, as far as a stranger can be known without a cookie, and from whose page they ask."""

import ipaddress
import re

from django.conf import settings
from django.utils.crypto import salted_hmac

# Who names itself. A browser that a program drives may do something for somebody; it meets the limits like everyone.
MACHINES = re.compile(r"(?<!cu)bot\b|crawl|spider|slurp", re.IGNORECASE)


def is_machine(request):
    """Whether what asks is no browser, or says that nobody sits before it."""
    browser = request.headers.get("User-Agent", "")
    return not browser.startswith(("Mozilla/", "Opera/")) or MACHINES.search(browser) is not None


def ip_address_of(request):
    """The visitor's address: what the outermost proxy of ours wrote down, or the connection's own. None if unknown."""
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    told = forwarded[-proxies] if 0 < proxies <= len(forwarded) else ""
    return parse(told) or parse(request.META.get("REMOTE_ADDR", ""))


def parse(text):
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)


def network_of(request):
    """What limits count by: one address, or with IPv6 the network a household gets."""
    address = ip_address_of(request)
    if address is None or ":" not in address:
        return address or "unknown"
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


def stranger_key(request, code, *signs):
    """
    The same for the same visitor and thing (by its code), different for each thing: it keeps anyone from counting
    twice and tells nothing of who liked what.
    """
    return salted_hmac("stranger", "|".join([code, network_of(request), *signs]), algorithm="sha256").hexdigest()


def is_foreign(request):
    """
    Whether a page of another site sent this. A request that says nothing of where it comes from is no browser's and
    carries nobody's cookies against their will.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    if origin := request.headers.get("Origin"):
        return origin not in (settings.SITE_URL, f"{request.scheme}://{request.get_host()}")
    return False
