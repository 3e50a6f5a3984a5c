"""A change makes exactly those pages stale that show it."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from blog.actions.comments import like_comment
from blog.actions.moderation import judge
from blog.actions.posting import bring_comment
from blog.actions.posts import publish_post, refresh_post, withdraw_post
from blog.actions.profiles import save_profile
from blog.actions.series import add_days
from blog.caching import changes, making
from blog.caching.pages import KeptPages
from blog.caching.versions import Versions
from blog.models import Category, Comment, Idea, Post, Profile, SiteSettings, Skill, Slot, Tag
from tests.factories import (
    CategoryFactory,
    CommentFactory,
    EssayFactory,
    IdeaFactory,
    PageFactory,
    ResourceFactory,
    RoleFactory,
    SeriesFactory,
    UserFactory,
)

from .conftest import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def roles(site):
    """Two roles of different tags, categories and series days, whose pages and lists are kept already."""
    found = []
    for name, tag in (("Potter", "clay"), ("Sailor", "sea")):
        category = CategoryFactory(slug=f"{tag}-work", name=f"{tag} work")
        found.append(RoleFactory(published=True, title=name, slug=name.lower(), category=category, tags=[tag]))
    return found


PATHS = {
    *("/", "/roles/", "/roles/potter/", "/roles/sailor/", "/tags/clay/", "/tags/sea/", "/categories/clay-work/"),
    *("/categories/sea-work/", "/feed/", "/comments/feed/", "/roles/potter/comments/feed/", "/popular/"),
    *("/roles/sailor/comments/feed/", "/archive/", "/skills/", "/tags/", "/essays/", "/sitemap.xml"),
}


@pytest.fixture
def stale(site, committed):
    """stale(change): the paths that have to be drawn again after it."""

    def after(change, paths=PATHS):
        for path in paths:
            assert site(path).status in (200, 404, 410), path
        site.drawn.clear()
        with committed():
            change()
        for path in paths:
            site(path)
        return set(site.drawn)

    return after


def test_nothing_changed_draws_nothing(roles, stale):
    assert stale(lambda: None) == set()


def test_a_new_text_shows_where_the_post_does(roles, stale, site):
    potter = roles[0]

    def change():
        potter.why = "<p>A newly written reason.</p>"
        potter.save()
        refresh_post(potter)

    redrawn = stale(change)
    assert {"/roles/potter/", "/feed/", "/tags/clay/", "/categories/clay-work/", "/", "/roles/"} <= redrawn
    assert not redrawn & {"/tags/sea/", "/categories/sea-work/", "/essays/", "/skills/", "/tags/", "/comments/feed/"}
    assert not redrawn & {"/archive/", "/roles/sailor/comments/feed/"}
    assert "A newly written reason." in site("/roles/potter/").text


def test_a_comment_shows_under_its_post_and_in_its_feeds(roles, stale, site):
    def change():
        comment = CommentFactory(post=roles[0], state=Comment.State.HELD, comment="What about kilns?")
        judge("approve", Comment.objects.filter(pk=comment.pk))

    redrawn = stale(change)
    assert {"/roles/potter/", "/comments/feed/", "/roles/potter/comments/feed/"} <= redrawn
    assert not redrawn & {
        "/roles/sailor/comments/feed/",
        "/tags/sea/",
        "/categories/sea-work/",
        "/archive/",
        "/skills/",
    }
    assert "What about kilns?" in site("/roles/potter/").text
    assert "What about kilns?" in site("/comments/feed/").text


def test_a_comment_that_waits_changes_no_page(roles, stale):
    assert stale(lambda: CommentFactory(post=roles[0], state=Comment.State.HELD)) == set()


def test_a_removed_comment_is_gone_at_once(roles, stale, site):
    comment = bring_comment(roles[0], name="Ada", body="Take this away.", posted_at=timezone.now())
    assert "/roles/potter/" in stale(lambda: judge("remove", Comment.objects.filter(pk=comment.pk)))
    assert "Take this away." not in site("/roles/potter/").text


def test_a_like_shows_beside_the_comment_alone(roles, stale, site):
    comment = bring_comment(roles[0], name="Ada", body="Well said.", posted_at=timezone.now())
    redrawn = stale(lambda: like_comment(comment, True, key="somebody"))
    assert redrawn <= {"/roles/potter/", "/comments/feed/", "/roles/potter/comments/feed/"}
    assert "/roles/potter/" in redrawn


def test_a_new_post_enters_the_lists_it_belongs_to(roles, stale, site):
    category = Category.objects.get(slug="clay-work")
    weaver = RoleFactory(title="Weaver", slug="weaver", category=category, tags=["clay"])
    redrawn = stale(lambda: publish_post(weaver), PATHS | {"/roles/weaver/"})
    assert {"/", "/roles/", "/feed/", "/archive/", "/tags/clay/", "/categories/clay-work/", "/roles/weaver/"} <= redrawn
    assert not redrawn & {"/categories/sea-work/", "/essays/"}
    assert "Weaver" in site("/tags/clay/").text


def test_a_withdrawn_post_is_gone_everywhere(roles, stale, site):
    redrawn = stale(lambda: withdraw_post(roles[0]))
    assert {"/", "/roles/", "/feed/", "/tags/clay/", "/roles/potter/"} <= redrawn
    assert site("/roles/potter/").status == 410
    assert "Potter" not in site("/").text


def test_a_withdrawn_post_does_not_come_back_while_the_database_is_down(roles, stale, site):
    stale(lambda: withdraw_post(roles[0]), {"/roles/potter/"})
    site.application.application = lambda environ, start: start("500 Internal Server Error", []) or [b"down"]
    answer = site("/roles/potter/")
    assert (answer.status, answer.body) == (500, b"down")


@pytest.fixture
def shown_while_down(site, committed):
    """shown_while_down(change): what stands on each page when the database fails right after it, before anyone asks."""

    def after(change):
        for path in PATHS:
            site(path)
        with committed():
            change()
        site.application.application = lambda environ, start: start("500 Internal Server Error", []) or [b"down"]
        return {path: site(path).text for path in PATHS}

    return after


def hide(profile):
    profile.is_public = False
    save_profile(profile, name="Ada", standing="")


def without_a_sentence(role):
    role.standfirst = "Less."
    role.save()
    refresh_post(role)


@pytest.mark.parametrize(
    ("take_away", "words"),
    [
        (withdraw_post, "Potter"),
        (lambda role: Post.objects.get(pk=role.pk).delete(), "Potter"),
        (without_a_sentence, "A slander."),
        (lambda role: judge("remove", role.comments.all()), "Take this away."),
        (lambda role: hide(Profile.objects.get()), "/readers/"),
    ],
)
def test_what_was_taken_away_is_shown_by_no_page_while_the_database_is_down(roles, shown_while_down, take_away, words):
    Post.objects.filter(pk=roles[0].pk).update(standfirst="A slander.")
    user = UserFactory(name="Ada")
    Profile.objects.create(user=user)
    CommentFactory(post=roles[0], user=user, comment="Take this away.")
    pages = shown_while_down(lambda: take_away(roles[0]))
    assert {path for path, text in pages.items() if words in text} == set()


def test_a_new_post_leaves_the_last_good_pages_to_the_time_when_the_database_is_down(roles, shown_while_down):
    pages = shown_while_down(lambda: publish_post(RoleFactory(title="Weaver", slug="weaver", category=None)))
    assert {path for path, text in pages.items() if text == "down"} == set()


def test_a_tag_taken_off_leaves_its_list(roles, stale, site):
    def change():
        roles[0].tags.set(["sea"])
        refresh_post(roles[0])

    redrawn = stale(change)
    assert {"/tags/clay/", "/tags/sea/", "/roles/potter/"} <= redrawn
    assert not redrawn & {"/categories/sea-work/", "/essays/"}
    assert "Potter" in site("/tags/sea/").text
    assert "Potter" not in site("/tags/clay/").text


def test_a_renamed_tag_is_called_so_where_it_stands(roles, stale, site):
    tag = Tag.objects.get(name="clay")

    def change():
        tag.name = "Pottery clay"
        tag.save()

    redrawn = stale(change)
    assert {"/tags/clay/", "/roles/potter/"} <= redrawn
    assert not redrawn & {"/tags/sea/", "/categories/sea-work/", "/comments/feed/"}
    assert "Pottery clay" in site("/roles/potter/").text


def test_a_renamed_tag_is_called_so_among_the_filters_whatever_was_counted_before(roles, stale, site):
    tag = Tag.objects.get(name="clay")

    def change():
        tag.name, tag.slug = "Earth", "earth"
        tag.save()

    assert site("/roles/?tag=clay").status == 200
    assert {"/roles/", "/tags/"} <= stale(change)
    assert "?tag=earth" in site("/roles/").text
    assert "?tag=clay" not in site("/roles/").text
    assert site("/roles/?tag=clay").headers["Location"] == "/roles/?tag=earth"


def test_a_renamed_skill_is_called_so_on_the_pages_of_skills_it_goes_with(site, stale):
    RoleFactory(published=True, skills=["Clay", "Kilns", "Glaze"])
    kilns = Skill.objects.get(name="Kilns")

    def change():
        kilns.name = "Ovens"
        kilns.save()

    assert "Kilns" in site("/skills/clay/").text
    assert {"/skills/clay/", "/skills/", "/roles/"} <= stale(change, PATHS | {"/skills/clay/"})
    assert "Ovens" in site("/skills/clay/").text
    assert "Ovens" in site("/skills/").text


def test_a_category_of_another_address_keeps_its_roles_in_the_directory(roles, stale, site):
    category = Category.objects.get(slug="clay-work")

    def change():
        category.slug = "earthworks"
        category.save()

    assert site("/roles/?category=clay-work").status == 200
    stale(change)
    assert "1 role fits" in site("/roles/?category=earthworks").text
    assert site("/roles/?category=clay-work").status == 301


def test_a_category_of_another_colour_has_it_on_the_calendar(site, stale):
    series, category = SeriesFactory(slug="year"), CategoryFactory(hue=3)
    RoleFactory(published=True, slot=Slot.objects.create(series=series, day=1), category=category)

    def change():
        category.hue = 4
        category.save()

    assert stale(change, {"/series/year/", "/series/", "/tags/"}) == {"/series/year/", "/series/"}
    assert "hue-4" in site("/series/").text


def test_a_post_of_another_category_has_its_colour_on_the_calendar(site, stale):
    series, other = SeriesFactory(slug="year"), CategoryFactory(hue=4)
    role = RoleFactory(published=True, slot=Slot.objects.create(series=series, day=1), category=CategoryFactory(hue=3))

    def change():
        role.category = other
        role.save()
        refresh_post(role)

    assert stale(change, {"/series/year/", "/series/", "/tags/"}) == {"/series/year/", "/series/"}
    assert "hue-4" in site("/series/").text


def test_a_series_enters_the_list_and_the_main_one_the_front_page(site, stale):
    paths = {"/", "/series/", "/tags/"}
    assert stale(lambda: SeriesFactory(slug="year", name="A year of it", is_default=False), paths) == paths - {"/tags/"}
    assert "A year of it" in site("/series/").text
    assert stale(lambda: SeriesFactory(slug="week", name="A week of it"), paths) == paths - {"/tags/"}
    assert "A week of it" in site("/").text


@pytest.mark.parametrize("change", ["set aside", "deleted"])
def test_a_wish_that_an_editor_takes_away_is_gone(site, stale, change):
    idea = IdeaFactory(words="Lion tamer", state=Idea.State.OPEN)

    def take_away():
        if change == "deleted":
            return idea.delete()
        idea.state = Idea.State.HELD
        return idea.save()

    assert stale(take_away, {"/wishes/", "/tags/"}) == {"/wishes/"}
    assert "Lion tamer" not in site("/wishes/").text


def test_a_wish_is_no_longer_open_as_soon_as_its_role_is_out(site, stale):
    role = RoleFactory(title="Big cat trainer")
    IdeaFactory(words="Lion tamer", state=Idea.State.OPEN, role=role)
    assert "Big cat trainer" not in site("/wishes/").text
    assert "/wishes/" in stale(lambda: publish_post(role), {"/wishes/"})
    assert "Big cat trainer" in site("/wishes/").text


def test_the_sites_own_words_stand_on_every_page(roles, stale, site):
    def change():
        settings = SiteSettings.load()
        settings.name = "Almanac of work"
        settings.save()

    pages = PATHS - {"/sitemap.xml"}
    assert stale(change, pages) == pages
    assert "Almanac of work" in site("/").text


def test_a_new_standing_page_enters_every_footer(roles, stale, site):
    page = PageFactory(title="How we work", body="<p>Slowly.</p>")
    assert "/roles/potter/" in stale(lambda: publish_post(page))
    assert "How we work" in site("/").text


def test_a_deleted_post_leaves_nothing_behind(roles, stale, site):
    stale(lambda: Post.objects.get(slug="potter").delete())
    assert "Potter" not in site("/").text
    assert "Potter" not in site("/tags/clay/").text
    assert site("/roles/potter/").status == 404


def test_an_essay_shows_on_the_role_it_is_about(roles, stale, site):
    essay = EssayFactory(title="On clay", body="<p>Wet.</p>", standfirst="Wet.", authors=[])

    def change():
        essay.mentions.set([roles[0]])
        Post.objects.filter(pk=essay.pk).update(state=Post.State.READY, publish_at=timezone.now())
        refresh_post(essay)

    redrawn = stale(change)
    assert "/roles/potter/" in redrawn
    assert "On clay" in site("/roles/potter/").text


def test_a_skipped_day_shows_on_the_calendar(site, stale):
    series = SeriesFactory(slug="year")
    slot = Slot.objects.create(series=series, day=1)

    def change():
        slot.skip_reason = "A holiday"
        slot.save()

    assert stale(change, {"/series/year/", "/essays/"}) == {"/series/year/"}


def test_a_resource_shows_on_the_page_of_what_it_teaches(site, stale):
    RoleFactory(published=True, skills=["Clay", "Kilns", "Glaze"])
    resource = ResourceFactory(title="Kilns from the ground up")

    def change():
        resource.teaches.add(Skill.objects.get(name="Kilns"))

    assert "/skills/kilns/" in stale(change, {"/skills/kilns/"})
    assert "Kilns from the ground up" in site("/skills/kilns/").text


def test_days_added_show_on_the_calendar(site, stale):
    series = SeriesFactory(slug="year")
    assert stale(lambda: add_days(series, 3), {"/series/year/", "/essays/"}) == {"/series/year/"}


def test_a_scheduled_post_comes_out_at_its_minute_with_nothing_running(site, roles, monkeypatch):
    soon = RoleFactory(title="Weaver", slug="weaver", scheduled=True)
    Post.objects.filter(pk=soon.pk).update(publish_at=timezone.now() + datetime.timedelta(minutes=3))
    assert "Weaver" not in site("/").text
    site.drawn.clear()
    site("/")
    assert site.drawn == []
    later = timezone.now() + datetime.timedelta(minutes=3, seconds=1)
    monkeypatch.setattr("time.time", later.timestamp)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert "Weaver" in site("/").text


def test_a_post_that_comes_out_while_the_calendar_is_drawn_is_on_it(site, monkeypatch):
    role = RoleFactory(slot=Slot.objects.create(series=SeriesFactory(slug="year"), day=1), scheduled=True)
    moment = role.publish_at
    times = iter([moment - datetime.timedelta(seconds=1)])
    monkeypatch.setattr("django.utils.timezone.now", lambda: next(times, moment))
    assert role.get_absolute_url() in site("/series/year/").text


def test_what_is_rolled_back_changes_nothing(roles, stale):
    def change():
        with transaction.atomic():
            changes.make_stale(changes.EVERYTHING)
            transaction.set_rollback(True)

    assert stale(change) == set()


# Races


def test_a_drawing_that_began_before_a_change_is_never_shown_after_it():
    words = ["old"]

    def application(environ, start_response):
        making.keep_page("thing")
        body = words[0].encode()
        if body == b"old":  # somebody changes it while it is being drawn
            words[0] = "new"
            changes.renew(["thing"])
        start_response("200 OK", [])
        return [body]

    kept = KeptPages(application)
    assert ask(kept, "/").body == b"old"
    assert ask(kept, "/").body == b"new"
    assert ask(kept, "/").body == b"new"


def test_another_process_sees_a_change_at_once(settings):
    mine, theirs = Versions(settings.PAGE_VERSIONS), Versions(settings.PAGE_VERSIONS)
    count, places = mine.count, mine.places(["thing"])
    assert not mine.is_newer(places, count)
    theirs.renew(["thing"])
    assert mine.is_newer(places, count)
    assert not mine.is_newer(mine.places(["another thing"]), count)


def test_a_changed_file_of_the_wrong_size_is_begun_anew(tmp_path):
    path = tmp_path / "versions"
    path.write_bytes(b"abc")
    versions = Versions(path)
    versions.renew(["thing"])
    assert versions.is_newer(versions.places(["thing"]), versions.count - 1)
