"""What the site means to reach, and whether it did: one row a measure, the worst of all sites that were measured."""

SMALL_PAGES = ("home", "list", "tag", "feed")
KEPT = ("home", "role", "list", "tag", "feed")
MEGABYTES = {"idle": 250, "after": 400}
COMMENTS = {"SQLite": 150, "PostgreSQL": 200}


def targets(sites):
    """[{"measure", "target", "reached", "met": True, False or None for not measured}]"""
    rows = []
    for site in sites.values():
        where = f"{site['kind']}, {site['posts']:,} posts"
        rows += [{"site": where, **row} for row in targets_of(site)]
    return rows


def targets_of(site):
    pages = site["pages"]
    kept = [pages[name]["kept"] for name in KEPT if name in pages]
    yield at_least("kept page, of the same server's constant body", 0.85, [each["of_constant"] for each in kept])
    if any("edge" in page for page in pages.values()):
        shares = [pages[name]["edge"]["of_nginx"] for name in KEPT if name in pages]
        yield at_least("kept page behind nginx's cache, of nginx with a file", 0.9, shares)
    if "role" in pages:
        yield at_most("role with 200 comments, drawn: ms", 6, [pages["role"]["drawn"]["processor"]])
        yield at_most("role with 200 comments: queries", 10, [pages["role"]["queries"]])
    small = [pages[name] for name in SMALL_PAGES if name in pages]
    yield at_most("home, list, tag, feed, drawn: ms", 5, [page["drawn"]["processor"] for page in small])
    yield at_most("home, list, tag, feed: queries", 8, [page["queries"] for page in small])
    if "search" in pages:
        yield at_most("search: ms", 25, [pages["search"]["drawn"]["processor"]])
    if growth := site.get("growth"):
        ratios = [page["ratio"] for name, page in growth["pages"].items() if "search" not in name]
        yield at_most(f"time at {growth['large']:,} posts, of that at {growth['small']:,}", 1.3, ratios)
    yield from targets_of_comments(site)
    for when, most in MEGABYTES.items():
        memory = site["memory"][when]
        yield at_most(
            f"memory {when}: MB", most, [memory["parent"] + sum(memory["workers"]) + memory["follow-up work"]]
        )


def targets_of_comments(site):
    if not (commenting := site["commenting"]):
        return
    enough = COMMENTS[site["kind"]]
    yield at_least("comments a second", enough, [commenting["alone"]["rate"]])
    yield at_least("comments a second while pages are read", enough / 2, [commenting["while_read"]["rate"]])
    yield at_most("... and the p99 of those pages: ms", 50, [commenting["while_read"]["pages"]["p99"]])
    yield at_most(
        "comments lost or refused", 0, [told["sent"] - told["accepted"] + told["lost"] for told in commenting.values()]
    )


def at_least(measure, target, reached):
    worst = min(reached, default=None)
    return row(measure, target, worst, worst is not None and worst >= target)


def at_most(measure, target, reached):
    worst = max(reached, default=None)
    return row(measure, target, worst, worst is not None and worst <= target)


def row(measure, target, reached, met):
    return {"measure": measure, "target": target, "reached": reached, "met": None if reached is None else met}
