"""Two people on one post: the second save, over a newer version, is a choice part by part."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from blog.actions.pictures import BadPicture, store_picture
from blog.actions.revisions import lock_post
from blog.models import Post, Revision
from blog.models.snapshots import changed_names, parts_of, snapshot_of

from .comparing import pairs
from .sheets import keep_sheet, read_token
from .typed import as_typed, lists_of, read_typed, settled, typed_from

MINE, THEIRS, CHOSEN = "mine", "theirs", "chosen"
NOT_TYPED = {"state", "publish_at"}  # moved by buttons alone; whether a button still fits is asked when it is pressed


def version_of(post):
    """What tells one state of a post from the next: its newest revision, when its row was last saved, its day."""
    newest = Revision.objects.filter(post=post).order_by("-number").values_list("number", flat=True).first()
    return f"{newest or 0}.{post.updated_at.timestamp():.6f}.{post.slot_id or 0}"


@dataclass
class Clash:
    """A form that was opened on an older version of the post than there is now."""

    post: Post
    version: str  # what it is now
    base: dict | None  # the snapshot both started from, if it is still known
    theirs: dict
    typed: object  # see typed.py
    revision: Revision | None  # the newest

    def __post_init__(self):
        self.mine = self.typed.snapshot()
        self.wrong = self.typed.wrong
        asked = self.typed.form.fields.keys() | self.typed.lists.keys()
        found = [name for name in changed_names(self.theirs, self.mine) if name in asked]
        if self.offered("slug") == THEIRS:
            found = [name for name in found if name != "slug"]  # it follows the title, or was typed by them alone
        self.names = [*found, *sorted(self.wrong & parts_of(self.mine).keys() - set(found))]

    def offered(self, name):
        """The choice that is ticked already: of what only one of both has changed, the change."""
        if self.base is None or name in self.wrong:
            return MINE if name in self.wrong else ""
        base, mine, theirs = (parts_of(snapshot).get(name) for snapshot in (self.base, self.mine, self.theirs))
        return THEIRS if mine == base else MINE if theirs == base else ""

    def choices(self, posted):
        """{name: mine or theirs}, or None while something has not been chosen."""
        asked = posted.get("_settle") if posted.get("_seen") == self.version else None
        if not self.names or asked in (MINE, THEIRS):
            return dict.fromkeys(self.names, asked or THEIRS)
        if asked != CHOSEN:
            return None
        chosen = {name: posted.get(f"_take-{name}") for name in self.names}
        return chosen if set(chosen.values()) <= {MINE, THEIRS} else None

    def loses(self, choices):
        """Whether something that was typed here is not taken."""
        return any(choice == THEIRS != self.offered(name) for name, choice in choices.items())


class ConflictAdmin:
    """A ModelAdmin of posts whose form says which version it was opened on."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        is_sent = request.method == "POST" and not getattr(request, "is_taken_up", False)
        if not is_sent or not request.POST.get("version") or not str(object_id).isdecimal():
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            post = self.get_object(request, object_id)
            if post and self.has_change_permission(request, post):
                lock_post(post)
                if clash := self.clash(request, Post.objects.get(pk=post.pk)):
                    choices = clash.choices(request.POST)
                    if choices is None:
                        return self.ask(request, clash)
                    self.settle(request, clash, choices)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def clash(self, request, post):
        version, now = request.POST["version"], version_of(post)
        if version == now:
            return None
        post = self.fresh(post)
        base, theirs = base_of(post, version), snapshot_of(post)
        if base and set(changed_names(base, theirs)) <= NOT_TYPED:
            return None
        self.keep_picture(request)
        lists = lists_of(self, request, post)
        data = settled(request.POST, typed_from(self, request, post), set(), lists)
        typed = read_typed(self, request, self.fresh(post), data)
        return Clash(post, now, base, theirs, typed, Revision.objects.select_related("by").newest_of(post))

    def fresh(self, post):
        return self.model.objects.get(pk=post.pk)

    def settle(self, request, clash, choices):
        take_theirs = set(clash.typed.lists) - choices.keys()  # alike: on the rows that are there
        take_theirs |= {name for name, choice in choices.items() if choice == THEIRS} | ({"slug"} - choices.keys())
        theirs = typed_from(self, request, self.fresh(clash.post))
        data = settled(request.POST, theirs, take_theirs, clash.typed.lists)
        data["version"] = clash.version
        if clash.loses(choices):
            self.set_aside(request)
            data["sheet"] = ""
        request.POST = data

    def set_aside(self, request):
        """What was typed and not taken is offered again, to go on with or to throw away."""
        named = read_token(request.POST.get("sheet"))
        if named and named[1] == request.user.pk:
            typed = request.POST.copy()
            typed["typed"] = "1"
            keep_sheet(named, typed)

    def ask(self, request, clash):
        posted = request.POST.copy()
        posted["_seen"] = clash.version
        shown = pairs(clash.post, clash.mine, clash.theirs, clash.names)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "post": clash.post,
            "title": _("This post was changed while you were writing"),
            "who": clash.revision and clash.revision.by,
            "when": clash.revision and clash.revision.made_at,
            "asked": [
                (pair, posted.get(f"_take-{pair.name}") or clash.offered(pair.name), pair.name in clash.wrong)
                for pair in shown
            ],
            "is_incomplete": "_settle" in request.POST,
            "typed": [(name, value) for name, values in as_typed(posted).items() for value in values if is_kept(name)],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/conflict.html", context, status=409)

    def keep_picture(self, request):
        """A browser sends a file once: it is stored now, and the choice is between it and the cover there is."""
        if not (upload := request.FILES.get("new_cover")):
            return
        posted = request.POST.copy()
        words = {"alt": posted.get("cover_alt", ""), "is_decorative": "cover_is_decorative" in posted}
        try:
            posted["cover"] = str(store_picture(upload, by=request.user, **words).pk)
        except BadPicture as reason:
            messages.error(request, str(reason))
        request.POST = posted


def is_kept(name):
    return not name.startswith("_take-")


def base_of(post, version):
    """The snapshot a version of the form stands for. Of a post that had none yet it is the first."""
    number = version.partition(".")[0]
    if not number.isdecimal():
        return None
    kept = post.revisions.filter(number=int(number) or 1).first()
    return kept and kept.snapshot
