import pytest
from django.core.management import call_command
from django.db import connection

from blog import search
from blog.search import index
from tests.factories import EssayFactory, RoleFactory

pytestmark = pytest.mark.django_db(transaction=True)


def titles(query):
    return sorted(hit.title for hit in search.search(query).hits)


def test_the_command_makes_the_index_anew(capsys):
    RoleFactory(title="Potter, a draft")
    search.remove_post(RoleFactory(title="Potter", published=True))
    search.remove_post(EssayFactory(title="Potters of today", published=True))
    assert titles("potter") == []
    call_command("rebuild_search_index")
    assert titles("potter") == ["Potter", "Potters of today"]
    assert "3 posts read" in capsys.readouterr().out
    call_command("rebuild_search_index", verbosity=0)
    assert titles("potter") == ["Potter", "Potters of today"]


def test_what_is_gone_from_the_table_of_posts_leaves_the_index():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO blog_search_gram VALUES ('zzz', 'zzzword')")
    search.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM blog_search_gram WHERE gram = 'zzz'")
        assert cursor.fetchone() == (0,)


def test_the_old_index_answers_and_new_posts_get_into_both_while_it_runs(monkeypatch):
    old, new = RoleFactory(title="Potter of old", published=True), RoleFactory(title="Potter of new")
    search.index_post(old)
    seen = []

    def meanwhile(done, total):
        seen.append((titles("potter"), done, total))
        new.state, new.publish_at = old.state, old.publish_at
        new.save()
        search.index_post(new)
        seen.append((titles("potter"), done, total))

    search.rebuild(meanwhile)
    assert seen == [(["Potter of old"], 2, 2), (["Potter of new", "Potter of old"], 2, 2)]
    assert titles("potter") == ["Potter of new", "Potter of old"]


def test_a_rebuild_that_broke_off_is_begun_again(monkeypatch):
    post = RoleFactory(title="Potter", published=True)
    search.index_post(post)

    def breaks(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search.rebuild(breaks)
    assert titles("potter") == ["Potter"]
    search.index_post(post)
    search.rebuild()
    assert titles("potter") == ["Potter"]
    with connection.cursor() as cursor:
        assert index.suffixes_in_use(cursor) == [""]


def test_an_emptied_database_has_an_empty_index():
    search.index_post(RoleFactory(title="Potter", published=True))
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM blog_search")
        assert cursor.fetchone() == (0,)


def test_missing_tables_come_back_with_migrate():
    with connection.cursor() as cursor:
        index.drop_tables(cursor)
    call_command("migrate", verbosity=0)
    search.index_post(RoleFactory(title="Potter", published=True))
    assert titles("potter") == ["Potter"]
