"""What stands in the blogs that tests move: a daily series, and essays in five languages."""

import datetime

from .blogger import OWNER, Blog, Comment, Person, Post

ROLES = [
    "Baker",
    "Carpenter",
    "Clockmaker",
    "Conservator",
    "Court Interpreter",
    "Dairy Farmer",
    "Dental Technician",
    "Dispatcher",
    "Electrician",
    "Embalmer",
    "Ferry Pilot",
    "Florist",
    "Forester",
    "Furrier",
    "Glazier",
    "Goldsmith",
    "Hydrologist",
    "Joiner",
    "Lighthouse Keeper",
    "Locksmith",
    "Luthier",
    "Mason",
    "Midwife",
    "Miller",
    "Notary",
    "Optician",
    "Piano Tuner",
    "Plumber",
    "Roofer",
    "Saddler",
    "Tram Driver",
]


def series_blog(days=31, *, style="bold"):
    """A daily series of roles, each with the standing headings. `style`: one of STYLES."""
    start = datetime.datetime(2025, 1, 1, 8, tzinfo=datetime.UTC)
    posts = [
        Post(
            1000 + day,
            f"{role} (day {day})" if day % 4 else f"{role} (day{day})",
            role_html(role, style),
            published=(start + datetime.timedelta(days=day - 1)).isoformat().replace("+00:00", "Z"),
            path=f"/2025/01/{role.lower().replace(' ', '-')}-day-{day}.html",
            labels=["roles", "crafts, old and new" if day % 2 else "hands"],
        )
        for day, role in zip(range(1, days + 1), ROLES, strict=False)
    ]
    return Blog(posts=posts)


# How people write a heading and a line on Blogger, where nothing makes them do it in one way.
STYLES = {
    "bold": ("<p><b>{}</b></p>", "<p>{}</p>"),
    "headings": ("<h3>{}</h3>", "<p>{}</p>"),
    "plain": ("<div>{}</div><div><br /></div>", "<div>{}</div><div><br /></div>"),
    "lines": ("<b>{}</b><br />", "{}<br /><br />"),
    "large": ('<span style="font-size: x-large;">{}</span><br />', "{}<br /><br />"),
    "word": (
        '<p class="MsoNormal"><b><span style="font-family: Arial;">{}<o:p></o:p></span></b></p>',
        '<p class="MsoNormal"><span style="font-family: Arial;">{}</span></p><p class="MsoNormal"><br /></p>',
    ),
}


def role_html(role, style="bold"):
    """A role post as people write it there, with every standing heading."""
    opening, text = STYLES[style]
    blocks = [text.format(f"How to become a {role}: a trade that does not go out of fashion")]
    for heading, lines in role_sections(role):
        blocks.append(opening.format(heading))
        blocks += [text.format(line) for line in lines]
    return "\n".join(blocks) if style != "lines" else f'<div dir="ltr" trbidi="on">{"".join(blocks)}</div>'


def role_sections(role):
    a_role = f"{'an' if role[0] in 'AEIOU' else 'a'} {role}"
    yield "Why Is This Role a Game-Changer?", [f"Without {a_role} the town would notice by Tuesday."]
    yield f"What Does {a_role.capitalize()} Do?", ["They listen, measure twice, and leave the place tidy."]
    yield (
        "Skills You Need to Succeed",
        numbered("Patience: most of it is waiting.", "Hands: steady ones.", "Arithmetic: in your head."),
    )
    yield (
        f"Perks of Being {a_role}",
        numbered("People: you meet the whole street.", "Pride: the thing stands there in the evening."),
    )
    yield "Drawbacks", numbered("Knees: they will tell you.", "Winter: it is cold.")
    yield (
        "How to Get Started",
        ["Ask: go to a workshop and look on.", "Try: make something small.", "Learn: find a master."],
    )
    yield "Final Thoughts", [f"A good {role.lower()} is never out of work.", "The door is open. Will you go in?"]


def numbered(*lines):
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]


TONGUES = {
    "de": ("Über das frühe Aufstehen", "<p>Wer früh bäckt, grüßt die Möwen. Das ist schön.</p>"),
    "pt": ("Padeiro à noite", "<p>O pão não espera: às três já há luz na rua.</p>"),
    "ar": ("خبّاز الليل", '<p dir="rtl">الخبز لا ينتظر أحدًا، والليل طويل.</p>'),
    "th": ("คนทำขนมปัง", "<p>ขนมปังไม่รอใคร และเช้ามาเร็วเสมอ</p>"),
    "ja": ("夜のパン屋", "<p>パンは誰も待たない。朝はいつも早い。</p>"),
}


def many_tongues():
    """An essay in each of five languages, with labels that have commas and scripts of their own, and threads."""
    posts = [
        Post(
            2000 + n,
            title,
            html,
            published=f"20{8 + 4 * n:02}-05-0{n + 1}T22:30:00.001+02:00",
            path=f"/20{8 + 4 * n:02}/05/{'blog-post' if tongue in ('ar', 'th', 'ja') else tongue}_{n}.html",
            labels=[tongue, "night, early", title],
        )
        for n, (tongue, (title, html)) in enumerate(TONGUES.items())
    ]
    comments = [
        Comment(3000, post=2000, html="Schön.<br />Danke!"),
        Comment(3001, post=2000, parent=3000, html="Gern.", author=OWNER),
        Comment(3002, post=2002, html="شكرًا", author=Person("قارئ", website="https://reader.example/")),
        Comment(3003, post=2000, parent=3001, html="<b>Und</b> noch etwas.", author=Person("Tom", profile="42")),
    ]
    return Blog(posts=posts, comments=comments, number=815, title="Fünf Zungen", host="fuenf-zungen.blogspot.de")
