"""The front of the reader's desk."""

from django.shortcuts import render

from blog.models import KeptPost, Post
from blog.models.post_queries import LINE_FIELDS

from .acts import own_page
from .follows import new_posts
from .read import progress_of
from .talk import for_lines, talk_of, unread

LINES = 5  # of each thing, on the front


@own_page
def desk(request):
    reader = request.user
    kept = KeptPost.objects.filter(reader=reader, post__in=Post.objects.published().order_by().values("pk"))
    said = talk_of(reader)
    lines = ("kept_at", "reader", *(f"post__{name}" for name in LINE_FIELDS))
    context = {
        "new_posts": new_posts(reader, LINES),
        "talk": for_lines(said)[:LINES],
        "unread": unread(reader, said).count(),
        "kept": kept.select_related("post__category", "post__slot").only(*lines)[:LINES],
        "number_kept": kept.count(),
        "progress": progress_of(reader),
        "skills": [row.skill for row in reader.held_skills.select_related("skill")],
    }
    return render(request, "belonging/desk.html", context)
