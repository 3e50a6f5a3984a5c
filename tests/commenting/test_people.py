"""Names that lead to the pages of people: of who wrote a comment, and of who is named in it."""

import re

import pytest

from blog.actions.mentions import keep_mentions
from blog.actions.profiles import save_profile
from blog.commenting.people import with_names_linked
from blog.models import Comment, Mention, Profile
from tests.factories import CommentFactory, UserFactory

pytestmark = pytest.mark.django_db
ADA = [("Ada Byron", "/readers/ada-byron/")]


@pytest.fixture
def ada(db):
    return UserFactory(name="Ada Byron", email="ada@example.org")


@pytest.fixture
def page_of_ada(ada):
    return Profile.objects.create(user=ada, is_public=True)


def said_by(user, **fields):
    return CommentFactory(user=user, user_name=user.name, user_email=user.email, **fields)


def answer_naming(first, words):
    answer = CommentFactory(reply_to=first, comment=words, html=f"<p>{words}</p>")
    keep_mentions(answer)
    return answer


def html_of(client, post, query=""):
    return client.get(f"{post.get_absolute_url()}{query}").content.decode()


LINKED_NAME = '<bdi class="comment-name"><a href="/readers/ada-byron/">Ada Byron</a></bdi>'


def test_a_name_leads_to_the_page_of_its_owner(client, post, ada, page_of_ada):
    said_by(ada, post=post)
    CommentFactory(post=post, user_name="Ada Byron")  # of the same name, without an account
    assert html_of(client, post).count(LINKED_NAME) == 1
    assert client.get("/readers/ada-byron/").status_code == 200


def test_the_name_leads_nowhere_without_a_public_page(client, post, ada, page_of_ada):
    said_by(ada, post=post)
    assert LINKED_NAME in html_of(client, post)
    page_of_ada.is_public = False
    save_profile(page_of_ada, name="Ada Byron", standing="")
    assert "/readers/" not in html_of(client, post)
    page_of_ada.is_public = True
    save_profile(page_of_ada, name="Ada Byron", standing="")
    assert LINKED_NAME in html_of(client, post)
    ada.is_active = False
    ada.save()
    assert "/readers/" not in html_of(client, post)


def test_the_page_follows_once_a_mention_is_noted(client, post, ada, page_of_ada):
    first = said_by(ada, post=post)
    answer = CommentFactory(reply_to=first, comment="@ada byron, how?", html="<p>@ada byron, how?</p>")
    assert "<p>@ada byron, how?</p>" in html_of(client, post)
    keep_mentions(answer)
    assert '<p><a href="/readers/ada-byron/">@ada byron</a>, how?</p>' in html_of(client, post)


def test_a_mention_leads_to_the_page_also_in_a_list_of_one_badge_and_pinned(client, post, ada, page_of_ada):
    ada.standing = "does"
    ada.save()
    first = said_by(ada, post=post)
    answer = said_by(UserFactory(standing="does"), reply_to=first, comment="Yes @Ada.", html="<p>Yes @Ada.</p>")
    keep_mentions(answer)
    linked = '<p>Yes <a href="/readers/ada-byron/">@Ada</a>.</p>'
    assert linked in html_of(client, post, "?by=does")
    Comment.objects.filter(pk=answer.pk).update(pinned_at=answer.posted_at)
    CommentFactory(post=post).save()
    assert html_of(client, post).count(linked) == 2


def test_a_stranger_and_a_hidden_person_are_named_without_a_link(client, post, ada, page_of_ada):
    first = CommentFactory(post=post, user_name="Dermot")
    answer_naming(first, "@Dermot, how?")
    hers = said_by(ada, reply_to=first)
    answer_naming(hers, "@Ada, how?")
    assert Mention.objects.count() == 2
    assert html_of(client, post).count('href="/readers/') == 2
    Comment.objects.filter(pk=hers.pk).update(state=Comment.State.REMOVED)
    CommentFactory(post=post).save()
    assert 'href="/readers/' not in html_of(client, post)


def test_mentions_cost_one_query_however_many_they_are(client, post, ada, page_of_ada, django_assert_max_num_queries):
    first = said_by(ada, post=post)
    answer_naming(first, "@Ada")
    address = post.get_absolute_url()

    def queries(query):
        with django_assert_max_num_queries(100) as counted:
            client.get(f"{address}?{query}")
        return len(counted)

    queries("sort=newest")
    few = queries("sort=best")
    for number in range(20):
        answer_naming(first, f"@Ada, {number}?")
    assert queries("sort=best") == few


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("<p>@Ada Byron and @Ada</p>", "<p>[@Ada Byron] and @Ada</p>"),
        ("<p>@ada, @Adam, x@Ada, @ADA</p>", "<p>[@ada], @Adam, x@Ada, [@ADA]</p>"),
        ("<blockquote><p>@Ada</p></blockquote><p>@Ada</p>", "<blockquote><p>@Ada</p></blockquote><p>[@Ada]</p>"),
        ("<p><code>@Ada</code></p><pre>@Ada</pre>", "<p><code>@Ada</code></p><pre>@Ada</pre>"),
        ('<p><a href="https://x.example/@Ada">@Ada</a></p>', '<p><a href="https://x.example/@Ada">@Ada</a></p>'),
        ('<p><a href="https://x.example/>@Ada ">a</a></p>', '<p><a href="https://x.example/>@Ada ">a</a></p>'),
        ("<p>&lt;b&gt; @Ada &amp;amp;</p>", "<p>&lt;b&gt; [@Ada] &amp;amp;</p>"),
        ("<p>nobody</p>", "<p>nobody</p>"),
    ],
)
def test_only_words_become_links(html, linked):
    def as_link(match):
        return f'<a href="/readers/ada-byron/">{match[1]}</a>'

    assert with_names_linked(html, ADA) == re.sub(r"\[(@[^\]]+)\]", as_link, linked)


def test_a_name_made_of_markup_stays_a_name():
    people = [('<img src=x onerror="1">', "/readers/img/")]
    html = '<p>@&lt;img src=x onerror="1"&gt; hi</p>'
    linked = '<p><a href="/readers/img/">@&lt;img src=x onerror=&quot;1&quot;&gt;</a> hi</p>'
    assert with_names_linked(html, people) == linked
