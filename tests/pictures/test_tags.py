import pytest
from django.template import Context, Template

from blog.actions.pictures import store_picture
from blog.actions.renditions import make_renditions
from blog.models import Picture, Post
from tests.factories import AuthorFactory, CategoryFactory, EssayFactory, RoleFactory

from . import files

pytestmark = pytest.mark.django_db


def rendered(text, **context):
    return Template("{% load pictures %}" + text).render(Context(context))


@pytest.fixture
def desk():
    picture = store_picture(files.photograph(200, 400), alt='A "desk"', caption="At work", credit="Somebody")
    Picture.objects.filter(pk=picture.pk).update(focal_x=0.1, focal_y=0.5)
    make_renditions.call(picture.pk)
    return Picture.objects.get(pk=picture.pk)


def test_a_post_without_a_cover_shows_the_art_of_its_category():
    html = rendered("{% cover post %}", post=RoleFactory(category=CategoryFactory(slug="web", hue=4, motif="arcs")))
    assert 'class="art hue-4"' in html
    assert 'aria-hidden="true"' in html
    assert "style=" not in html


def test_a_post_without_a_category_has_a_cover_too():
    assert "<svg" in rendered("{% cover post %}", post=EssayFactory(category=None))


def test_the_cover_of_a_page_comes_first_and_with_its_size(desk):
    html = rendered("{% cover post %}", post=RoleFactory(cover=desk))
    assert '<source type="image/avif" srcset="' in html
    assert '<source type="image/webp" srcset="' in html
    assert 'width="200" height="400"' in html
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html
    assert 'alt="A &quot;desk&quot;"' in html
    assert "At work" in html
    assert "Picture: Somebody" in html
    assert 'cover-page focus-x-1"' in html


def test_a_cover_in_a_list_waits_and_says_nothing_twice(desk):
    html = rendered('{% cover post variant="card" %}', post=RoleFactory(cover=desk))
    assert 'loading="lazy"' in html
    assert "fetchpriority" not in html
    assert 'alt=""' in html
    assert "figcaption" not in html


def test_covers_in_lists_ask_the_database_nothing(desk, django_assert_num_queries):
    RoleFactory(published=True, cover=desk)
    RoleFactory.create_batch(3, published=True)
    posts = list(Post.objects.published().for_lead())
    with django_assert_num_queries(0):
        rendered('{% for post in posts %}{% cover post variant="card" %}{% endfor %}', posts=posts)


def test_a_picture_without_renditions_is_shown_as_it_is():
    picture = store_picture(files.photograph(), alt="A desk")
    html = rendered("{% picture picture %}", picture=picture)
    assert f'src="{picture.file.url}"' in html
    assert "<source" not in html
    assert 'width="800" height="600"' in html
    assert 'loading="lazy"' in html


def test_a_figure_has_caption_and_credit(desk):
    html = rendered('{% picture picture sizes="10rem" figure=True eager=True %}', picture=desk)
    assert 'sizes="10rem"' in html
    assert "<figcaption" in html
    assert "lazy" not in html


def test_a_figure_without_words_has_no_empty_caption():
    picture = store_picture(files.photograph())
    assert "figcaption" not in rendered("{% picture picture figure=True %}", picture=picture)


def test_an_author_is_shown_with_their_portrait(client, desk):
    AuthorFactory(name="Mara Lind", picture=desk)
    AuthorFactory(name="Nobody Yet")
    assert 'alt="A &quot;desk&quot;"' in client.get("/authors/mara-lind/").text
    assert "portrait" not in client.get("/authors/nobody-yet/").text
