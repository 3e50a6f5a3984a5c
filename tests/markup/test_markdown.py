import time
from pathlib import Path

import pytest

from blog.markup import plain_line, render_comment, render_line, render_markdown


def comment(text):
    return render_comment(text).replace("\n", "")


def test_a_comment_has_emphasis_links_code_lists_quotations_and_line_breaks():
    assert comment("*a* **b** `c`\nd") == "<p><em>a</em> <strong>b</strong> <code>c</code><br>d</p>"
    assert comment("> q\n\n- a\n- b\n\n1. c") == (
        "<blockquote><p>q</p></blockquote><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"
    )


def test_links_of_a_comment_gain_nothing_from_search_engines():
    for written in (
        "[x](https://e.example/)",
        "https://e.example/",
        "<https://e.example/>",
        "![x](https://e.example/)",
    ):
        assert '<a href="https://e.example/" rel="nofollow ugc noopener">' in comment(written)


def test_tags_in_a_comment_are_shown_as_typed():
    assert comment("List<String> and <script>alert(1)</script>") == (
        "<p>List&lt;String&gt; and &lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
    assert comment("`<b>`") == "<p><code>&lt;b&gt;</code></p>"
    assert comment("```\n<b>\n```") == "<pre><code>&lt;b&gt;</code></pre>"


def test_a_heading_in_a_comment_is_only_strong():
    assert comment("# Loud") == "<p><strong>Loud</strong></p>"


def test_a_dangerous_link_in_a_comment_leads_nowhere():
    assert "href" not in comment("[x](javascript:alert(1)) [y](data:text/html,x) [z](JaVaScRiPt:x)")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![[" * 6000,
        ">" * 20_000,
        "- " * 10_000 + "x",
        "*a_ " * 5000,
        "`" * 20_000,
        "<" * 20_000,
        "&" * 20_000,
    ],
    ids=lambda text: text[:4],
)
def test_a_hostile_comment_takes_no_time(text):
    started = time.process_time()
    assert render_comment(text)
    assert time.process_time() - started < 1


def test_a_comment_nested_beyond_measure_is_shown_as_typed():
    assert comment(">" * 30 + " deep") == f"<p>{'&gt;' * 30} deep</p>"


def test_right_to_left_and_combining_text_stays_itself():
    for text in ("مرحبا بالعالم", "नमस्ते", "é" * 3, "👩🏽‍💻"):
        assert comment(text) == f"<p>{text}</p>"


def test_a_short_text_is_one_line_of_emphasis_code_and_links():
    assert render_line("Open *it* at [Colab](https://e.example/) or [here](/roles/x/), then `a<b`.") == (
        'Open <em>it</em> at <a href="https://e.example/" rel="noopener">Colab</a> or <a href="/roles/x/">here</a>, '
        "then <code>a&lt;b</code>."
    )


@pytest.mark.parametrize("text", ["1. first", "- first", "# first", "> first", "    first", "===", "<b>first</b>"])
def test_a_short_text_is_never_a_block(text):
    rendered = render_line(text)
    assert "<" not in rendered
    assert rendered.replace("&lt;", "<").replace("&gt;", ">") == text.strip()


def test_a_short_text_without_its_marks():
    assert plain_line("Open [Colab](https://e.example/), run `np.roll` **now**.") == "Open Colab, run np.roll now."


def test_a_whole_text_in_markdown_may_have_tables_and_headings():
    html = render_markdown("# A\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n### B\n\nsoft\nwrap").replace("\n", "")
    assert html == (
        '<h2>A</h2><table><thead><tr><th scope="col">x</th><th scope="col">y</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table><h3>B</h3><p>soft wrap</p>"
    )


def test_a_text_leaves_no_memory_behind():
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("only Linux tells how much memory a process has")

    def pages():
        return int(statm.read_text().split()[1])

    text = "Some **words**, and a [link](https://example.org/). " * 40
    for _n in range(200):
        render_comment(text)
    before = pages()
    for _n in range(1000):
        render_comment(text)
    assert pages() - before < 1000  # four megabytes; without freeing it is thirty
