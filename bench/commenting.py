"""How many comments a second are taken, and that none is lost."""

from .people import Readers, fill_forms, open_links, send_all, side_by_side

CONNECTIONS = 8
PAGES_A_SECOND = 500
WARM_UP = 4  # times each page, so that every process has it


def measure_comments(server, site, number):
    """
    {"alone", "confirmed", "while_read"}: strangers' comments with nothing else going on, their coming into the threads
    when the mailed link is used, and comments while pages are read.
    """
    return {
        "alone": take_comments(server, site, number),
        "confirmed": confirm_comments(server, site, number),
        "while_read": take_while_read(server, site, number),
    }


def take_comments(server, site, number):
    letters = fill_forms(server.url, site.talked, number)
    before = site.ask(count=True)
    told = send_all(server, letters, CONNECTIONS)
    after = site.ask(count=True)
    gained = {name: after[name] - before[name] for name in after}
    # Accepted means both: the words are kept, and the letter is on its way.
    return {**told, "lost": told["accepted"] - min(gained["pending"], gained["letters"])}


def confirm_comments(server, site, number):
    letters = open_links(site.ask(unconfirmed=number)["paths"])
    before = site.ask(count=True)["comments"]
    told = send_all(server, letters, CONNECTIONS)
    return {**told, "lost": told["accepted"] - (site.ask(count=True)["comments"] - before)}


def take_while_read(server, site, number):
    """Read are the pages that are being commented on, and the front."""
    paths = ["/", "/roles/", *site.talked]
    letters = fill_forms(server.url, site.talked, number)
    before = site.ask(count=True)["pending"]
    side_by_side(server.url, lambda line, path: line.ask("GET", path), paths * WARM_UP, CONNECTIONS)
    with Readers(server.url, paths, PAGES_A_SECOND) as readers:
        told = send_all(server, letters, CONNECTIONS)
    lost = told["accepted"] - (site.ask(count=True)["pending"] - before)
    return {**told, "lost": lost, "pages": readers.told}
