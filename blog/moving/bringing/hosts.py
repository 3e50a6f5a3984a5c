"""Under which names one blog is reached."""

import re

BLOGSPOT = re.compile(r"([a-z0-9-]+)\.blogspot\.[a-z.]{2,7}")


def bare(host):
    """A host without what makes no other blog of it: `www.`, a port, the country of a blogspot address."""
    host = host.lower().rsplit("@", 1)[-1].partition(":")[0].rstrip(".").removeprefix("www.")
    match = BLOGSPOT.fullmatch(host)
    return f"{match[1]}.blogspot.com" if match else host
