"""The indexes of lists, made wide enough that the posts of a page are found without reading any post."""

from django.db import migrations, models
from django.db.models import F

NEWEST = (F("publish_at").desc(), F("id").desc())
POPULAR = (F("popularity").desc(), F("id").desc())

CHANGED = [
    models.Index("kind", *NEWEST, "letter", "title", "category", "entry_level", "popularity", name="post_newest"),
    models.Index(*NEWEST, "kind", name="post_newest_of_all"),
    models.Index(
        *("category", "kind", *NEWEST, "letter", "title", "entry_level", "popularity"), name="post_newest_in_category"
    ),
    models.Index(
        *("kind", "entry_level", *NEWEST, "letter", "title", "category", "popularity"), name="post_newest_by_level"
    ),
    models.Index("kind", "letter", "title", "id", "publish_at", name="post_a_to_z"),
    models.Index("kind", *POPULAR, "publish_at", name="post_popular"),
]


class Migration(migrations.Migration):
    dependencies = [("blog", "0004_post_guid")]

    operations = [
        *(migrations.RemoveIndex("post", index.name) for index in CHANGED),
        *(migrations.AddIndex("post", index) for index in CHANGED),
        migrations.AddIndex("post", models.Index(*POPULAR, "publish_at", "kind", name="post_popular_of_all")),
        migrations.AddIndex("roleskill", models.Index(fields=["skill", "role"], name="role_skill_by_skill")),
        migrations.AddIndex("taggedpost", models.Index(fields=["tag", "content_object"], name="tagged_post_by_tag")),
    ]
