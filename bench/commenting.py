"""How many comments a second are taken, and that none is lost."""

from contextlib import nullcontext

from .people import Readers, fill_forms, open_links, send_all, side_by_side

CONNECTIONS = 8
PAGES_A_SECOND = 500
WARM_UP = 4  # times each page, so that every process has it


def measure_comments(server, site, number):
    """
    {way: what `take` gives} of strangers' comments, and of their coming into the threads when the mailed link is used,
    where they are shown at once; each with nothing else going on, and while pages are read.
    """

    def written():
        return fill_forms(server.url, site.talked, number)

    def confirmed():
        return open_links(site.ask(unconfirmed=number)["paths"])

    # Accepted means both: the words are kept, and the letter is on its way.
    told = {
        "alone": take(server, site, written(), ("pending", "letters")),
        "while_read": take(server, site, written(), ("pending", "letters"), is_read=True),
    }
    site.ask(hold="never")
    return told | {
        "confirmed": take(server, site, confirmed(), ("comments",)),
        "confirmed_while_read": take(server, site, confirmed(), ("comments",), is_read=True),
    }


def take(server, site, letters, counted, *, is_read=False):
    """What `send_all` gives; with "lost", how many were accepted and are not there, and what the readers had to say."""
    before = site.ask(count=True)
    with reading(server, site) if is_read else nullcontext() as readers:
        told = send_all(server, letters, CONNECTIONS)
    after = site.ask(count=True)
    told["lost"] = told["accepted"] - min(after[name] - before[name] for name in counted)
    return told | ({"pages": readers.told} if is_read else {})


def reading(server, site):
    """Read are the pages that are being commented on, and the front."""
    paths = ["/", "/roles/", *site.talked]
    side_by_side(server.url, lambda line, path: line.ask("GET", path), paths * WARM_UP, CONNECTIONS)
    return Readers(server.url, paths, PAGES_A_SECOND)
