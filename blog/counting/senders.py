"""Who is counted: people who have not said that they would rather not be."""

import re
from functools import lru_cache

# A beacon is sent by a script, which most machines never run. What is left names itself; a library of thousands of
# patterns would find few more. CUBOT makes telephones.
MACHINES = re.compile(
    r"(?<!cu)bot\b|\(compatible;|http|crawl|spider|slurp|headless|phantom|selenium|puppeteer|playwright|lighthouse"
    r"|pagespeed|gtmetrix|pingdom|uptime|monitor|prerender|preview|whatsapp|archiver|validator|scrap|fetch",
    re.IGNORECASE,
)
LONGEST_NAME = 400
AT_DESK = "at_desk"  # a cookie that the desk sets and that says no more: whoever works here is no reader


def is_person(user_agent):
    """As far as a browser's name tells: every browser calls itself Mozilla, or Opera."""
    # Names of any length are not kept in memory.
    return len(user_agent) <= LONGEST_NAME and user_agent.startswith(("Mozilla/", "Opera/")) and is_browser(user_agent)


@lru_cache(maxsize=2000)
def is_browser(user_agent):
    return not MACHINES.search(user_agent)


def may_be_counted(environ):
    """Whether what a request asks for may be counted at all. Costs next to nothing."""
    return (
        environ.get("HTTP_DNT") != "1"
        and environ.get("HTTP_SEC_GPC") != "1"
        and "prefetch" not in environ.get("HTTP_SEC_PURPOSE", environ.get("HTTP_PURPOSE", ""))
        and f"{AT_DESK}=1" not in environ.get("HTTP_COOKIE", "")
        and is_person(environ.get("HTTP_USER_AGENT", ""))
    )
