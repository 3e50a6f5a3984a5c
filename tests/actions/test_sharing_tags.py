import pytest

from blog import search
from blog.models import Tag
from tests.factories import RoleFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("one", [True, False])
def test_a_post_is_not_found_by_a_tag_that_was_deleted(owner_client, run_followups, one):
    RoleFactory(title="Potter", published=True, tags=["ceramics"])
    run_followups()
    assert search.search("ceramics").total == 1
    tag = Tag.objects.get()
    if one:
        owner_client.post(f"/admin/blog/tag/{tag.pk}/delete/", {"post": "yes"})
    else:
        data = {"action": "delete_selected", "_selected_action": [tag.pk], "post": "yes"}
        owner_client.post("/admin/blog/tag/", data)
    assert not Tag.objects.exists()
    run_followups()
    assert search.search("ceramics").total == 0
