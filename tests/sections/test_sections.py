import dataclasses
import html
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.markup import plain_text, render_markdown
from blog.sections import STANDING_WORDINGS, WORDINGS, Wordings, find_sections

# A post as the daily blogs on hosted services are written: plain lines for headings, lists typed as text.
PASTED = """
Night Baker (day 12)

How to Become a Night Baker: The Town Wakes Up to You

Somebody is awake at three, so that others find bread at seven.

Why Is This Role a Game-Changer?

Without it there is no breakfast in the street.

What Does a Night Baker Do?

Imagine this: an oven, a clock and two hundred loaves.

Skills You Need to Succeed

1. Patience: Dough cannot be hurried.

2. Arithmetic: Recipes are ratios.

3. Early Rising

Perks of Being a Baker

1. Quiet: Nobody rings you up (or hardly ever).

2. Bread: You know what is in it.

The Downsides

- Sleep: It is never at the right time.
- Burns: Small ones, weekly.

How to Get Started

Bake Once: Make one loaf tonight.

Ask: Spend a night in a bakery.

Final Thoughts

It is honest work.

Will you be up?
"""


def from_text(text):
    return "".join(
        f"<p>{html.escape(block).replace(chr(10), '<br>')}</p>" for block in re.split(r"\n{2,}", text.strip())
    )


def from_markdown(text):
    return find_sections(render_markdown(text, lowest_heading=6))


def words(text):
    return Counter(re.findall(r"\w+", text.lower()))


def all_words(found):
    return words(plain_text(" ".join(map(str, dataclasses.asdict(found).values()))))


def test_a_pasted_post_is_understood_by_its_plain_headings():
    found = find_sections(from_text(PASTED))
    assert plain_text(found.lead).splitlines()[0] == "Night Baker (day 12)"
    assert found.why == "<p>Without it there is no breakfast in the street.</p>"
    assert found.what == "<p>Imagine this: an oven, a clock and two hundred loaves.</p>"
    assert [(skill.name, skill.sentence) for skill in found.skills] == [
        ("Patience", "Dough cannot be hurried."),
        ("Arithmetic", "Recipes are ratios."),
        ("Early Rising", ""),
    ]
    assert [perk.title for perk in found.perks] == ["Quiet", "Bread"]
    assert [drawback.text for drawback in found.drawbacks] == ["It is never at the right time.", "Small ones, weekly."]
    assert [step.title for step in found.steps] == ["Bake Once", "Ask"]
    assert plain_text(found.final) == "It is honest work.\nWill you be up?"
    assert found.extra == ""


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Why It Matters", "why"),
        ("Why Is This Role a Game-Changer?", "why"),
        ("2. What Does a Machine Learning Engineer Do?", "what"),
        ("What You’ll Do", "what"),
        ("Skills You Need to Succeed", "skills"),
        ("✨ Must-Have Skills ✨", "skills"),
        ("Perks of Being an MLE", "perks"),
        ("The Downsides:", "drawbacks"),
        ("CHALLENGES OF THE JOB", "drawbacks"),
        ("Choose something else if …", "choose_else"),
        ("Ways in", "ways_in"),
        ("How to Get Started", "start"),
        ("How to become a data scientist", "start"),
        ("Further reading", "resources"),
        ("Related Careers", "relations"),
        ("Final Thoughts", "final"),
        ("Conclusion", "final"),
        ("Key Skills Required", "skills"),
        ("The 5 Most Important Skills You Need", "skills"),
        ("Top Challenges", "drawbacks"),
        ("Some of the Perks", None),
        ("Basic requirements", None),
        ("The Most Important", None),
        ("Skills You’ll Need", "skills"),
        ("The Not-So-Great Parts", "drawbacks"),
        ("How to Break Into the Field", "start"),
        ("Conclusion: Is It for You?", "final"),
        ("Warum dieser Beruf zählt", "why"),
        ("¿Qué hace una panadera?", "what"),
        ("Les compétences requises", "skills"),
        ("Vantagens", "perks"),
        ("Svantaggi del mestiere", "drawbacks"),
        ("So fängst du an", "start"),
        ("Abschließende Gedanken", "final"),
        ("Pros and Cons", None),
        ("Salary", None),
        ("A day like any other, with some remarks on why it matters to those who do it", None),
        ("", None),
    ],
)
def test_many_wordings_mean_one_section(heading, section):
    assert STANDING_WORDINGS.section_of(heading) == section


def test_an_editor_may_add_wordings():
    wordings = Wordings({**WORDINGS, "perks": "was schön ist | das schöne an *"})
    found = find_sections("<h2>Das Schöne an dieser Arbeit</h2><ul><li>Ruhe: nachts.</li></ul>", wordings=wordings)
    assert found.perks[0].title == "Ruhe"


def test_the_headline_of_a_post_is_no_heading_of_a_section():
    found = find_sections("<h1>How to become a baker</h1><p>Intro.</p><h2>Why it matters</h2><p>Bread.</p>")
    assert (found.steps, plain_text(found.lead)) == ([], "How to become a baker\nIntro.")


@pytest.mark.parametrize(
    "mark", ["<h2>{}</h2>", "<h3>{}</h3>", "<p><b>{}</b></p>", "<p><strong>{}:</strong></p>", "<div>{}</div>"]
)
def test_headings_may_be_marked_in_any_way(mark):
    found = find_sections(mark.format("Perks of the job") + "<ul><li><b>Bread</b>: fresh</li></ul>")
    assert [(perk.title, perk.text) for perk in found.perks] == [("Bread", "fresh")]


def test_a_heading_may_share_its_paragraph_with_the_text():
    found = find_sections("<p><b>Why it matters</b><br>Because of bread.<br>And cake.</p>")
    assert found.why == "<p>Because of bread.<br>And cake.</p>"


def test_items_may_have_headings_of_their_own():
    found = find_sections("<h2>Perks</h2><h3>Bread</h3><p>Fresh.</p><p>Daily.</p><h3>Quiet</h3><p>Mostly.</p>")
    assert [(perk.title, perk.text) for perk in found.perks] == [("Bread", "Fresh. Daily."), ("Quiet", "Mostly.")]


def test_smaller_headings_stay_within_the_text_of_a_section():
    found = from_markdown(
        "## Why it matters\n\nA.\n\n### A closer look\n\nB.\n\n#### Closer\n\nC.\n\n## Perks\n\n- x: y"
    )
    assert found.why.replace("\n", "") == "<p>A.</p><h2>A closer look</h2><p>B.</p><h3>Closer</h3><p>C.</p>"


def test_what_cannot_be_placed_goes_to_the_extra_text_in_order():
    found = from_markdown(
        "## Why it matters\n\nA.\n\n## Salary\n\nUnknown.\n\n## Skills\n\nYou will need:\n\n1. **Salt**: some."
        "\n\n## Fun facts\n\nNone."
    )
    assert found.extra.replace("\n", "") == (
        "<h2>Salary</h2><p>Unknown.</p><p>You will need:</p><h2>Fun facts</h2><p>None.</p>"
    )
    assert [skill.name for skill in found.skills] == ["Salt"]


def test_a_section_of_which_nothing_is_understood_keeps_its_heading():
    found = find_sections("<h2>Resources</h2><p>Ask your neighbour.</p><ul><li>Or the library</li></ul>")
    assert plain_text(found.extra) == "Resources\nAsk your neighbour.\nOr the library"


def test_the_list_that_ends_what_they_do_holds_the_tasks():
    found = from_markdown("## What they do\n\nText.\n\n- Knead *well*.\n- Bake.")
    assert (found.what, found.tasks) == ("<p>Text.</p>", ["Knead *well*.", "Bake."])


def test_a_list_stays_in_the_text_when_tasks_have_their_own_heading():
    found = from_markdown("## What they do\n\nText.\n\n- a list\n\n### Tasks\n\n- Bake.")
    assert (plain_text(found.what), found.tasks) == ("Text.\na list", ["Bake."])


def test_rows_are_read_with_all_their_marks():
    found = from_markdown("""
## Skills

1. **C++ (modern)** (essential tool): For `a<b`.
2. **Baking** (useful skill): Now and then.
3. **Patience** (with people): Always.

## How to get started

1. **Tonight** (first hour, free, 1 hour): Bake [this](https://example.org/).
2. **Later** (two weekends): Bake again.

## Resources

- [A book](https://example.org/book) (book, free to read, any, en): Slow and *good*. Teaches: Baking, C++.
- [Thing](https://example.org/thing) (MIT, paid): Dear.

## Related roles

- leads to: [Miller](/roles/miller/): Upstream.
- [Cook](/roles/cook/)
- Pastry Chef: Sweeter.

## Ways in

- **Self-taught**: Possible.
- **By marriage**: It happens.

### Choose something else if

- you sleep at night

## Voices

> I like it.
>
> Mostly.
>
> A. Baker, baker since 1990 ([interview](https://example.org/interview))
""")
    assert [(s.name, s.need, s.kind, s.sentence) for s in found.skills] == [
        ("C++ (modern)", "essential", "tool", "For `a<b`."),
        ("Baking", "useful", "skill", "Now and then."),
        ("Patience", "essential", "", "(with people) Always."),
    ]
    assert [(s.title, s.is_first_hour, s.is_free, s.how_long) for s in found.steps] == [
        ("Tonight", True, True, "1 hour"),
        ("Later", False, False, "two weekends"),
    ]
    assert found.steps[0].text == "Bake [this](https://example.org/)."
    book, thing = found.resources
    assert (book.kind, book.cost, book.level, book.language, book.note) == (
        "book", "free-to-read", "any", "en", "Slow and *good*.",
    )  # fmt: skip
    assert book.teaches == ["Baking", "C++"]
    assert (thing.cost, thing.note) == ("paid", "(MIT) Dear.")
    assert [(r.kind, r.title, r.path, r.note) for r in found.relations] == [
        ("leads-to", "Miller", "/roles/miller/", "Upstream."),
        ("similar", "Cook", "/roles/cook/", ""),
        ("similar", "Pastry Chef", "", "Sweeter."),
    ]
    assert [(way.route, way.note) for way in found.ways_in] == [
        ("self-taught", "Possible."),
        ("other", "By marriage: It happens."),
    ]
    assert found.choose_else == ["you sleep at night"]
    voice = found.voices[0]
    assert (voice.quote, voice.name, voice.standing, voice.source) == (
        "I like it.\n\nMostly.", "A. Baker", "baker since 1990", "https://example.org/interview",
    )  # fmt: skip
    assert found.extra == ""


def test_a_perk_without_a_name_is_named_by_its_first_sentence():
    found = find_sections(f"<h2>Perks</h2><ul><li>It is warm. Always.</li><li>{'Very long ' * 30}</li></ul>")
    assert (found.perks[0].title, found.perks[0].text) == ("It is warm", "Always.")
    assert len(found.perks[1].title) <= 120
    assert words(found.perks[1].text)["long"] == 30


TITLES = """
    Why it matters | What they do | Skills | Perks | Drawbacks | Choose something else if | Ways in | Tasks
    How to get started | Resources | Related roles | Voices | Final thoughts | Salary | Anything else
"""
HEADINGS = st.sampled_from([title.strip() for title in re.split(r"[|\n]", TITLES) if title.strip()])
MARKS = st.sampled_from(["<h2>{}</h2>", "<h3>{}</h3>", "<p><strong>{}</strong></p>", "<p>{}</p>"])
WORD = st.text(alphabet="abcdefgxyz", min_size=3, max_size=8)
LINE = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
INLINE = st.builds(
    lambda name, sign, line, mark: mark.format(name) + sign + line,
    LINE,
    st.sampled_from([": ", " – ", ". ", " ", " (free): ", " (essential tool): "]),
    LINE,
    st.sampled_from(
        ["{}", "<strong>{}</strong>", '<a href="https://example.org/">{}</a>', "<em>{}</em>", "similar: {}"]
    ),
)
BLOCK = st.one_of(
    st.builds(str.format, MARKS, HEADINGS),
    st.builds("<p>{}</p>".format, INLINE),
    st.builds("<h4>{}</h4>".format, LINE),
    st.builds(lambda lines: f"<p>{'<br>'.join(lines)}</p>", st.lists(INLINE, min_size=2, max_size=4)),
    st.builds(
        lambda tag, lines: f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>",
        st.sampled_from(["ul", "ol"]),
        st.lists(INLINE, min_size=1, max_size=4),
    ),
    st.builds("<blockquote><p>{}</p><p>{}</p></blockquote>".format, INLINE, INLINE),
    st.builds("<table><tr><td>{}</td><td>{}</td></tr></table>".format, INLINE, INLINE),
)
# What headings and brackets say is kept in other ways than by their words.
STANDING_WORDS = set(words(f"{TITLES} free essential tool similar"))


@given(st.lists(BLOCK, max_size=12).map("".join))
def test_no_word_is_lost_whatever_the_text(text):
    found = all_words(find_sections(text))
    assert {word for word in words(plain_text(text)) if word not in found} <= STANDING_WORDS


def test_a_number_typed_before_a_single_item_is_no_part_of_it():
    found = find_sections("<h2>Perks</h2><p>1. Bread: fresh.</p><h2>Skills</h2><p><b>3. Salt:</b> some.</p>")
    assert (found.perks[0].title, found.perks[0].text) == ("Bread", "fresh.")
    assert found.skills[0].name == "Salt"
