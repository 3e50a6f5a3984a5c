"""What was measured, for people."""

WAYS = {
    "alone": "sent",
    "while_read": "sent while reading",
    "confirmed": "confirmed by link",
    "confirmed_while_read": "... while reading",
}


def print_site(site):
    print(f"\n{site['kind']}, {site['posts']:,} posts, {site['comments']:,} comments\n")
    columns = ["kept", "a second", "CPU ms", "p50 ms", "p99 ms", "of constant", "of nginx", "behind nginx"]
    print_rows(columns, kept_rows(site["pages"]))
    print_rows(["drawn", "a second", "CPU ms", "p50 ms", "p99 ms", "queries", "KB sent"], drawn_rows(site["pages"]))
    if site["commenting"]:
        columns = ["comments", "a second", "CPU ms", "p50 ms", "p99 ms", "lost", "pages: p99"]
        print_rows(columns, comment_rows(site["commenting"]))
    print_rows(["memory, MB (PSS)", "parent", "workers", "follow-ups", "all"], memory_rows(site["memory"]))
    print(f"\nFrom start to first answer: {site['seconds_to_start']:.1f} s")


def kept_rows(pages):
    for name, page in pages.items():
        kept = page["kept"]
        shares = kept.get("of_constant"), kept.get("of_nginx"), page.get("edge", {}).get("of_nginx")
        yield [name, *figures(kept), *map(share, shares)]


def drawn_rows(pages):
    for name, page in pages.items():
        yield [name, *figures(page["drawn"]), str(page["queries"]), f"{page['bytes'] / 1024:.1f}"]


def figures(told):
    return [f"{told['rate']:,.0f}", *(f"{told[name]:.2f}" for name in ("processor", "p50", "p99"))]


def share(number):
    return "-" if number is None else f"{number:.2f}"


def comment_rows(commenting):
    for way, told in commenting.items():
        pages = told.get("pages")
        lost = told["sent"] - told["accepted"] + told["lost"]
        read = f"{pages['p99']:.0f} ms at {pages['rate']:.0f}/s" if pages else ""
        yield [WAYS[way], *figures(told), str(lost), read]


def memory_rows(memory):
    for when, each in memory.items():
        workers = " + ".join(f"{size:.0f}" for size in each["workers"])
        total = each["parent"] + sum(each["workers"]) + each["follow-up work"]
        yield [when, f"{each['parent']:.0f}", workers, f"{each['follow-up work']:.0f}", f"{total:.0f}"]


def print_growth(growth):
    columns = ["drawn in one process", f"{growth['small']:,} posts", f"{growth['large']:,} posts", "ratio"]
    rows = (
        [name, *(f"{page[size]['processor']:.1f} ms" for size in ("small", "large")), f"{page['ratio']:.2f}"]
        for name, page in growth["pages"].items()
    )
    print_rows(columns, rows)


def print_targets(rows):
    site = None
    for row in rows:
        if row["site"] != site:
            site = row["site"]
            print(f"\n{site:<62}{'target':>10}{'reached':>10}")
        reached = "-" if row["reached"] is None else f"{row['reached']:,.2f}".rstrip("0").rstrip(".")
        mark = {True: "yes", False: "NO", None: "not measured"}[row["met"]]
        print(f"{row['measure']:<62}{row['target']:>10,g}{reached:>10}  {mark}")


def print_rows(columns, rows):
    widths = [24, *(max(14, len(column) + 2) for column in columns[1:])]
    print()
    for cells in (columns, *rows):
        print(
            "".join(
                f"{cell:<{width}}" if n == 0 else f"{cell:>{width}}"
                for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
            )
        )
