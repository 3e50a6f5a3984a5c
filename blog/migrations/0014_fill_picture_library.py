"""The words of the pictures there are, as a search looks at them; and which texts show which of them."""

import re

from django.db import migrations

from blog.models.words import folded

PLACES = ("why", "what", "final", "body")
SHOWN = re.compile(r'data-picture="([0-9]{1,9})"')
AT_ONCE = 500


def fill(apps, schema_editor):
    Picture = apps.get_model("blog", "Picture")
    pictures = []
    for picture in Picture.objects.iterator(chunk_size=AT_ONCE):
        name = picture.file.name.rpartition("/")[2]
        picture.folded = folded(" ".join([picture.alt, picture.caption, picture.credit, picture.licence, name]))
        pictures.append(picture)
    Picture.objects.bulk_update(pictures, ["folded"], batch_size=AT_ONCE)
    if pictures:
        note_uses(apps, {picture.pk for picture in pictures})


def note_uses(apps, there):
    Post, PictureUse = apps.get_model("blog", "Post"), apps.get_model("blog", "PictureUse")
    for place in PLACES:
        texts = Post.objects.filter(**{f"{place}__contains": "data-picture="}).values_list("pk", place)
        uses = [
            PictureUse(post_id=pk, picture_id=number, place=place)
            for pk, text in texts.iterator(chunk_size=AT_ONCE)
            for number in sorted({int(number) for number in SHOWN.findall(text)} & there)
        ]
        PictureUse.objects.bulk_create(uses, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("blog", "0013_picture_library")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
