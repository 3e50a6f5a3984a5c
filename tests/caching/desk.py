"""A small site with two of everything, the owner at its desk, and all that can be done there to what readers see."""

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.actions.asking import judge_link
from blog.actions.pictures import store_picture
from blog.actions.posts import refresh_posts
from blog.actions.revisions import record_revision
from blog.models import (
    Act,
    Address,
    Author,
    Category,
    Comment,
    Correction,
    DeskLetters,
    Essay,
    Idea,
    Link,
    MissedSearch,
    MissingPath,
    Page,
    Picture,
    Post,
    Profile,
    Reason,
    Resource,
    Role,
    Rule,
    Series,
    SiteSettings,
    Skill,
    Slot,
    Tag,
    Wording,
)
from tests.conftest import client_of, staff
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CommentFactory,
    EssayFactory,
    IdeaFactory,
    PageFactory,
    ResourceFactory,
    RoleFactory,
    RoleResourceFactory,
    SeriesFactory,
    SkillFactory,
    UserFactory,
)
from tests.moving.exports import blogger
from tests.moving.exports.blogs import series_blog
from tests.pictures.files import photograph
from tests.publishing.forms import add_rows, form_of
from tests.publishing.ledger_pages import ask as ask_ledger
from tests.publishing.ledger_pages import confirm

# What is done below is done to the potter and to clay. These know nothing of either.
FAR = {"/tags/sea/", "/categories/water/", "/authors/bob/", "/roles/sailor/comments/feed/", "/tags/sea/feed/"}
PATHS = FAR | {
    *("/", "/roles/", "/roles/potter/", "/roles/sailor/", "/essays/", "/essays/on-clay/", "/pages/about/", "/tags/"),
    *("/tags/clay/", "/skills/", "/skills/kilns/", "/skills/knots/", "/categories/earth/", "/authors/ada/"),
    *("/readers/eve/", "/series/", "/series/365-roles/", "/wishes/", "/popular/", "/archive/", "/feed/", "/feed.json"),
    *("/tags/clay/feed/", "/authors/ada/feed/", "/series/365-roles/feed/", "/comments/feed/", "/sitemap.xml"),
    *("/roles/potter/comments/feed/", "/match/?skill=kilns", "/compare/?role=potter&role=sailor"),
    *(f"/sitemap-{name}-1.xml" for name in ("posts", "categories", "tags", "skills", "series", "authors")),
}


def fill_site():
    eve = UserFactory(name="Eve", email="eve@example.com", standing="does")
    Profile.objects.create(user=eve)
    series = SeriesFactory(slots=4)
    for day, (title, tag, skill, category, author) in enumerate(
        [("Potter", "clay", "Kilns", "Earth", "Ada"), ("Sailor", "sea", "Knots", "Water", "Bob")], 1
    ):
        resource = ResourceFactory(title=f"All of {skill}", url=f"https://{skill.lower()}.example/")
        resource.teaches.add(SkillFactory(name=skill))
        role = RoleFactory(
            published=True,
            title=title,
            slug=title.lower(),
            why=f'<p>For a <a href="{resource.url}">reason</a>, <a href="https://{tag}.example/">gone</a>.</p>',
            category=CategoryFactory(slug=category.lower(), name=category),
            tags=[tag],
            skills=[skill, f"{skill} too", f"{skill} as well"],
            slot=series.slots.get(day=day),
            authors=[AuthorFactory(name=author, slug=author.lower())],
            cover=store_picture(photograph(60, 40), alt="A wheel") if day == 1 else None,
        )
        RoleResourceFactory(role=role, resource=resource)
        CommentFactory(post=role, comment="Me too.")
    potter = of(Role, slug="potter")
    for comment in ("Loud.", "Quiet."):
        CommentFactory(post=potter, user=eve, user_name="Eve", comment=comment)
    CommentFactory(post=potter, comment="Waiting.", state=Comment.State.HELD)
    CommentFactory(post=potter, comment="Spam.", state=Comment.State.SPAM, hold_reason=Comment.HoldReason.SPAM)
    Correction.objects.create(post=potter, section="why", shown="For a reason.", text="For two.")
    record_revision(potter)
    Post.objects.filter(pk=potter.pk).update(standfirst="Said since.")
    refresh_posts([potter])
    record_revision(of(Role, slug="potter"))
    RoleResourceFactory(role=potter, resource=ResourceFactory(title="Notes on kilns"))
    judge_link(of(Link, url="https://clay.example/"), Link.State.DEAD)
    RoleFactory(title="Weaver", slug="weaver", authors=[of(Author, name="Ada")], tags=["clay"])
    essay = EssayFactory(
        published=True,
        title="On clay",
        slug="on-clay",
        body=showing(a_picture("A river")),
        authors=[of(Author, name="Ada")],
        tags=["clay", "mud"],
    )
    essay.mentions.add(potter)
    PageFactory(published=True, title="About", slug="about")
    Author.objects.filter(name="Ada").update(picture=a_picture("A face"))
    a_picture("A loose one")
    IdeaFactory(words="Lion tamer", state=Idea.State.OPEN, wishes=30)
    IdeaFactory(words="Bell founder", state=Idea.State.HELD, wishes=7, source="votes")
    Address.objects.create(path="/old/", target="/roles/potter/")
    MissingPath.objects.create(path="/missing/", last_at=timezone.now())
    MissedSearch.objects.create(words="juggler", last_on=timezone.localdate())
    Reason.objects.create(post=potter, words="Good.", is_useful=True)
    SkillFactory(name="Idle")
    ResourceFactory(title="Unread").teaches.add(of(Skill, name="Kilns"))
    CategoryFactory(name="Air", slug="air")
    AuthorFactory(name="Cy", slug="cy")
    SeriesFactory(name="A week", slug="week", is_default=False)


def of(model, **known):
    return model.objects.get(**known)


def a_picture(alt):
    return store_picture(photograph(50 + len(alt), 40), alt=alt)


def showing(picture):
    return f'<figure><img src="/media/x.jpg" data-picture="{picture.pk}" alt=""></figure>'


class Desk:
    """The owner at the forms of the desk, as a browser fills and sends them."""

    def __init__(self):
        self.owner = staff("owner", is_superuser=True)
        self.client = client_of(self.owner)

    def post(self, address, **sent):
        answer = self.client.post(address, sent)
        assert answer.status_code == 302, answer.content.decode()

    def fill(self, address, verb="_save", rows=(), **typed):
        """The form of this address with what is typed, None for a tick taken away, and with more rows of a list."""
        fields = form_of(self.client.get(address)) | typed
        if rows:
            add_rows(fields, *rows)
        self.post(address, **{name: value for name, value in fields.items() if value is not None}, **{verb: "1"})

    def change(self, row, **typed):
        self.fill(address_of(row, "change", row.pk), **typed)

    def add(self, model, **typed):
        self.fill(address_of(model, "add"), **typed)

    def delete(self, row):
        self.post(address_of(row, "delete", row.pk), post="yes")

    def tick(self, action, *rows, asked="", **said):
        """Choose these in their list, and an action."""
        chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
        self.post(address_of(rows[0], "changelist") + asked, **chosen, **said)

    def delete_ticked(self, *rows):
        self.tick("delete_selected", *rows, post="yes")


def address_of(row, page, *args):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=args)


def changed(model, known, **typed):
    return lambda desk: desk.change(of(model, **known), **typed)


def added(model, **typed):
    return lambda desk: desk.add(model, **typed)


def deleted(model, **known):
    """In the two ways there are."""

    def both(shown):
        return {
            "deleted": (lambda desk: desk.delete(of(model, **known)), shown),
            "deleted in the list": (lambda desk: desk.delete_ticked(of(model, **known)), shown),
        }

    return both


def ticked(action, model, known, **said):
    return lambda desk: desk.tick(action, of(model, **known), **said)


def sent(address, **said):
    """To an address, or to what `address()` makes."""
    return lambda desk: desk.post(
        address() if callable(address) else address,
        **{name: value() if callable(value) else value for name, value in said.items()},
    )


def merged(model, *names, called="name"):
    """Into the first."""

    def merge(desk):
        rows = [of(model, **{called: name}).pk for name in names]
        desk.post(f"/admin/blog/{model._meta.model_name}/merge/", of=rows, into=rows[0])

    return merge


def one_after_the_other(*acts):
    return lambda desk: [act(desk) for act in acts]


def on_day(day, **typed):
    return lambda desk: confirm(desk.client, ask_ledger(desk.client, day, **typed))


def in_queue(comment, verb):
    return sent(lambda: address_of(Comment, "queue_at", of(Comment, comment=comment).code), verb=verb)


def of_link(link, act, **said):
    return sent(lambda: f"/admin/blog/link/{of(Link, url=link).pk}/{act}/", **said)


POTTER, CLAY, KILNS, WHEEL = {"slug": "potter"}, {"name": "clay"}, {"name": "Kilns"}, {"alt": "A wheel"}
LION, BELL, EVE, ADA = {"words": "Lion tamer"}, {"words": "Bell founder"}, {"name": "Eve"}, {"name": "Ada"}

# {model: {what is done: (act, {path of a page: a text that it has from then on, or has no more: "-text"})}}; nothing
# where no page shows it. A model without an act can only be looked at.
ACTS = {
    "blog.role": {
        "changed": (
            changed(Role, POTTER, title="Ceramist", why="<p>New.</p>"),
            {"/roles/potter/": "New.", "/feed/": "New.", "/": "Ceramist", "/series/365-roles/": "Ceramist"},
        ),
        "given a row": (changed(Role, POTTER, rows=("tasks", {"text": "Sweeps"})), {"/roles/potter/": "Sweeps"}),
        "changed in a row": (changed(Role, POTTER, **{"tasks-0-text": "Rakes"}), {"/roles/potter/": "Rakes"}),
        "bereft of a row": (
            changed(Role, POTTER, **{"tasks-0-DELETE": "on"}),
            {"/roles/potter/": "-Ask the question"},
        ),
        "tagged": (
            changed(Role, POTTER, tags="sea"),
            {"/tags/sea/": "Potter", "/tags/clay/": "-Potter", "/tags/sea/feed/": "Potter"},
        ),
        "given another address": (
            changed(Role, POTTER, slug="ceramist"),
            {"/roles/potter/": "301 /roles/ceramist/", "/": "/roles/ceramist/", "/essays/on-clay/": "/roles/ceramist/"},
        ),
        "closed to comments": (changed(Role, POTTER, discussion="closed"), {"/roles/potter/": "closed"}),
        "published": (
            changed(Role, {"slug": "weaver"}, verb="_publish"),
            {"/": "Weaver", "/tags/clay/": "Weaver", "/authors/ada/": "Weaver", "/sitemap-posts-1.xml": "weaver"},
        ),
        "withdrawn": (
            changed(Role, POTTER, verb="_withdraw"),
            {"/roles/potter/": "410", "/": "-Potter", "/comments/feed/": "-Loud.", "/readers/eve/": "404"},
        ),
        "changed with others": (
            ticked("change_many", Role, POTTER, _bulk="1", _confirm="1", _number="1", add_tags="sea"),
            {"/tags/sea/": "Potter"},
        ),
        "restored": (
            sent(lambda: address_of(Role, "restore", of(Role, **POTTER).pk, 1)),
            {"/roles/potter/": "-Said since."},
        ),
        **deleted(Role, slug="weaver")({}),
    },
    "blog.essay": {
        "changed": (changed(Essay, {}, title="On mud"), {"/essays/": "On mud", "/roles/potter/": "On mud"}),
        "withdrawn": (changed(Essay, {}, verb="_withdraw"), {"/essays/": "-On clay", "/roles/potter/": "-On clay"}),
    },
    "blog.page": {
        "changed": (changed(Page, {}, title="Who we are"), {"/roles/sailor/": "Who we are"}),
        "withdrawn": (changed(Page, {}, verb="_withdraw"), {"/roles/sailor/": "-About"}),
    },
    "blog.post": {},
    "blog.series": {
        "changed": (
            changed(Series, {"slug": "365-roles"}, name="A year"),
            {"/series/": "A year", "/": "A year", "/roles/potter/": "A year", "/series/365-roles/feed/": "A year"},
        ),
        "given days": (changed(Series, {"slug": "365-roles"}, days="3"), {"/series/365-roles/": ">7<"}),
        "added": (added(Series, name="A month"), {"/series/": "A month"}),
        **deleted(Series, slug="week")({"/series/": "-A week"}),
    },
    "blog.slot": {
        "changed": (
            changed(Slot, {"day": 4}, skip_reason="A holiday"),
            {"/series/365-roles/": '<li class="day skipped'},
        ),
        "left out in the ledger": (
            on_day(4, act="skip", reason="A holiday"),
            {"/series/365-roles/": '<li class="day skipped'},
        ),
        "exchanged in the ledger": (
            lambda desk: confirm(
                desk.client, confirm(desk.client, ask_ledger(desk.client, 1, act="move", to="3", way="swap"), also="1")
            ),
            {"/roles/potter/": "Day 3: Potter", "/series/365-roles/": '</span>3<span class="visually-hidden"'},
        ),
        "added": (lambda desk: desk.add(Slot, series=of(Series, slug="week").pk, day=1), {"/series/week/": ">1<"}),
        **deleted(Slot, day=4)({"/series/365-roles/": "->4<"}),
    },
    "blog.idea": {
        "changed": (changed(Idea, LION, words="Cat herder"), {"/wishes/": "Cat herder"}),
        "added": (added(Idea, words="Cat herder", state="open"), {"/wishes/": "Cat herder"}),
        "refused in the list": (ticked("refuse_chosen", Idea, LION), {"/wishes/": "-Lion tamer"}),
        "kept in the list": (ticked("keep_chosen", Idea, LION), {"/wishes/": "-Lion tamer"}),
        "opened in the list": (ticked("open_chosen", Idea, BELL), {"/wishes/": "Bell founder"}),
        "merged in the list": (
            lambda desk: desk.tick("merge_chosen", of(Idea, **BELL), of(Idea, **LION)),
            {"/wishes/": "37"},
        ),
        "opened": (
            sent("/admin/blog/idea/waiting/", idea=lambda: of(Idea, **BELL).pk, verb="open"),
            {"/wishes/": "Bell founder"},
        ),
        **deleted(Idea, **LION)({"/wishes/": "-Lion tamer"}),
    },
    "blog.correction": {
        "accepted": (
            sent(lambda: address_of(Correction, "change", of(Correction).pk), accept="1", note="Said better."),
            {"/roles/potter/": "Said better."},
        ),
    },
    "blog.comment": {
        **{
            f"judged in the list: {verb}": (
                ticked(verb, Comment, {"comment": "Loud."}, asked="?state=all"),
                {"/roles/potter/": "-Loud.", "/readers/eve/": "-Loud.", "/comments/feed/": "-Loud."},
            )
            for verb in ("hold", "reject", "spam", "remove")
        },
        "approved": (in_queue("Waiting.", "approve"), {"/roles/potter/": "Waiting.", "/comments/feed/": "Waiting."}),
        "its writer trusted": (in_queue("Waiting.", "trust"), {"/roles/potter/": "Waiting."}),
        "brought back from spam": (
            sent("/admin/blog/comment/queue/spam/", back=lambda: of(Comment, comment="Spam.").code),
            {"/roles/potter/": "Spam."},
        ),
        "its writer hidden": (
            one_after_the_other(in_queue("Loud.", "spam"), in_queue("Loud.", "hide")),
            {"/roles/potter/": "-Quiet.", "/readers/eve/": "404"},
        ),
        "taken back": (
            one_after_the_other(
                in_queue("Waiting.", "approve"),
                in_queue("Loud.", "spam"),
                sent("/admin/blog/comment/queue/undo/", act=lambda: Act.objects.latest("pk").pk),
            ),
            {"/roles/potter/": "Waiting."},
        ),
    },
    "blog.rule": {"added": (added(Rule, pattern="wheel", effect="hold"), {})},
    "blog.act": {},
    "blog.deskletters": {
        "changed": (lambda desk: desk.fill(address_of(DeskLetters, "change", desk.owner.pk), held="none"), {})
    },
    "blog.profile": {
        "changed": (changed(Profile, {}, is_confirmed="on"), {"/readers/eve/": "known to the editors"}),
    },
    "blog.standing": {},
    "blog.reason": deleted(Reason)({}),
    "blog.missedsearch": deleted(MissedSearch)({}),
    "blog.skill": {
        "changed": (
            changed(Skill, KILNS, description="Of ovens.", slug="ovens", name="Ovens"),
            {
                "/skills/": "Ovens",
                "/roles/potter/": "Ovens",
                "/skills/kilns/": "301 /skills/ovens/",
                "/roles/": "Ovens",
            },
        ),
        "described": (changed(Skill, KILNS, description="Of ovens."), {"/skills/kilns/": "Of ovens."}),
        "merged": (
            merged(Skill, "Kilns", "Kilns too"),
            {"/roles/potter/": "-Kilns too", "/skills/kilns/": "-Kilns too", "/skills/": "-Kilns too"},
        ),
        **deleted(Skill, name="Idle")({}),
    },
    "blog.resource": {
        "changed": (
            changed(Resource, {"title": "All of Kilns"}, title="Some of Kilns"),
            {"/roles/potter/": "Some of Kilns", "/skills/kilns/": "Some of Kilns"},
        ),
        "teaching another": (
            lambda desk: desk.change(of(Resource, title="All of Kilns"), teaches=[of(Skill, name="Knots").pk]),
            {"/skills/knots/": "All of Kilns", "/skills/kilns/": "-All of Kilns"},
        ),
        "added": (
            lambda desk: desk.add(Resource, title="x", url="https://new.example/", teaches=[of(Skill, **KILNS).pk]),
            {"/skills/kilns/": "https://new.example/"},
        ),
        "merged": (
            merged(Resource, "All of Kilns", "Notes on kilns", called="title"),
            {"/roles/potter/": "-Notes on kilns"},
        ),
        **deleted(Resource, title="Unread")({"/skills/kilns/": "-Unread"}),
    },
    "blog.link": {
        "alive": (of_link("https://clay.example/", "judge", state="alive"), {"/roles/potter/": "-(dead on"}),
        "alive in the list": (
            ticked("mark_alive", Link, {"url": "https://clay.example/"}),
            {"/roles/potter/": "-(dead on"},
        ),
        "given a copy": (
            one_after_the_other(
                of_link("https://kilns.example/", "judge", state="dead"),
                of_link("https://kilns.example/", "copy", archived_url="https://copy.example/"),
            ),
            {"/roles/potter/": "copy.example"},
        ),
        "replaced": (
            of_link("https://kilns.example/", "replace", url="https://moved.example/"),
            {"/roles/potter/": "moved.example"},
        ),
    },
    "blog.tag": {
        "changed": (
            changed(Tag, CLAY, name="Loam"),
            {"/tags/": "Loam", "/roles/potter/": "Loam", "/roles/": "Loam", "/tags/clay/": "301 /tags/loam/"},
        ),
        "described": (changed(Tag, CLAY, description="Of loam."), {"/tags/clay/": "Of loam."}),
        "merged": (
            merged(Tag, "clay", "mud"),
            {"/essays/on-clay/": "-mud", "/tags/": "-mud", "/tags/mud/": "301 /tags/clay/"},
        ),
        **deleted(Tag, **CLAY)({"/tags/": "-clay", "/tags/clay/": "404", "/roles/potter/": "-/tags/clay/"}),
    },
    "blog.category": {
        "changed": (
            changed(Category, {"slug": "earth"}, name="Soil", description="Of soil.", slug="earth"),
            {"/categories/earth/": "Of soil.", "/roles/potter/": "Soil", "/roles/": "Soil", "/": "Soil"},
        ),
        "added": (added(Category, name="Fire"), {}),
        **deleted(Category, slug="air")({}),
    },
    "blog.author": {
        "changed": (
            changed(Author, ADA, name="Ada B.", bio="Writes more.", slug="ada"),
            {"/authors/ada/": "Writes more.", "/roles/potter/": "Ada B.", "/feed/": "Ada B."},
        ),
        "known as who commented": (
            lambda desk: desk.change(of(Author, **ADA), user=of(User, **EVE).pk),
            {"/roles/potter/": "by the author"},
        ),
        **deleted(Author, name="Cy")({}),
    },
    "blog.picture": {
        "described": (changed(Picture, WHEEL, alt="A spinning wheel"), {"/roles/potter/": "A spinning wheel"}),
        "described in a text": (
            changed(Picture, {"alt": "A river"}, alt="A stream", credit="Mara Lind"),
            {"/essays/on-clay/": "A stream"},
        ),
        "described with others": (
            sent(
                "/admin/blog/picture/describe/",
                **{"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-alt": "A spinning wheel"},
                **{"form-0-id": lambda: of(Picture, **WHEEL).pk},
            ),
            {"/roles/potter/": "A spinning wheel"},
        ),
        "of an author": (changed(Picture, {"alt": "A face"}, alt="A smile"), {"/authors/ada/": "A smile"}),
        "replaced": (
            lambda desk: desk.change(of(Picture, **WHEEL), new_file=photograph(90, 70)),
            {"/roles/potter/": 'width="90"'},
        ),
        "deleted": (lambda desk: desk.delete(of(Picture, alt="A loose one")), {}),
        "deleted in the list": (ticked("delete_unused", Picture, {"alt": "A loose one"}, post="yes"), {}),
    },
    "blog.address": {
        "changed": (changed(Address, {}, target="/roles/sailor/"), {"/old/": "301 /roles/sailor/"}),
        "added": (added(Address, path="/older/", target="/roles/potter/"), {"/older/": "301 /roles/potter/"}),
        **deleted(Address)({"/old/": "404"}),
    },
    "blog.missingpath": {
        "led on": (
            sent(lambda: address_of(MissingPath, "redirect", of(MissingPath).pk), target="/roles/potter/"),
            {"/missing/": "301 /roles/potter/"},
        ),
        **deleted(MissingPath)({}),
    },
    "blog.move": {
        "moved in": (
            lambda desk: desk.post(
                "/admin/blog/move/add/",
                upload=SimpleUploadedFile("blog.xml", blogger.old_form(series_blog(3)).encode()),
                pictures="archive",
            ),
            {"/": "Carpenter", "/feed/": "Carpenter", "/series/365-roles/": "Clockmaker"},
        ),
    },
    "blog.wording": {"added": (added(Wording, phrase="how it is done", section="what"), {})},
    "blog.sitesettings": {
        "changed": (
            lambda desk: desk.change(SiteSettings.load(), name="Almanac", footer="Made slowly."),
            {"/": "Almanac", "/roles/sailor/": "Made slowly.", "/feed/": "Almanac", "/tags/": "Almanac"},
        ),
        "closed to comments": (
            lambda desk: desk.change(SiteSettings.load(), comments_open=None),
            {"/roles/potter/": "closed"},
        ),
    },
    "accounts.user": {
        "changed": (changed(User, EVE, name="Eva", standing="hires"), {"/readers/eve/": "Eva"}),
        "shut out": (changed(User, EVE, is_active=None), {"/readers/eve/": "404", "/roles/potter/": "-/readers/eve/"}),
        **deleted(User, **EVE)({"/readers/eve/": "404", "/roles/potter/": "->Eve<"}),
    },
    "auth.group": {
        "added": (added(Group, name="guests"), {}),
        **deleted(Group, name="helpers")({}),
    },
    "admin.logentry": {},
    "django_tasks_database.dbtaskresult": {},
}
