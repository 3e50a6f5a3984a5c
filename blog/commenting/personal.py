"""
What one person sees of a page of comments beside what everybody sees: their own that wait, in their place, and what
they may do. Fetched by script; the page itself is the same for everyone, and each of these stands on a page of its own.
"""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.names import clean_name
from blog.actions.discussion import is_trusted
from blog.models import Comment, PendingComment, Post
from blog.models.tokens import read_receipt

from .acts import answer_label, may_moderate
from .origins import same_origin
from .receipts import about_comment, about_pending
from .visitors import account_of

MOST_RECEIPTS = 50  # that one browser asks about at once
MOST_OWN = 100  # of an account's comments on one post
MOST_QUESTIONS = 200
NOBODY_IN_PARTICULAR = "CODE"  # the script puts each comment's own in its place


@never_cache
@same_origin
@require_POST
def mine(request):
    """
    JSON. `waiting`: [{under: the code of the answered comment, html}]; `acts`: {code: links}; `each`: links for every
    comment; `gone`: receipts that are for nothing any more. It changes nothing: POST keeps receipts out of addresses.
    """
    kind, _slash, slug = clean_name(request.POST.get("post", "")).partition("/")
    post = Post.objects.published().only(*Post.TALK_FIELDS).filter(kind=kind, slug=slug).first()
    if post is None:
        return JsonResponse({"error": _("There is no such page.")}, status=404)
    user, tokens = account_of(request), request.POST.getlist("receipt")[:MOST_RECEIPTS]
    receipts = {code: (token, is_own) for token in tokens for code, is_own in [read_receipt(token)] if code}
    comments = own_comments(post, receipts, user)
    pendings = PendingComment.objects.filter(post=post, code__in=receipts).select_related("reply_to")
    return JsonResponse(
        {
            "waiting": [*map(waiting_pending, pendings), *(waiting(each) for each in comments if not each.is_shown())],
            "acts": acts_by_code(post, comments, receipts, user),
            "each": moderators_link() if may_moderate(user) else "",
        }
    )


def own_comments(post, receipts, user):
    """Those whose receipts the browser keeps, and the account's own."""
    there = Comment.objects.filter(post=post).exclude(state=Comment.State.DELETED)
    there = there.select_related("reply_to", "user").order_by("posted_at", "pk")
    found = list(there.filter(code__in=receipts)) if receipts else []
    if user:
        found += [comment for comment in there.filter(user=user)[:MOST_OWN] if comment.code not in receipts]
    for comment in found:
        comment.post = post
    return found


def waiting(comment):
    return piece({**about_comment(comment), "receipt_url": comment.get_receipt_url()}, comment.reply_to)


def waiting_pending(pending):
    return piece({**about_pending(pending), "receipt_url": pending.get_receipt_url()}, pending.reply_to)


def piece(context, answered):
    html = render_to_string("commenting/_waiting.html", context)
    return {"under": answered.code if answered else "", "html": html}


def acts_by_code(post, comments, receipts, user):
    """Links to what one wrote oneself, and to the questions one may call answered."""
    acts = {}
    for comment in comments:
        has_key = receipts.get(comment.code, ("", False))[1]
        is_own = has_key or (user is not None and comment.user_id == user.pk)
        if comment.is_shown():
            url = comment.get_own_receipt_url() if is_own else comment.get_receipt_url()
            acts[comment.code] = [(_("Your comment"), url)]
    for question in questions_for(post, user):
        link = (answer_label(question), f"{question.get_absolute_url()}answered/")
        acts.setdefault(question.code, []).append(link)
    return {code: links(found) for code, found in acts.items()}


def questions_for(post, user):
    if user is None:
        return []
    questions = Comment.objects.shown().filter(post=post, is_question=True).order_by("-posted_at", "-pk")
    mine = questions if is_trusted(user, post) else questions.filter(user=user)
    return mine[:MOST_QUESTIONS]


def links(found):
    return format_html_join("", ' <a href="{1}" rel="nofollow">{0}</a>', found)


def moderators_link():
    path = f"/comments/{NOBODY_IN_PARTICULAR}/moderate/"
    return format_html(' <a href="{}" rel="nofollow">{}</a>', path, _("Moderate"))
