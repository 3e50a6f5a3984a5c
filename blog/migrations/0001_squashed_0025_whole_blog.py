"""All tables of the blog as the migrations named below leave them. A database begun with those goes on with them."""

from datetime import time

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Lower, Upper
from django.utils import timezone
from taggit.managers import TaggableManager

from blog.models.comments import make_code
from blog.models.links import LinkField
from blog.models.posts import make_guid
from blog.models.revisions import make_key
from blog.models.series import validate_time_zone
from blog.models.slugs import UnicodeSlugField
from blog.uploads import PrivateStorage


class CreateModels(migrations.operations.base.Operation):
    """
    All at once: told one by one of models that lead to each other, Django makes the classes of all there are anew for
    each, which takes longer than everything else here.
    """

    def __init__(self, *operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # the classes made so far: Django makes them again when they are asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.operations)} models"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("blog", "0001_posts"),
        ("blog", "0002_moving"),
        ("blog", "0003_private_uploads"),
        ("blog", "0004_counting"),
        ("blog", "0005_waiting_comments"),
        ("blog", "0006_ledger"),
        ("blog", "0007_moderation"),
        ("blog", "0008_revisions"),
        ("blog", "0009_due_and_hidden"),
        ("blog", "0010_links_elsewhere"),
        ("blog", "0011_remarks"),
        ("blog", "0012_threads_grown_up"),
        ("blog", "0013_picture_library"),
        ("blog", "0014_fill_picture_library"),
        ("blog", "0015_templates_and_bulk"),
        ("blog", "0016_wishes"),
        ("blog", "0017_profiles"),
        ("blog", "0018_held_skills_and_places"),
        ("blog", "0019_corrections_suggested"),
        ("blog", "0020_spam"),
        ("blog", "0021_kept_and_read"),
        ("blog", "0022_usefulness_said"),
        ("blog", "0023_follows"),
        ("blog", "0024_profiles_named"),
        ("blog", "0025_story_letters"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("django_comments_xtd", "0008_auto_20200920_2037"),
        # Those of other libraries come before, so that they need not know all of ours.
        ("django_comments", "0004_add_object_pk_is_removed_index"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        CreateModels(
            # Posts, and what they are in.
            migrations.CreateModel(
                name="Category",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("slug", UnicodeSlugField(blank=True, help_text="The last part of the address.", max_length=100, unique=True, verbose_name="slug")),
                    ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                    ("description", models.TextField(blank=True, verbose_name="what it is about")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("motif", models.CharField(choices=[("grid", "grid"), ("arcs", "arcs"), ("waves", "waves"), ("terraces", "terraces"), ("knots", "knots"), ("hexagons", "hexagons"), ("strata", "strata"), ("paths", "paths"), ("rays", "rays"), ("weave", "weave"), ("steps", "steps"), ("orbits", "orbits")], default="grid", max_length=10, verbose_name="motif")),
                    ("hue", models.PositiveSmallIntegerField(default=0, help_text="0 to 11: one of the twelve hues of the house, red first.", verbose_name="hue")),
                ],
                options={
                    "verbose_name": "category",
                    "verbose_name_plural": "categories",
                    "ordering": ["position", "name"],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(hue__range=(0, 11)), name="category_hue_of_the_house"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Series",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("slug", UnicodeSlugField(blank=True, help_text="The last part of the address.", max_length=100, unique=True, verbose_name="slug")),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    ("description", models.TextField(blank=True, verbose_name="what it is about")),
                    ("go_live_time", models.TimeField(default=time(9, 0), verbose_name="comes out at")),
                    ("time_zone", models.CharField(default="UTC", help_text="The hour above is meant here, in summer and winter alike.", max_length=60, validators=[validate_time_zone], verbose_name="time zone")),
                    ("is_default", models.BooleanField(default=False, help_text="Shown on the front page and in the masthead.", verbose_name="the site's main series")),
                ],
                options={
                    "verbose_name": "series",
                    "verbose_name_plural": "series",
                    "ordering": ["-is_default", "name"],
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(is_default=True), fields=("is_default",), name="series_one_default"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Slot",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("series", models.ForeignKey(on_delete=models.CASCADE, related_name="slots", to="blog.series", verbose_name="series")),
                    ("day", models.PositiveIntegerField(verbose_name="day")),
                    ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned for")),
                    ("idea", models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="slots", to="blog.idea", verbose_name="idea")),
                    ("skip_reason", models.CharField(blank=True, max_length=200, verbose_name="skipped because")),
                ],
                options={
                    "verbose_name": "day",
                    "verbose_name_plural": "days",
                    "ordering": ["series", "day"],
                    "indexes": [
                        models.Index(fields=["series", "planned_on"], name="slot_by_date"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("series", "day"), name="slot_day_once_a_series"),
                        models.CheckConstraint(condition=models.Q(day__gte=1), name="slot_days_start_at_one"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Tag",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                    ("slug", UnicodeSlugField(blank=True, help_text="The last part of the address.", max_length=100, unique=True, verbose_name="slug")),
                    ("folded", models.CharField(editable=False, max_length=100, unique=True)),
                    ("hidden_names", models.TextField(blank=True, help_text="One a line. Who types one gets this tag; found by search, not shown.", verbose_name="other names")),
                    ("description", models.TextField(blank=True, verbose_name="what it is about")),
                    ("post_count", models.PositiveIntegerField(default=0, editable=False)),
                ],
                options={
                    "verbose_name": "tag",
                    "verbose_name_plural": "tags",
                    "ordering": ["name"],
                },
            ),
            migrations.CreateModel(
                name="Skill",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("slug", UnicodeSlugField(blank=True, help_text="The last part of the address.", max_length=100, unique=True, verbose_name="slug")),
                    ("name", models.CharField(max_length=100, verbose_name="name")),
                    ("folded", models.CharField(editable=False, max_length=100, unique=True)),
                    ("hidden_names", models.TextField(blank=True, help_text="One a line. Found by search, not shown.", verbose_name="other names")),
                    ("kind", models.CharField(choices=[("skill", "skill"), ("tool", "tool"), ("knowledge", "knowledge")], default="skill", max_length=10, verbose_name="kind")),
                    ("description", models.TextField(blank=True, verbose_name="what it is")),
                    ("role_count", models.PositiveIntegerField(default=0, editable=False)),
                ],
                options={
                    "verbose_name": "skill",
                    "verbose_name_plural": "skills",
                    "ordering": ["name"],
                },
            ),
            migrations.CreateModel(
                name="Author",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("slug", UnicodeSlugField(blank=True, help_text="The last part of the address.", max_length=100, unique=True, verbose_name="slug")),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    ("user", models.OneToOneField(blank=True, null=True, on_delete=models.SET_NULL, related_name="author", to=settings.AUTH_USER_MODEL, verbose_name="account")),
                    ("bio", models.TextField(blank=True, verbose_name="about the author")),
                    ("website", LinkField(blank=True, max_length=500, verbose_name="website")),
                    ("picture", models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="+", to="blog.picture", verbose_name="picture")),
                    ("import_reference", models.CharField(blank=True, editable=False, max_length=300, null=True, unique=True)),
                ],
                options={
                    "verbose_name": "author",
                    "verbose_name_plural": "authors",
                    "ordering": ["name"],
                },
            ),
            migrations.CreateModel(
                name="Picture",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("file", models.ImageField(height_field="height", upload_to="pictures/%Y/%m/", verbose_name="file", width_field="width")),
                    ("width", models.PositiveIntegerField(default=0, editable=False)),
                    ("height", models.PositiveIntegerField(default=0, editable=False)),
                    ("sha256", models.CharField(editable=False, max_length=64, null=True, unique=True)),
                    ("alt", models.CharField(blank=True, help_text="What a person who cannot see it should know.", max_length=300, verbose_name="alternative text")),
                    ("is_decorative", models.BooleanField(default=False, help_text="It adds nothing to the text.", verbose_name="decorative")),
                    ("caption", models.CharField(blank=True, max_length=300, verbose_name="caption")),
                    ("credit", models.CharField(blank=True, max_length=200, verbose_name="credit")),
                    ("licence", models.CharField(blank=True, max_length=100, verbose_name="licence")),
                    ("focal_x", models.FloatField(default=0.5, verbose_name="focal point, from the left")),
                    ("focal_y", models.FloatField(default=0.5, verbose_name="focal point, from the top")),
                    ("uploaded_by", models.ForeignKey(blank=True, editable=False, null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                    ("folded", models.TextField(blank=True, editable=False)),
                ],
                options={
                    "verbose_name": "picture",
                    "verbose_name_plural": "pictures",
                    "ordering": ["-uploaded_at"],
                    "indexes": [
                        models.Index(fields=["-uploaded_at"], name="picture_newest"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(focal_x__range=(0, 1), focal_y__range=(0, 1)), name="picture_focal_point_inside"),
                        models.CheckConstraint(condition=models.Q(is_decorative=False) | models.Q(alt=""), name="picture_decorative_has_no_alt"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Rendition",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("picture", models.ForeignKey(on_delete=models.CASCADE, related_name="renditions", to="blog.picture")),
                    ("format", models.CharField(choices=[("avif", "AVIF"), ("webp", "WebP")], max_length=4)),
                    ("width", models.PositiveIntegerField()),
                    ("height", models.PositiveIntegerField()),
                    ("file", models.FileField(upload_to="renditions/%Y/%m/")),
                ],
                options={
                    "ordering": ["format", "width"],
                    "constraints": [
                        models.UniqueConstraint(fields=("picture", "format", "width"), name="rendition_once_a_size"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FormerFile",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("picture", models.ForeignKey(on_delete=models.CASCADE, related_name="former_files", to="blog.picture")),
                    ("file", models.FileField(unique=True, upload_to="pictures/%Y/%m/", verbose_name="file")),
                    ("width", models.PositiveIntegerField()),
                ],
                options={
                    "default_permissions": [],
                },
            ),
            migrations.CreateModel(
                name="Post",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("kind", models.CharField(choices=[("role", "role"), ("essay", "essay"), ("page", "page")], default="role", max_length=5, verbose_name="kind")),
                    ("state", models.CharField(choices=[("draft", "draft"), ("submitted", "submitted"), ("returned", "returned"), ("ready", "ready"), ("withdrawn", "withdrawn"), ("private", "private")], default="draft", max_length=10, verbose_name="state")),
                    ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="comes out at")),
                    ("title", models.CharField(help_text="A role's name alone, without its day.", max_length=200, verbose_name="title")),
                    ("slug", UnicodeSlugField(blank=True, help_text="The last part of the address. Made from the title.", max_length=100, verbose_name="slug")),
                    ("also_called", models.TextField(blank=True, help_text="One name a line.", verbose_name="also called")),
                    ("hidden_names", models.TextField(blank=True, help_text="One a line: misspellings and short forms. Found by search, not shown.", verbose_name="hidden names")),
                    ("headline", models.CharField(blank=True, max_length=200, verbose_name="headline")),
                    ("standfirst", models.TextField(blank=True, help_text="Two or three sentences under the headline.", max_length=600, verbose_name="standfirst")),
                    ("description", models.CharField(blank=True, help_text="For search engines. The standfirst when empty.", max_length=300, verbose_name="description")),
                    ("cover", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="covered", to="blog.picture", verbose_name="cover")),
                    ("category", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="posts", to="blog.category", verbose_name="category")),
                    ("slot", models.OneToOneField(blank=True, null=True, on_delete=models.PROTECT, related_name="post", to="blog.slot", verbose_name="day of a series")),
                    ("entry_level", models.CharField(blank=True, choices=[("none", "no qualification"), ("self-taught", "self-taught is common"), ("degree-usual", "a degree is usual"), ("postgraduate", "a postgraduate degree is usual")], max_length=12, verbose_name="entry level")),
                    ("hours_a_week", models.CharField(blank=True, max_length=80, verbose_name="hours a week")),
                    ("work_pattern", models.CharField(blank=True, choices=[("office-hours", "office hours"), ("shifts", "shifts"), ("on-call", "office hours and on call"), ("projects", "by the project"), ("varies", "varies")], max_length=12, verbose_name="work pattern")),
                    ("work_pattern_note", models.CharField(blank=True, max_length=200, verbose_name="in words")),
                    ("work_place", models.CharField(blank=True, choices=[("on-site", "on site"), ("hybrid", "hybrid"), ("remote", "remote"), ("travelling", "travelling"), ("varies", "varies")], max_length=12, verbose_name="work place")),
                    ("work_place_note", models.CharField(blank=True, max_length=200, verbose_name="in words")),
                    ("outlook", models.CharField(blank=True, choices=[("growing", "growing"), ("steady", "steady"), ("shrinking", "shrinking")], max_length=12, verbose_name="outlook")),
                    ("outlook_text", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                    ("outlook_source", LinkField(blank=True, max_length=500, verbose_name="source")),
                    ("outlook_region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                    ("outlook_as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                    ("start_text", models.CharField(blank=True, max_length=300, verbose_name="time to start")),
                    ("start_source", LinkField(blank=True, max_length=500, verbose_name="source")),
                    ("start_region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                    ("start_as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                    ("why", models.TextField(blank=True, verbose_name="why it matters")),
                    ("what", models.TextField(blank=True, verbose_name="what they do")),
                    ("choose_else", models.TextField(blank=True, help_text="One reason a line.", verbose_name="choose something else if")),
                    ("final", models.TextField(blank=True, verbose_name="final thoughts")),
                    ("closing_line", models.CharField(blank=True, max_length=300, verbose_name="closing line")),
                    ("body", models.TextField(blank=True, verbose_name="text")),
                    ("based_on", models.TextField(blank=True, max_length=600, verbose_name="what it is based on")),
                    ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="reviewed on")),
                    ("review_due", models.DateField(blank=True, null=True, verbose_name="review due")),
                    ("discussion", models.CharField(choices=[("open", "open"), ("held", "every comment waits for approval"), ("closed", "closed")], default="open", max_length=6, verbose_name="discussion")),
                    ("import_reference", models.CharField(blank=True, editable=False, max_length=300, null=True, unique=True)),
                    ("original_html", models.TextField(blank=True, editable=False)),
                    ("guid", models.CharField(default=make_guid, editable=False, max_length=300, unique=True)),
                    ("first_published_at", models.DateTimeField(editable=False, null=True)),
                    ("modified_at", models.DateTimeField(editable=False, null=True)),
                    ("rendered", models.JSONField(default=dict, editable=False)),
                    ("contents", models.JSONField(default=list, editable=False)),
                    ("word_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("comment_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("last_comment_at", models.DateTimeField(editable=False, null=True)),
                    ("popularity", models.FloatField(default=0, editable=False)),
                    ("search_names", models.TextField(blank=True, editable=False)),
                    ("letter", models.CharField(blank=True, editable=False, max_length=4)),
                    ("created_by", models.ForeignKey(blank=True, editable=False, null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("updated_at", models.DateTimeField(auto_now=True)),
                    ("authors", models.ManyToManyField(related_name="posts", through="blog.Byline", to="blog.author")),
                    ("tags", TaggableManager(blank=True, help_text="A comma-separated list of tags.", through="blog.TaggedPost", to="blog.Tag", verbose_name="Tags")),
                    ("mentions", models.ManyToManyField(blank=True, limit_choices_to={"kind": "role"}, related_name="mentioned_in", to="blog.post", verbose_name="roles it is about")),
                ],
                options={
                    "verbose_name": "post",
                    "verbose_name_plural": "posts",
                    "ordering": ["-publish_at", "-pk"],
                    "permissions": [("edit_all_posts", "May edit posts of others"), ("publish_post", "May publish, schedule and withdraw posts")],
                    "indexes": [
                        models.Index(models.F("kind"), models.OrderBy(models.F("publish_at"), descending=True), models.OrderBy(models.F("id"), descending=True), models.F("letter"), models.F("title"), models.F("category"), models.F("entry_level"), models.F("popularity"), name="post_newest"),
                        models.Index(models.OrderBy(models.F("publish_at"), descending=True), models.OrderBy(models.F("id"), descending=True), models.F("kind"), name="post_newest_of_all"),
                        models.Index(models.F("category"), models.F("kind"), models.OrderBy(models.F("publish_at"), descending=True), models.OrderBy(models.F("id"), descending=True), models.F("letter"), models.F("title"), models.F("entry_level"), models.F("popularity"), name="post_newest_in_category"),
                        models.Index(models.F("kind"), models.F("entry_level"), models.OrderBy(models.F("publish_at"), descending=True), models.OrderBy(models.F("id"), descending=True), models.F("letter"), models.F("title"), models.F("category"), models.F("popularity"), name="post_newest_by_level"),
                        models.Index(models.F("kind"), models.F("letter"), models.F("title"), models.F("id"), models.F("publish_at"), name="post_a_to_z"),
                        models.Index(models.F("kind"), models.OrderBy(models.F("popularity"), descending=True), models.OrderBy(models.F("id"), descending=True), models.F("publish_at"), name="post_popular"),
                        models.Index(models.OrderBy(models.F("popularity"), descending=True), models.OrderBy(models.F("id"), descending=True), models.F("publish_at"), models.F("kind"), name="post_popular_of_all"),
                        models.Index(models.F("state"), models.OrderBy(models.F("updated_at"), descending=True), name="post_by_state"),
                        models.Index(models.F("kind"), models.OrderBy(models.F("updated_at"), descending=True), models.OrderBy(models.F("id"), descending=True), name="post_touched"),
                        models.Index(condition=models.Q(review_due__isnull=False), fields=["review_due"], name="post_review_due"),
                        models.Index(condition=models.Q(outlook_as_of__isnull=False), fields=["outlook_as_of"], name="post_outlook_as_of"),
                        models.Index(condition=models.Q(start_as_of__isnull=False), fields=["start_as_of"], name="post_start_as_of"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("kind", "slug"), name="post_slug_once_a_kind", violation_error_message="Another post of this kind has this slug."),
                        models.CheckConstraint(condition=models.Q(publish_at__isnull=True) | models.Q(state="ready"), name="post_only_ready_goes_out", violation_error_message="Only a ready post can have a time to come out."),
                        models.CheckConstraint(condition=models.Q(kind__in=["role", "essay", "page"]), name="post_kind_known"),
                        models.CheckConstraint(condition=models.Q(state__in=["draft", "submitted", "returned", "ready", "withdrawn", "private"]), name="post_state_known"),
                        models.CheckConstraint(condition=models.Q(slot__isnull=True) | ~models.Q(kind="page"), name="post_pages_have_no_day"),
                        models.CheckConstraint(condition=models.Q(~models.Q(outlook_text=""), ~models.Q(outlook_source=""), ~models.Q(outlook_region=""), ~models.Q(outlook_as_of__isnull=True)) | models.Q(("outlook_text", ""), ("outlook_source", ""), ("outlook_region", ""), ("outlook_as_of__isnull", True)), name="post_outlook_all_or_nothing", violation_error_message="An outlook needs its words, source, region and date: all of them or none."),
                        models.CheckConstraint(condition=models.Q(~models.Q(start_text=""), ~models.Q(start_source=""), ~models.Q(start_region=""), ~models.Q(start_as_of__isnull=True)) | models.Q(("start_text", ""), ("start_source", ""), ("start_region", ""), ("start_as_of__isnull", True)), name="post_start_all_or_nothing", violation_error_message="A time to start needs words, source, region and date: all of them or none."),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Role",
                fields=[],
                options={
                    "verbose_name": "role",
                    "verbose_name_plural": "roles",
                    "proxy": True,
                },
                bases=("blog.post",),
            ),
            migrations.CreateModel(
                name="Essay",
                fields=[],
                options={
                    "verbose_name": "essay",
                    "verbose_name_plural": "essays",
                    "proxy": True,
                },
                bases=("blog.post",),
            ),
            migrations.CreateModel(
                name="Page",
                fields=[],
                options={
                    "verbose_name": "page",
                    "verbose_name_plural": "pages",
                    "proxy": True,
                },
                bases=("blog.post",),
            ),
            migrations.CreateModel(
                name="Byline",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="bylines", to="blog.post")),
                    ("author", models.ForeignKey(on_delete=models.PROTECT, related_name="bylines", to="blog.author", verbose_name="author")),
                    ("position", models.PositiveSmallIntegerField(default=0)),
                ],
                options={
                    "verbose_name": "author",
                    "verbose_name_plural": "authors",
                    "ordering": ["position", "pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("post", "author"), name="byline_once_a_post"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="TaggedPost",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("content_object", models.ForeignKey(on_delete=models.CASCADE, related_name="tagged", to="blog.post")),
                    ("tag", models.ForeignKey(on_delete=models.CASCADE, related_name="tagged", to="blog.tag")),
                ],
                options={
                    "indexes": [
                        models.Index(fields=["tag", "content_object"], name="tagged_post_by_tag"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("content_object", "tag"), name="tag_once_a_post"),
                    ],
                },
            ),
            # What a role is made of.
            migrations.CreateModel(
                name="Task",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="tasks", to="blog.post")),
                    ("text", models.CharField(max_length=400, verbose_name="task")),
                ],
                options={
                    "verbose_name": "task",
                    "verbose_name_plural": "tasks",
                    "ordering": ["position", "pk"],
                },
            ),
            migrations.CreateModel(
                name="RoleSkill",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="role_skills", to="blog.post")),
                    ("skill", models.ForeignKey(on_delete=models.PROTECT, related_name="role_skills", to="blog.skill", verbose_name="skill")),
                    ("need", models.CharField(choices=[("essential", "essential"), ("useful", "useful")], default="essential", max_length=10, verbose_name="need")),
                    ("sentence", models.TextField(blank=True, max_length=600, verbose_name="what this role does with it")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ],
                options={
                    "verbose_name": "skill",
                    "verbose_name_plural": "skills",
                    "ordering": ["need", "position", "pk"],
                    "indexes": [
                        models.Index(fields=["skill", "need", "role"], name="role_skill_by_need"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("role", "skill"), name="skill_once_a_role"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Perk",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="perks", to="blog.post")),
                    ("title", models.CharField(max_length=120, verbose_name="title")),
                    ("text", models.TextField(blank=True, max_length=800, verbose_name="text")),
                ],
                options={
                    "verbose_name": "perk",
                    "verbose_name_plural": "perks",
                    "ordering": ["position", "pk"],
                },
            ),
            migrations.CreateModel(
                name="Drawback",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="drawbacks", to="blog.post")),
                    ("title", models.CharField(max_length=120, verbose_name="title")),
                    ("text", models.TextField(blank=True, max_length=800, verbose_name="text")),
                ],
                options={
                    "verbose_name": "drawback",
                    "verbose_name_plural": "drawbacks",
                    "ordering": ["position", "pk"],
                },
            ),
            migrations.CreateModel(
                name="WayIn",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="ways_in", to="blog.post")),
                    ("route", models.CharField(choices=[("degree", "degree"), ("apprenticeship", "apprenticeship"), ("self-taught", "self-taught"), ("from-another-job", "from another job"), ("direct", "direct"), ("other", "other")], max_length=16, verbose_name="route")),
                    ("note", models.TextField(blank=True, max_length=600, verbose_name="note")),
                ],
                options={
                    "verbose_name": "way in",
                    "verbose_name_plural": "ways in",
                    "ordering": ["position", "pk"],
                },
            ),
            migrations.CreateModel(
                name="Step",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="steps", to="blog.post")),
                    ("title", models.CharField(max_length=160, verbose_name="title")),
                    ("text", models.TextField(blank=True, max_length=1200, verbose_name="text")),
                    ("is_free", models.BooleanField(default=False, verbose_name="free")),
                    ("is_first_hour", models.BooleanField(default=False, help_text="What a person can do tonight, at no cost.", verbose_name="the first hour")),
                    ("how_long", models.CharField(blank=True, max_length=60, verbose_name="how long")),
                ],
                options={
                    "verbose_name": "step",
                    "verbose_name_plural": "steps",
                    "ordering": ["position", "pk"],
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(is_first_hour=True), fields=("role",), name="step_one_first_hour_a_role", violation_error_message="One step can be the first hour, not two."),
                        models.CheckConstraint(condition=models.Q(is_first_hour=False) | models.Q(is_free=True), name="step_first_hour_is_free", violation_error_message="The first hour must be free."),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Pay",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="pay", to="blog.post")),
                    ("stage", models.CharField(choices=[("starter", "starter"), ("typical", "typical"), ("experienced", "experienced")], max_length=12, verbose_name="stage")),
                    ("low", models.PositiveIntegerField(verbose_name="from")),
                    ("high", models.PositiveIntegerField(verbose_name="to")),
                    ("currency", models.CharField(help_text="Its code: EUR, GBP, USD ...", max_length=3, verbose_name="currency")),
                    ("period", models.CharField(choices=[("hour", "an hour"), ("day", "a day"), ("month", "a month"), ("year", "a year")], default="year", max_length=6, verbose_name="period")),
                    ("region", models.CharField(max_length=80, verbose_name="region")),
                    ("source", LinkField(max_length=500, verbose_name="source")),
                    ("as_of", models.DateField(verbose_name="as of")),
                ],
                options={
                    "verbose_name": "pay",
                    "verbose_name_plural": "pay",
                    "ordering": ["position", "pk"],
                    "indexes": [
                        models.Index(fields=["as_of", "role"], name="pay_by_date"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("role", "region", "stage"), name="pay_one_row_a_stage_and_region"),
                        models.CheckConstraint(condition=models.Q(high__gte=models.F("low")), name="pay_high_not_below_low", violation_error_message="The higher figure is below the lower one."),
                        models.CheckConstraint(condition=models.Q(~models.Q(region=""), ~models.Q(source=""), ~models.Q(currency="")), name="pay_says_where_from", violation_error_message="Pay needs its currency, region and source."),
                    ],
                },
            ),
            migrations.CreateModel(
                name="OccupationCode",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="codes", to="blog.post")),
                    ("scheme", models.CharField(choices=[("soc", "SOC"), ("isco", "ISCO-08"), ("onet", "O*NET")], max_length=4, verbose_name="scheme")),
                    ("code", models.CharField(max_length=20, verbose_name="code")),
                ],
                options={
                    "verbose_name": "occupation code",
                    "verbose_name_plural": "occupation codes",
                    "ordering": ["scheme", "code"],
                    "constraints": [
                        models.UniqueConstraint(fields=("role", "scheme", "code"), name="occupation_code_once_a_role"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Relation",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="relations", to="blog.post")),
                    ("other", models.ForeignKey(limit_choices_to={"kind": "role"}, on_delete=models.CASCADE, related_name="related_from", to="blog.post", verbose_name="role")),
                    ("kind", models.CharField(choices=[("leads-to", "leads to"), ("comes-from", "comes from"), ("similar", "similar"), ("confused-with", "confused with")], default="similar", max_length=14, verbose_name="how")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ],
                options={
                    "verbose_name": "related role",
                    "verbose_name_plural": "related roles",
                    "ordering": ["position", "pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("role", "other", "kind"), name="relation_once_a_kind"),
                        models.CheckConstraint(condition=~models.Q(role=models.F("other")), name="relation_is_to_another"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RelatedRole",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="related_roles", to="blog.post")),
                    ("other", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="blog.post")),
                    ("shared_skills", models.PositiveSmallIntegerField()),
                ],
                options={
                    "ordering": ["-shared_skills", "pk"],
                    "indexes": [
                        models.Index(models.F("post"), models.OrderBy(models.F("shared_skills"), descending=True), name="related_role_nearest"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("post", "other"), name="related_role_once"),
                        models.CheckConstraint(condition=~models.Q(post=models.F("other")), name="related_role_is_another"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RolePlace",
                fields=[
                    ("role", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="map_place", serialize=False, to="blog.post", verbose_name="role")),
                    ("label", models.CharField(max_length=40)),
                    ("x", models.PositiveSmallIntegerField()),
                    ("y", models.PositiveSmallIntegerField()),
                    ("near", models.JSONField(default=list)),
                ],
                options={
                    "verbose_name": "place in the picture of roles",
                    "verbose_name_plural": "places in the picture of roles",
                },
            ),
            migrations.CreateModel(
                name="Voice",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="voices", to="blog.post")),
                    ("quote", models.TextField(max_length=1200, verbose_name="quote")),
                    ("name", models.CharField(max_length=120, verbose_name="name")),
                    ("standing", models.CharField(blank=True, max_length=160, verbose_name="standing")),
                    ("source", LinkField(blank=True, max_length=500, verbose_name="source")),
                ],
                options={
                    "verbose_name": "voice",
                    "verbose_name_plural": "voices",
                    "ordering": ["position", "pk"],
                },
            ),
            migrations.CreateModel(
                name="SectionReview",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="section_reviews", to="blog.post")),
                    ("section", models.CharField(choices=[("facts", "facts"), ("why", "why it matters"), ("what", "what they do"), ("skills", "skills"), ("perks", "perks"), ("drawbacks", "drawbacks"), ("start", "how to get started"), ("final", "final thoughts")], max_length=10, verbose_name="section")),
                    ("reviewed_on", models.DateField(verbose_name="reviewed on")),
                    ("review_due", models.DateField(blank=True, null=True, verbose_name="review due")),
                ],
                options={
                    "verbose_name": "section review",
                    "verbose_name_plural": "section reviews",
                    "ordering": ["section"],
                    "indexes": [
                        models.Index(condition=models.Q(review_due__isnull=False), fields=["review_due", "role"], name="section_review_due"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("role", "section"), name="section_review_once"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Resource",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("title", models.CharField(max_length=200, verbose_name="title")),
                    ("url", LinkField(max_length=500, unique=True, verbose_name="address")),
                    ("kind", models.CharField(choices=[("course", "course"), ("book", "book"), ("community", "community"), ("tool", "tool"), ("project", "project"), ("video", "video"), ("article", "article")], default="article", max_length=10, verbose_name="kind")),
                    ("cost", models.CharField(blank=True, choices=[("free", "free"), ("free-to-read", "free to read"), ("free-tier", "free tier"), ("paid", "paid")], max_length=12, verbose_name="cost")),
                    ("level", models.CharField(choices=[("any", "any level"), ("beginner", "beginner"), ("intermediate", "intermediate"), ("advanced", "advanced")], default="any", max_length=12, verbose_name="level")),
                    ("language", models.CharField(default="en", help_text="Its code: en, de, ar ...", max_length=10, verbose_name="language")),
                    ("checked_on", models.DateField(blank=True, null=True, verbose_name="last checked")),
                    ("dead_since", models.DateField(blank=True, null=True, verbose_name="dead since")),
                    ("archived_url", LinkField(blank=True, max_length=500, verbose_name="archived copy")),
                    ("link", models.ForeignKey(editable=False, null=True, on_delete=models.SET_NULL, related_name="resources", to="blog.link")),
                    ("teaches", models.ManyToManyField(blank=True, related_name="resources", to="blog.skill", verbose_name="teaches")),
                ],
                options={
                    "verbose_name": "resource",
                    "verbose_name_plural": "resources",
                    "ordering": ["title"],
                },
            ),
            migrations.CreateModel(
                name="RoleResource",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("role", models.ForeignKey(on_delete=models.CASCADE, related_name="role_resources", to="blog.post")),
                    ("resource", models.ForeignKey(on_delete=models.PROTECT, related_name="role_resources", to="blog.resource", verbose_name="resource")),
                    ("note", models.TextField(blank=True, max_length=400, verbose_name="why this one")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ],
                options={
                    "verbose_name": "resource",
                    "verbose_name_plural": "resources",
                    "ordering": ["position", "pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("role", "resource"), name="resource_once_a_role"),
                    ],
                },
            ),
            # Where it comes from, and where it leads.
            migrations.CreateModel(
                name="Source",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="sources", to="blog.post")),
                    ("title", models.CharField(max_length=200, verbose_name="title")),
                    ("url", LinkField(blank=True, max_length=500, verbose_name="address")),
                    ("publisher", models.CharField(blank=True, max_length=120, verbose_name="publisher")),
                    ("accessed_on", models.DateField(blank=True, null=True, verbose_name="read on")),
                    ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ],
                options={
                    "verbose_name": "source",
                    "verbose_name_plural": "sources",
                    "ordering": ["position", "pk"],
                },
            ),
            migrations.CreateModel(
                name="ChangeNote",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="change_notes", to="blog.post")),
                    ("changed_on", models.DateField(default=timezone.localdate, verbose_name="on")),
                    ("text", models.CharField(max_length=300, verbose_name="what changed")),
                    ("credit", models.CharField(blank=True, max_length=120, verbose_name="thanks to")),
                ],
                options={
                    "verbose_name": "change note",
                    "verbose_name_plural": "change notes",
                    "ordering": ["-changed_on", "-pk"],
                },
            ),
            migrations.CreateModel(
                name="Link",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("url", models.CharField(max_length=2000, unique=True, verbose_name="address")),
                    ("host", models.CharField(editable=False, max_length=255)),
                    ("state", models.CharField(choices=[("new", "not asked yet"), ("alive", "alive"), ("unknown", "doubtful"), ("dead", "dead")], default="new", max_length=7, verbose_name="state")),
                    ("answer", models.CharField(blank=True, editable=False, max_length=12)),
                    ("since", models.DateField(editable=False, null=True, verbose_name="since")),
                    ("failures", models.PositiveSmallIntegerField(default=0, editable=False)),
                    ("checked_at", models.DateTimeField(editable=False, null=True, verbose_name="last asked")),
                    ("next_check_at", models.DateTimeField(editable=False, verbose_name="asked again")),
                    ("archived_url", LinkField(blank=True, help_text="Readers get this link once it is dead.", max_length=500, verbose_name="archived copy")),
                    ("readers", models.PositiveIntegerField(default=0, editable=False, verbose_name="readers in 30 days")),
                    ("posts", models.ManyToManyField(related_name="links", through="blog.LinkUse", to="blog.post")),
                ],
                options={
                    "verbose_name": "link",
                    "verbose_name_plural": "links",
                    "ordering": ["-readers", "pk"],
                    "default_permissions": ["view", "change"],
                    "indexes": [
                        models.Index(models.F("state"), models.OrderBy(models.F("readers"), descending=True), models.F("id"), name="link_by_readers"),
                        models.Index(models.F("next_check_at"), models.F("host"), name="link_due"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(state__in=["new", "alive", "unknown", "dead"]), name="link_state_known"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LinkUse",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("link", models.ForeignKey(on_delete=models.CASCADE, related_name="uses", to="blog.link")),
                    ("post", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="link_uses", to="blog.post")),
                ],
                options={
                    "default_permissions": [],
                    "constraints": [
                        models.UniqueConstraint(fields=("post", "link"), name="link_use_once_a_post"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PictureUse",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("picture", models.ForeignKey(on_delete=models.CASCADE, related_name="uses", to="blog.picture")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="picture_uses", to="blog.post")),
                    ("place", models.CharField(max_length=10)),
                    ("is_current", models.BooleanField(default=True)),
                ],
                options={
                    "default_permissions": [],
                    "constraints": [
                        models.UniqueConstraint(fields=("picture", "post", "place"), name="picture_use_once_a_text"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Address",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("path", models.CharField(max_length=500, unique=True, verbose_name="old path")),
                    ("target", models.CharField(db_index=True, max_length=500, verbose_name="leads to")),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("hits", models.PositiveIntegerField(default=0, editable=False, verbose_name="followed")),
                    ("last_hit_at", models.DateTimeField(editable=False, null=True, verbose_name="last followed")),
                ],
                options={
                    "verbose_name": "address",
                    "verbose_name_plural": "addresses",
                    "ordering": ["path"],
                    "constraints": [
                        models.CheckConstraint(condition=~models.Q(path=models.F("target")), name="address_leads_elsewhere"),
                        models.CheckConstraint(condition=models.Q(("path__startswith", "/"), ("target__startswith", "/"), ~models.Q(target__startswith="//"), ~models.Q(path__startswith="//")), name="address_is_a_path"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MissingPath",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("path", models.CharField(max_length=500, unique=True, verbose_name="path")),
                    ("hits", models.PositiveIntegerField(default=1, verbose_name="asked for")),
                    ("referrer", models.CharField(blank=True, max_length=300, verbose_name="linked from")),
                    ("first_at", models.DateTimeField(default=timezone.now, verbose_name="first")),
                    ("last_at", models.DateTimeField(default=timezone.now, verbose_name="last")),
                ],
                options={
                    "verbose_name": "missing path",
                    "verbose_name_plural": "missing paths",
                    "ordering": ["-hits", "-last_at"],
                    "indexes": [
                        models.Index(models.OrderBy(models.F("hits"), descending=True), models.OrderBy(models.F("last_at"), descending=True), name="missing_path_most_wanted"),
                    ],
                },
            ),
            # Comments, and who judges them.
            migrations.CreateModel(
                name="Comment",
                fields=[
                    ("base", models.OneToOneField(on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="blog_comment", serialize=False, to="django_comments_xtd.xtdcomment")),
                    ("code", models.CharField(default=make_code, editable=False, max_length=10, unique=True)),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="comments", to="blog.post")),
                    ("reply_to", models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="replies", to="blog.comment")),
                    ("root", models.ForeignKey(blank=True, editable=False, null=True, on_delete=models.CASCADE, related_name="+", to="blog.comment")),
                    ("state", models.CharField(choices=[("held", "waiting"), ("shown", "shown"), ("rejected", "rejected"), ("spam", "spam"), ("removed", "removed"), ("deleted", "deleted by its writer")], default="held", max_length=8, verbose_name="state")),
                    ("hold_reason", models.CharField(blank=True, choices=[("policy", "every comment waits"), ("post", "comments on this post wait"), ("old-post", "the post is old"), ("newcomer", "first comment"), ("links", "many links"), ("spam", "looks like spam"), ("reported", "reported"), ("word", "blocked word"), ("address", "blocked address"), ("domain", "blocked e-mail domain"), ("network", "blocked network")], max_length=10, verbose_name="waits because")),
                    ("hold_detail", models.CharField(blank=True, editable=False, max_length=254)),
                    ("verdict", models.CharField(blank=True, max_length=300, verbose_name="reason told")),
                    ("is_spam", models.BooleanField(editable=False, null=True)),
                    ("html", models.TextField(blank=True, editable=False)),
                    ("like_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("report_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("folded_email", models.CharField(blank=True, editable=False, max_length=254)),
                    ("posted_at", models.DateTimeField(default=timezone.now, editable=False)),
                    ("edited_at", models.DateTimeField(editable=False, null=True)),
                    ("is_question", models.BooleanField(default=False, verbose_name="a question")),
                    ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                    ("answer", models.ForeignKey(editable=False, null=True, on_delete=models.SET_NULL, related_name="+", to="blog.comment")),
                    ("pinned_at", models.DateTimeField(editable=False, null=True, verbose_name="pinned")),
                    ("beside", models.CharField(blank=True, editable=False, max_length=20, verbose_name="beside the section")),
                    ("import_reference", models.CharField(blank=True, editable=False, max_length=300, null=True, unique=True)),
                    ("imported_as_author", models.BooleanField(default=False, editable=False)),
                ],
                options={
                    "verbose_name": "comment",
                    "verbose_name_plural": "comments",
                    "ordering": ["-posted_at", "-pk"],
                    "permissions": [("moderate_comment", "May approve, hold and reject comments")],
                    "indexes": [
                        models.Index(models.F("post"), models.F("state"), models.F("posted_at"), name="comment_of_post"),
                        models.Index(models.F("root"), models.F("state"), models.F("posted_at"), name="comment_of_thread"),
                        models.Index(models.F("state"), models.OrderBy(models.F("posted_at"), descending=True), name="comment_newest"),
                        models.Index(models.F("folded_email"), models.F("state"), name="comment_of_writer"),
                        models.Index(models.F("is_spam"), models.F("posted_at"), condition=models.Q(is_spam__isnull=False), name="comment_decided"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(state__in=["held", "shown", "rejected", "spam", "removed", "deleted"]), name="comment_state_known"),
                        models.CheckConstraint(condition=models.Q(is_question=True) | models.Q(answered_at__isnull=True), name="comment_only_questions_are_answered"),
                        models.UniqueConstraint(condition=models.Q(pinned_at__isnull=False), fields=("post",), name="comment_pinned_once_a_post"),
                    ],
                },
                bases=("django_comments_xtd.xtdcomment",),
            ),
            migrations.CreateModel(
                name="CommentVersion",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("comment", models.ForeignKey(on_delete=models.CASCADE, related_name="versions", to="blog.comment")),
                    ("body", models.TextField()),
                    ("html", models.TextField()),
                    ("replaced_at", models.DateTimeField(default=timezone.now)),
                ],
                options={
                    "ordering": ["-pk"],
                },
            ),
            migrations.CreateModel(
                name="PendingComment",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("code", models.CharField(default=make_code, max_length=10, unique=True)),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="blog.post")),
                    ("reply_to", models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="+", to="blog.comment")),
                    ("name", models.CharField(max_length=50)),
                    ("email", models.EmailField(max_length=254)),
                    ("body", models.TextField()),
                    ("follow", models.BooleanField(default=False)),
                    ("is_question", models.BooleanField(default=False)),
                    ("ip_address", models.GenericIPAddressField(blank=True, null=True)),
                    ("seconds", models.PositiveIntegerField(null=True)),
                    ("created_at", models.DateTimeField(default=timezone.now)),
                    ("mailed_at", models.DateTimeField(db_index=True, default=timezone.now)),
                ],
                options={
                    "verbose_name": "comment to be confirmed",
                    "verbose_name_plural": "comments to be confirmed",
                    "indexes": [
                        models.Index(Upper("email"), name="pending_of_writer"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Like",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("comment", models.ForeignKey(on_delete=models.CASCADE, related_name="%(class)ss", to="blog.comment")),
                    ("user", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("key", models.CharField(blank=True, max_length=64)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(user__isnull=False), fields=("comment", "user"), name="like_once_a_user"),
                        models.UniqueConstraint(condition=models.Q(user__isnull=True), fields=("comment", "key"), name="like_once_a_stranger"),
                        models.CheckConstraint(condition=models.Q(user__isnull=False) | ~models.Q(key=""), name="like_is_somebodys"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Report",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("comment", models.ForeignKey(on_delete=models.CASCADE, related_name="%(class)ss", to="blog.comment")),
                    ("user", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("key", models.CharField(blank=True, max_length=64)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("reason", models.CharField(choices=[("spam", "It is advertising"), ("rude", "It insults somebody"), ("wrong", "It is dangerously wrong"), ("other", "Something else")], default="other", max_length=6, verbose_name="reason")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(user__isnull=False), fields=("comment", "user"), name="report_once_a_user"),
                        models.UniqueConstraint(condition=models.Q(user__isnull=True), fields=("comment", "key"), name="report_once_a_stranger"),
                        models.CheckConstraint(condition=models.Q(user__isnull=False) | ~models.Q(key=""), name="report_is_somebodys"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReplyLetter",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reply", models.ForeignKey(on_delete=models.CASCADE, related_name="letters", to="blog.comment")),
                    ("folded_email", models.CharField(max_length=254)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("reply", "folded_email"), name="reply_letter_once_a_person"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ThreadFollower",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("thread", models.ForeignKey(on_delete=models.CASCADE, related_name="followers", to="blog.comment")),
                    ("user", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("email", models.EmailField(max_length=254)),
                    ("folded_email", models.CharField(max_length=254)),
                    ("code", models.CharField(default=make_code, max_length=10, unique=True)),
                    ("asked_at", models.DateTimeField(default=timezone.now)),
                    ("confirmed_at", models.DateTimeField(null=True)),
                    ("ended_at", models.DateTimeField(null=True)),
                ],
                options={
                    "verbose_name": "follower of a thread",
                    "verbose_name_plural": "followers of threads",
                    "indexes": [
                        models.Index(models.F("folded_email"), name="follower_by_address"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("thread", "folded_email"), name="follower_once_a_thread"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Mention",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("comment", models.ForeignKey(on_delete=models.CASCADE, related_name="mentions", to="blog.comment")),
                    ("mentioned", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="blog.comment")),
                    ("user", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="mentions", to=settings.AUTH_USER_MODEL)),
                    ("folded_email", models.CharField(max_length=254)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("comment", "folded_email"), name="mention_once_a_person"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Mute",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("folded_email", models.CharField(max_length=254)),
                    ("thread", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="+", to="blog.comment")),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("folded_email", "thread"), name="mute_once_a_thread"),
                        models.UniqueConstraint(condition=models.Q(thread__isnull=True), fields=("folded_email",), name="mute_once_for_all"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Act",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("by", models.ForeignKey(db_index=False, null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="moderator")),
                    ("verb", models.CharField(choices=[("approve", "approved"), ("hold", "held"), ("reject", "rejected"), ("spam", "marked as spam"), ("remove", "removed"), ("trust", "approved, writer trusted"), ("stop", "rejected, writer stopped"), ("release", "approved, all of a writer"), ("hide", "hidden, all of a writer")], max_length=7, verbose_name="what")),
                    ("comment", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="acts", to="blog.comment", verbose_name="comment")),
                    ("number", models.PositiveIntegerField(default=0, verbose_name="comments")),
                    ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason told")),
                    ("before", models.JSONField(default=list, editable=False)),
                    ("rule", models.ForeignKey(editable=False, null=True, on_delete=models.SET_NULL, related_name="+", to="blog.rule")),
                    ("rule_before", models.CharField(blank=True, editable=False, max_length=6)),
                    ("done_at", models.DateTimeField(default=timezone.now, verbose_name="when")),
                    ("undone_at", models.DateTimeField(null=True, verbose_name="taken back")),
                ],
                options={
                    "verbose_name": "act of a moderator",
                    "verbose_name_plural": "acts of moderators",
                    "ordering": ["-pk"],
                    "indexes": [
                        models.Index(models.F("by"), models.OrderBy(models.F("id"), descending=True), name="act_last_of_moderator"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Rule",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("kind", models.CharField(choices=[("word", "word"), ("address", "e-mail address"), ("domain", "e-mail domain"), ("network", "network")], default="word", max_length=7, verbose_name="kind")),
                    ("pattern", models.CharField(help_text="A whole word or several, in any case; an address; a domain, with those below it; or a network like 203.0.113.0/24.", max_length=254, verbose_name="what")),
                    ("effect", models.CharField(choices=[("hold", "waits for a moderator"), ("refuse", "is refused"), ("trust", "never waits")], default="hold", max_length=6, verbose_name="a comment with it")),
                    ("note", models.CharField(blank=True, help_text="For the moderators alone.", max_length=200, verbose_name="note")),
                    ("made_at", models.DateTimeField(default=timezone.now, editable=False, verbose_name="since")),
                ],
                options={
                    "verbose_name": "rule for comments",
                    "verbose_name_plural": "rules for comments",
                    "ordering": ["kind", "pattern"],
                    "constraints": [
                        models.UniqueConstraint(fields=("kind", "pattern"), name="rule_once", violation_error_message="There is a rule for it."),
                        models.CheckConstraint(condition=~models.Q(pattern=""), name="rule_is_not_empty"),
                        models.CheckConstraint(condition=models.Q(kind__in=["word", "address", "domain", "network"]), name="rule_kind"),
                        models.CheckConstraint(condition=models.Q(effect__in=["hold", "refuse", "trust"]), name="rule_effect"),
                        models.CheckConstraint(condition=models.Q(kind="address") | ~models.Q(effect="trust"), name="rule_trusts_addresses_alone", violation_error_message="Only an address can be trusted: it was confirmed, the rest is not."),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SpamMemory",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("counts", models.JSONField(default=dict)),
                    ("is_behind", models.BooleanField(default=True)),
                    ("learnt_at", models.DateTimeField(default=timezone.now)),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(pk=1), name="spam_memory_is_one"),
                    ],
                },
            ),
            # Readers, and what they ask for.
            migrations.CreateModel(
                name="Profile",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("slug", UnicodeSlugField(blank=True, help_text="The last part of the address.", max_length=100, unique=True, verbose_name="slug")),
                    ("user", models.OneToOneField(editable=False, on_delete=models.CASCADE, related_name="profile", to=settings.AUTH_USER_MODEL, verbose_name="account")),
                    ("about", models.CharField(blank=True, max_length=300, verbose_name="about you")),
                    ("links", models.JSONField(blank=True, default=list, verbose_name="links")),
                    ("picture", models.ForeignKey(editable=False, null=True, on_delete=models.SET_NULL, related_name="+", to="blog.picture")),
                    ("is_public", models.BooleanField(default=True, verbose_name="show the page with my comments")),
                    ("is_indexed", models.BooleanField(default=False, verbose_name="search engines may list it")),
                ],
                options={
                    "verbose_name": "reader",
                    "verbose_name_plural": "profiles of readers",
                    "ordering": ["-pk"],
                },
            ),
            migrations.CreateModel(
                name="HeldSkill",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reader", models.ForeignKey(on_delete=models.CASCADE, related_name="held_skills", to=settings.AUTH_USER_MODEL)),
                    ("skill", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="blog.skill", verbose_name="skill")),
                ],
                options={
                    "verbose_name": "skill a reader has",
                    "verbose_name_plural": "skills readers have",
                    "ordering": ["skill__name"],
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "skill"), name="skill_held_once"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="KeptList",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reader", models.ForeignKey(on_delete=models.CASCADE, related_name="kept_lists", to=settings.AUTH_USER_MODEL)),
                    ("name", models.CharField(max_length=80, verbose_name="name")),
                    ("code", models.CharField(default=make_code, editable=False, max_length=10, unique=True)),
                    ("made_at", models.DateTimeField(default=timezone.now, editable=False)),
                ],
                options={
                    "verbose_name": "list of kept posts",
                    "verbose_name_plural": "lists of kept posts",
                    "constraints": [
                        models.UniqueConstraint(models.F("reader"), Lower("name"), name="kept_list_name_once_a_reader"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="KeptPost",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reader", models.ForeignKey(on_delete=models.CASCADE, related_name="kept_posts", to=settings.AUTH_USER_MODEL)),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="blog.post")),
                    ("kept_list", models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="posts", to="blog.keptlist")),
                    ("kept_at", models.DateTimeField(default=timezone.now)),
                ],
                options={
                    "verbose_name": "kept post",
                    "verbose_name_plural": "kept posts",
                    "ordering": ["-kept_at", "-pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "post"), name="post_kept_once"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReadPost",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reader", models.ForeignKey(on_delete=models.CASCADE, related_name="read_posts", to=settings.AUTH_USER_MODEL)),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="blog.post")),
                    ("read_at", models.DateTimeField(default=timezone.now)),
                ],
                options={
                    "verbose_name": "post that was read",
                    "verbose_name_plural": "posts that were read",
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "post"), name="post_read_once"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReaderDesk",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reader", models.OneToOneField(on_delete=models.CASCADE, related_name="desk", to=settings.AUTH_USER_MODEL)),
                    ("code", models.CharField(default=make_code, editable=False, max_length=10, unique=True)),
                    ("has_follow_letters", models.BooleanField(default=True, verbose_name="what is new of what I follow, at most one letter a day")),
                    ("has_story_letters", models.BooleanField(default=True, verbose_name="what editors say of my stories")),
                    ("told_at", models.DateTimeField(editable=False, null=True)),
                    ("talk_seen_at", models.DateTimeField(editable=False, null=True)),
                ],
                options={
                    "verbose_name": "reader's desk",
                    "verbose_name_plural": "readers' desks",
                },
            ),
            migrations.CreateModel(
                name="Follow",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reader", models.ForeignKey(on_delete=models.CASCADE, related_name="follows", to=settings.AUTH_USER_MODEL)),
                    ("series", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to="blog.series")),
                    ("tag", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to="blog.tag")),
                    ("skill", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to="blog.skill")),
                    ("author", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to="blog.author")),
                    ("role", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to="blog.post")),
                    ("made_at", models.DateTimeField(default=timezone.now)),
                ],
                options={
                    "verbose_name": "follow",
                    "verbose_name_plural": "follows",
                    "ordering": ["-made_at", "-pk"],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(author__isnull=True, role__isnull=True, series__isnull=False, skill__isnull=True, tag__isnull=True) | models.Q(author__isnull=True, role__isnull=True, series__isnull=True, skill__isnull=True, tag__isnull=False) | models.Q(author__isnull=True, role__isnull=True, series__isnull=True, skill__isnull=False, tag__isnull=True) | models.Q(author__isnull=False, role__isnull=True, series__isnull=True, skill__isnull=True, tag__isnull=True) | models.Q(author__isnull=True, role__isnull=False, series__isnull=True, skill__isnull=True, tag__isnull=True), name="follow_of_one_thing"),
                        models.UniqueConstraint(fields=("reader", "series"), name="follow_once_a_series"),
                        models.UniqueConstraint(fields=("reader", "tag"), name="follow_once_a_tag"),
                        models.UniqueConstraint(fields=("reader", "skill"), name="follow_once_a_skill"),
                        models.UniqueConstraint(fields=("reader", "author"), name="follow_once_a_author"),
                        models.UniqueConstraint(fields=("reader", "role"), name="follow_once_a_role"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FollowLetter",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reader", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="blog.post")),
                    ("changed_on", models.DateField(blank=True, null=True)),
                    ("told_at", models.DateTimeField(default=timezone.now)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(changed_on__isnull=True), fields=("reader", "post"), name="told_once_of_a_post"),
                        models.UniqueConstraint(fields=("reader", "post", "changed_on"), name="told_once_of_a_change"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Idea",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("words", models.CharField(max_length=200, unique=True, verbose_name="words")),
                    ("folded", models.CharField(editable=False, max_length=200, null=True, unique=True)),
                    ("code", models.CharField(default=make_code, editable=False, max_length=10, unique=True)),
                    ("note", models.TextField(blank=True, verbose_name="note")),
                    ("source", models.CharField(choices=[("editor", "an editor"), ("search", "a search that found nothing"), ("votes", "readers' votes")], default="editor", max_length=10, verbose_name="from")),
                    ("state", models.CharField(choices=[("desk", "at the desk alone"), ("open", "readers vote for it"), ("held", "waits to be read"), ("refused", "refused"), ("merged", "the same as another")], default="desk", max_length=7, verbose_name="state")),
                    ("wishes", models.PositiveIntegerField(default=1, verbose_name="wished for")),
                    ("merged_into", models.ForeignKey(blank=True, editable=False, null=True, on_delete=models.CASCADE, related_name="same", to="blog.idea", verbose_name="the same as")),
                    ("role", models.ForeignKey(blank=True, help_text="Found by its day and by its name once it is out; name it where it is called otherwise.", limit_choices_to={"kind": "role"}, null=True, on_delete=models.SET_NULL, related_name="wished_as", to="blog.post", verbose_name="the role that is about it")),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "idea",
                    "verbose_name_plural": "ideas",
                    "ordering": ["-wishes", "words"],
                    "indexes": [
                        models.Index(models.F("state"), models.OrderBy(models.F("wishes"), descending=True), models.F("id"), name="idea_most_wished_for"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(state__in=["desk", "open", "held", "refused", "merged"]), name="idea_state_known"),
                        models.CheckConstraint(condition=models.Q(merged_into__isnull=False, state="merged") | models.Q(~models.Q(state="merged"), merged_into__isnull=True), name="idea_merged_into_one"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Vote",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("idea", models.ForeignKey(on_delete=models.CASCADE, related_name="votes", to="blog.idea")),
                    ("user", models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("key", models.CharField(blank=True, max_length=64)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "vote",
                    "verbose_name_plural": "votes",
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(user__isnull=False), fields=("idea", "user"), name="vote_once_a_user"),
                        models.UniqueConstraint(condition=models.Q(user__isnull=True), fields=("idea", "key"), name="vote_once_a_stranger"),
                        models.CheckConstraint(condition=models.Q(user__isnull=False) | ~models.Q(key=""), name="vote_is_somebodys"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="WaitingReader",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("idea", models.ForeignKey(on_delete=models.CASCADE, related_name="waiting", to="blog.idea")),
                    ("email", models.EmailField(max_length=254)),
                    ("folded_email", models.CharField(editable=False, max_length=254)),
                    ("code", models.CharField(default=make_code, max_length=10, unique=True)),
                    ("confirmed_at", models.DateTimeField(null=True)),
                    ("created_at", models.DateTimeField(default=timezone.now)),
                ],
                options={
                    "verbose_name": "reader who waits for a role",
                    "verbose_name_plural": "readers who wait for a role",
                    "indexes": [
                        models.Index(models.F("created_at"), condition=models.Q(confirmed_at=None), name="waiting_reader_unconfirmed"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("idea", "folded_email"), name="waiting_reader_once_an_idea"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Correction",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="corrections", to="blog.post", verbose_name="post")),
                    ("section", models.CharField(max_length=20, verbose_name="section")),
                    ("shown", models.TextField(verbose_name="the text that was shown")),
                    ("text", models.TextField(max_length=3000, verbose_name="what should change")),
                    ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                    ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                    ("folded_email", models.CharField(blank=True, editable=False, max_length=254)),
                    ("confirmed_at", models.DateTimeField(null=True)),
                    ("user", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("code", models.CharField(default=make_code, editable=False, max_length=10, unique=True)),
                    ("created_at", models.DateTimeField(default=timezone.now, verbose_name="came in")),
                    ("state", models.CharField(choices=[("waiting", "waits to be read"), ("accepted", "taken over"), ("declined", "declined")], default="waiting", max_length=8, verbose_name="state")),
                    ("answer", models.TextField(blank=True, max_length=1000, verbose_name="answer")),
                    ("decided_at", models.DateTimeField(null=True)),
                    ("decided_by", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name": "correction",
                    "verbose_name_plural": "corrections",
                    "ordering": ["-created_at", "-pk"],
                    "indexes": [
                        models.Index(models.F("state"), models.F("created_at"), name="correction_waiting"),
                        models.Index(models.F("folded_email"), name="correction_by_address"),
                        models.Index(models.F("created_at"), condition=models.Q(("confirmed_at", None), ~models.Q(email="")), name="correction_unconfirmed"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(state__in=["waiting", "accepted", "declined"]), name="correction_state_known"),
                        models.CheckConstraint(condition=~models.Q(text=""), name="correction_has_words"),
                    ],
                },
            ),
            # What is counted.
            migrations.CreateModel(
                name="Readership",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="readership", to="blog.post")),
                    ("day", models.DateField(verbose_name="day")),
                    ("views", models.PositiveIntegerField(default=0, verbose_name="opened")),
                    ("readers", models.PositiveIntegerField(default=0, verbose_name="readers")),
                    ("reads", models.PositiveIntegerField(default=0, verbose_name="read to the end")),
                ],
                options={
                    "verbose_name": "readership",
                    "verbose_name_plural": "readership",
                    "indexes": [
                        models.Index(models.F("day"), name="readership_by_day"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("post", "day"), name="readership_once_a_post_and_day"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Referral",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="referrals", to="blog.post")),
                    ("day", models.DateField(verbose_name="day")),
                    ("host", models.CharField(max_length=100, verbose_name="from")),
                    ("views", models.PositiveIntegerField(default=0, verbose_name="opened")),
                ],
                options={
                    "verbose_name": "referral",
                    "verbose_name_plural": "referrals",
                    "indexes": [
                        models.Index(models.F("day"), name="referral_by_day"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("post", "day", "host"), name="referral_once_a_post_day_and_host"),
                        models.CheckConstraint(condition=~models.Q(host=""), name="referral_has_a_host"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Standing",
                fields=[
                    ("post", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="standing", serialize=False, to="blog.post")),
                    ("readers_7", models.PositiveIntegerField(default=0, verbose_name="in 7 days")),
                    ("readers_30", models.PositiveIntegerField(default=0, verbose_name="in 30 days")),
                    ("readers_365", models.PositiveIntegerField(default=0, verbose_name="in a year")),
                    ("told", models.PositiveIntegerField(default=0)),
                ],
                options={
                    "verbose_name": "readers of a post",
                    "verbose_name_plural": "readers",
                    "indexes": [
                        models.Index(models.OrderBy(models.F("readers_7"), descending=True), models.OrderBy(models.F("post"), descending=True), name="standing_7"),
                        models.Index(models.OrderBy(models.F("readers_30"), descending=True), models.OrderBy(models.F("post"), descending=True), name="standing_30"),
                        models.Index(models.OrderBy(models.F("readers_365"), descending=True), models.OrderBy(models.F("post"), descending=True), name="standing_365"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Usefulness",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="usefulness", to="blog.post")),
                    ("day", models.DateField(verbose_name="day")),
                    ("useful", models.PositiveIntegerField(default=0, verbose_name="useful")),
                    ("useless", models.PositiveIntegerField(default=0, verbose_name="not useful")),
                ],
                options={
                    "verbose_name": "usefulness",
                    "verbose_name_plural": "usefulness",
                    "indexes": [
                        models.Index(models.F("day"), name="usefulness_by_day"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("post", "day"), name="usefulness_once_a_post_and_day"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Reason",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="reasons", to="blog.post", verbose_name="post")),
                    ("is_useful", models.BooleanField(verbose_name="useful")),
                    ("words", models.CharField(max_length=500, verbose_name="reason")),
                    ("said_on", models.DateField(default=timezone.localdate, verbose_name="on")),
                ],
                options={
                    "verbose_name": "reason of a reader",
                    "verbose_name_plural": "reasons of readers",
                    "ordering": ["-said_on", "-pk"],
                    "indexes": [
                        models.Index(fields=["post", "-said_on", "-id"], name="reason_of_post"),
                        models.Index(fields=["-said_on", "-id"], name="reason_newest"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=~models.Q(words=""), name="reason_has_words"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Click",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("resource", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="clicks", to="blog.resource")),
                    ("day", models.DateField(verbose_name="day")),
                    ("number", models.PositiveIntegerField(default=0, verbose_name="followed")),
                ],
                options={
                    "verbose_name": "click",
                    "verbose_name_plural": "clicks",
                    "indexes": [
                        models.Index(models.F("day"), name="click_by_day"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("resource", "day"), name="click_once_a_resource_and_day"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MissedSearch",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("words", models.CharField(max_length=60, unique=True, verbose_name="words")),
                    ("times", models.PositiveIntegerField(default=0, verbose_name="looked for")),
                    ("last_on", models.DateField(verbose_name="last")),
                ],
                options={
                    "verbose_name": "search that found nothing",
                    "verbose_name_plural": "searches that found nothing",
                    "ordering": ["-times", "-last_on"],
                    "indexes": [
                        models.Index(models.OrderBy(models.F("times"), descending=True), models.OrderBy(models.F("last_on"), descending=True), name="missed_search_most_wanted"),
                        models.Index(models.F("last_on"), name="missed_search_by_day"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=~models.Q(words=""), name="missed_search_has_words"),
                    ],
                },
            ),
            # The desk.
            migrations.CreateModel(
                name="SiteSettings",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("name", models.CharField(default="Careerguide", max_length=80, verbose_name="name of the site")),
                    ("tagline", models.CharField(blank=True, max_length=200, verbose_name="in a sentence")),
                    ("footer", models.CharField(blank=True, max_length=300, verbose_name="sentence in the footer")),
                    ("comments_open", models.BooleanField(default=True, help_text="Off: nobody can comment anywhere; what is there stays.", verbose_name="comments are open")),
                    ("comment_hold", models.CharField(choices=[("always", "every comment waits for approval"), ("old-posts", "comments on old posts wait"), ("newcomers", "a person's first comment waits"), ("never", "no comment waits")], default="newcomers", max_length=10, verbose_name="which comments wait")),
                    ("old_post_days", models.PositiveIntegerField(default=30, verbose_name="a post is old after days")),
                    ("close_after_days", models.PositiveIntegerField(blank=True, help_text="Empty: never.", null=True, verbose_name="close comments after days")),
                    ("max_links", models.PositiveSmallIntegerField(default=2, verbose_name="links a comment may have before it waits")),
                    ("filter_spam", models.BooleanField(default=True, help_text="What may be spam waits; what certainly is does not come in, and is listed apart. It learns from what you approve and call spam.", verbose_name="look for spam")),
                    ("check_links", models.BooleanField(default=True, help_text="Each once a week, by asking its server. Off: no other machine is asked for it.", verbose_name="look whether links still lead somewhere")),
                ],
                options={
                    "verbose_name": "site settings",
                    "verbose_name_plural": "site settings",
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(pk=1), name="site_settings_are_one"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DeskLetters",
                fields=[
                    ("user", models.OneToOneField(editable=False, on_delete=models.CASCADE, primary_key=True, related_name="desk_letters", serialize=False, to=settings.AUTH_USER_MODEL)),
                    ("held", models.CharField(choices=[("none", "none"), ("each", "a letter for each"), ("digest", "one letter a day while any wait")], default="none", help_text="For who may judge comments. Each letter has a link that judges without signing in.", max_length=6, verbose_name="comments that wait")),
                    ("every", models.CharField(choices=[("none", "none"), ("mine", "on posts I wrote"), ("all", "on all posts")], default="none", help_text="“On all posts” is for who may judge comments.", max_length=4, verbose_name="every new comment")),
                    ("reviews", models.CharField(choices=[("none", "none"), ("each", "a letter for each"), ("digest", "one letter a day while any wait")], default="none", help_text="For who may publish.", max_length=6, verbose_name="drafts handed in for review")),
                    ("own", models.BooleanField(default=True, help_text="For authors.", verbose_name="a post of mine is handed back or approved")),
                ],
                options={
                    "verbose_name": "letters to me",
                    "verbose_name_plural": "letters to me",
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(held__in=["none", "each", "digest"]), name="desk_letters_held"),
                        models.CheckConstraint(condition=models.Q(every__in=["none", "mine", "all"]), name="desk_letters_every"),
                        models.CheckConstraint(condition=models.Q(reviews__in=["none", "each", "digest"]), name="desk_letters_reviews"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Template",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("series", models.OneToOneField(on_delete=models.CASCADE, related_name="template", to="blog.series")),
                    ("category", models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="+", to="blog.category", verbose_name="category")),
                    ("closing_line", models.CharField(blank=True, max_length=300, verbose_name="closing line")),
                    ("prompts", models.JSONField(blank=True, default=dict, verbose_name="prompts")),
                    ("tags", models.ManyToManyField(blank=True, related_name="+", to="blog.tag", verbose_name="tags")),
                    ("authors", models.ManyToManyField(blank=True, related_name="+", to="blog.author", verbose_name="authors")),
                ],
                options={
                    "verbose_name": "template of a series",
                    "verbose_name_plural": "templates of series",
                    "default_permissions": [],
                },
            ),
            migrations.CreateModel(
                name="Sheet",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("key", models.CharField(default=make_key, max_length=40, unique=True)),
                    ("user", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("post", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="sheets", to="blog.post")),
                    ("kind", models.CharField(choices=[("role", "role"), ("essay", "essay"), ("page", "page")], max_length=5)),
                    ("version", models.CharField(blank=True, max_length=60)),
                    ("typed", models.JSONField(null=True)),
                    ("snapshot", models.JSONField(null=True)),
                    ("told", models.JSONField(null=True)),
                    ("typed_at", models.DateTimeField(null=True)),
                    ("seen_at", models.DateTimeField()),
                    ("is_saved", models.BooleanField(default=False)),
                ],
                options={
                    "default_permissions": [],
                    "indexes": [
                        models.Index(fields=["post", "seen_at"], name="sheet_of_post"),
                        models.Index(fields=["user", "kind"], name="sheet_of_user"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Revision",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="revisions", to="blog.post")),
                    ("number", models.PositiveIntegerField(verbose_name="number")),
                    ("made_at", models.DateTimeField(verbose_name="when")),
                    ("by", models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="who")),
                    ("said", models.CharField(blank=True, max_length=200, verbose_name="what was done")),
                    ("changed", models.JSONField(default=list)),
                    ("snapshot", models.JSONField()),
                    ("digest", models.CharField(max_length=64)),
                ],
                options={
                    "verbose_name": "revision",
                    "verbose_name_plural": "revisions",
                    "ordering": ["-number"],
                    "default_permissions": [],
                    "indexes": [
                        models.Index(fields=["made_at"], name="revision_by_age"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("post", "number"), name="revision_number_once_a_post"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Remark",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="remarks", to="blog.post")),
                    ("field", models.CharField(blank=True, max_length=40)),
                    ("text", models.TextField(max_length=2000, verbose_name="remark")),
                    ("by", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                    ("resolved_at", models.DateTimeField(null=True)),
                    ("resolved_by", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name": "remark",
                    "verbose_name_plural": "remarks",
                    "ordering": [models.OrderBy(models.F("resolved_at"), nulls_first=True), "pk"],
                    "default_permissions": [],
                    "constraints": [
                        models.CheckConstraint(condition=~models.Q(text=""), name="remark_has_words"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PreviewEnd",
                fields=[
                    ("post", models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name="preview_end", serialize=False, to="blog.post")),
                    ("ended_at", models.DateTimeField()),
                ],
                options={
                    "default_permissions": [],
                },
            ),
            migrations.CreateModel(
                name="BulkChange",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("by", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("asked_at", models.DateTimeField(auto_now_add=True)),
                    ("change", models.JSONField()),
                    ("posts", models.JSONField(default=list)),
                    ("done", models.PositiveIntegerField(default=0)),
                    ("changed", models.PositiveIntegerField(default=0)),
                    ("left_alone", models.PositiveIntegerField(default=0)),
                    ("finished_at", models.DateTimeField(null=True)),
                ],
                options={
                    "verbose_name": "change of many posts",
                    "verbose_name_plural": "changes of many posts",
                    "ordering": ["-pk"],
                    "default_permissions": [],
                },
            ),
            migrations.CreateModel(
                name="Rearrangement",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("series", models.ForeignKey(editable=False, on_delete=models.CASCADE, related_name="rearrangements", to="blog.series")),
                    ("by", models.ForeignKey(editable=False, null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                    ("undone_at", models.DateTimeField(editable=False, null=True, verbose_name="undone at")),
                    ("words", models.CharField(editable=False, max_length=300, verbose_name="what was done")),
                    ("facts", models.JSONField(editable=False)),
                ],
                options={
                    "verbose_name": "change of days",
                    "verbose_name_plural": "changes of days",
                    "ordering": ["-pk"],
                },
            ),
            migrations.CreateModel(
                name="DayWarning",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("slot", models.ForeignKey(editable=False, on_delete=models.CASCADE, related_name="warnings", to="blog.slot")),
                    ("planned_on", models.DateField(editable=False)),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("slot", "planned_on"), name="day_warning_once_a_date"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StandstillWarning",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("noticed_on", models.DateField(editable=False, unique=True)),
                ],
            ),
            # Moving in and out.
            migrations.CreateModel(
                name="Move",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("state", models.CharField(choices=[("waiting", "waiting"), ("running", "running"), ("done", "done"), ("refused", "refused")], default="waiting", max_length=8, verbose_name="state")),
                    ("is_rehearsal", models.BooleanField(default=False, verbose_name="only a rehearsal")),
                    ("source_name", models.CharField(max_length=300, verbose_name="file")),
                    ("upload", models.FileField(blank=True, storage=PrivateStorage, upload_to="moves/", verbose_name="file")),
                    ("format", models.CharField(blank=True, max_length=20, verbose_name="format")),
                    ("options", models.JSONField(blank=True, default=dict, verbose_name="options")),
                    ("step", models.CharField(blank=True, max_length=60, verbose_name="doing")),
                    ("done", models.PositiveIntegerField(default=0, verbose_name="done")),
                    ("total", models.PositiveIntegerField(default=0, verbose_name="of")),
                    ("report", models.JSONField(blank=True, default=dict, verbose_name="report")),
                    ("problem", models.TextField(blank=True, verbose_name="problem")),
                    ("by", models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="by")),
                    ("started_at", models.DateTimeField(default=timezone.now, verbose_name="started")),
                    ("seen_at", models.DateTimeField(default=timezone.now, verbose_name="last sign of life")),
                    ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                ],
                options={
                    "verbose_name": "move",
                    "verbose_name_plural": "moves",
                    "ordering": ["-started_at", "-pk"],
                },
            ),
            migrations.CreateModel(
                name="Arrival",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("reference", models.CharField(max_length=300, unique=True)),
                    ("post", models.OneToOneField(null=True, on_delete=models.SET_NULL, related_name="arrival", to="blog.post")),
                    ("source_hash", models.CharField(max_length=64)),
                    ("result_hash", models.CharField(max_length=64)),
                    ("arrived_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "arrival",
                    "verbose_name_plural": "arrivals",
                },
            ),
            migrations.CreateModel(
                name="PictureOrigin",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("url_hash", models.CharField(max_length=64, unique=True)),
                    ("url", models.TextField(verbose_name="address")),
                    ("picture", models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name="origins", to="blog.picture")),
                    ("problem", models.CharField(blank=True, max_length=300, verbose_name="problem")),
                    ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                    ("tried_at", models.DateTimeField(null=True, verbose_name="last try")),
                ],
                options={
                    "verbose_name": "picture's origin",
                    "verbose_name_plural": "pictures' origins",
                },
            ),
            migrations.CreateModel(
                name="Pingback",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("post", models.ForeignKey(on_delete=models.CASCADE, related_name="pingbacks", to="blog.post")),
                    ("title", models.CharField(max_length=300, verbose_name="title")),
                    ("url", LinkField(blank=True, max_length=500, verbose_name="address")),
                    ("excerpt", models.TextField(blank=True, verbose_name="excerpt")),
                    ("is_shown", models.BooleanField(default=True, verbose_name="shown there")),
                    ("posted_at", models.DateTimeField(verbose_name="noted")),
                    ("import_reference", models.CharField(editable=False, max_length=300, unique=True)),
                ],
                options={
                    "verbose_name": "pingback",
                    "verbose_name_plural": "pingbacks",
                    "ordering": ["-posted_at", "-pk"],
                },
            ),
            migrations.CreateModel(
                name="Wording",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("phrase", models.CharField(help_text="Lower case, without signs. A star stands for one to six words: why * matters.", max_length=90, unique=True, verbose_name="heading")),
                    ("section", models.CharField(choices=[("why", "why it matters"), ("what", "what they do"), ("tasks", "tasks"), ("skills", "skills"), ("perks", "perks"), ("drawbacks", "drawbacks"), ("choose_else", "choose something else if"), ("ways_in", "ways in"), ("start", "how to get started"), ("resources", "resources"), ("relations", "related roles"), ("voices", "voices"), ("final", "final thoughts")], max_length=12, verbose_name="begins")),
                ],
                options={
                    "verbose_name": "wording of a heading",
                    "verbose_name_plural": "wordings of headings",
                    "ordering": ["section", "phrase"],
                },
            ),
            migrations.CreateModel(
                name="ProvenRestore",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("file_name", models.CharField(max_length=300)),
                    ("sha256", models.CharField(max_length=64)),
                    ("backed_up_at", models.DateTimeField()),
                    ("counts", models.JSONField(default=dict)),
                    ("proved_at", models.DateTimeField(default=timezone.now)),
                ],
                options={
                    "verbose_name": "proven restore",
                    "verbose_name_plural": "proven restores",
                    "ordering": ["-proved_at"],
                    "get_latest_by": "proved_at",
                },
            ),
            migrations.CreateModel(
                name="SampleRow",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("model", models.CharField(max_length=50)),
                    ("key", models.BigIntegerField()),
                    ("fingerprint", models.CharField(max_length=64)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("model", "key"), name="sample_row_once"),
                    ],
                },
            ),
        )
    ]
