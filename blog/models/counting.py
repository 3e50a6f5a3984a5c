"""What was read, day by day: numbers alone, nothing of who. Rows of old days are summed up or forgotten."""

from django.db import connections, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .posts import Post
from .resources import Resource

HOST_LENGTH = 100
OTHER_HOSTS = "other"  # has no dot, so no host is called that
MISSED_LENGTH = 60


class CountQuerySet(models.QuerySet):
    def add(self, rows):
        """
        Count on: each row is a tuple in the order of the model's KEY, NUMBERS and, where it has some, DATES. What is
        kept under the same key grows by the numbers and takes the later dates; what is not is begun. No key may come
        twice. A statement for each few hundred rows, always in the same order, so that two processes never wait for
        each other in a circle.
        """
        rows = sorted(rows)
        connection = connections[self.db]
        columns = (*self.model.KEY, *self.model.NUMBERS, *self.model.DATES)
        at_once = (connection.features.max_query_params or 10_000) // len(columns)
        with connection.cursor() as cursor:
            for start in range(0, len(rows), at_once):
                some = rows[start : start + at_once]
                cursor.execute(self.statement(columns, len(some), connection), [value for row in some for value in row])

    def statement(self, columns, number, connection):
        table = connection.ops.quote_name(self.model._meta.db_table)
        row = f"({', '.join(['%s'] * len(columns))})"
        changes = [f"{name} = {table}.{name} + excluded.{name}" for name in self.model.NUMBERS]
        changes += [f"{name} = excluded.{name}" for name in self.model.DATES]
        return (
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * number)} "  # noqa: S608  (our names)
            f"ON CONFLICT ({', '.join(self.model.KEY)}) DO UPDATE SET {', '.join(changes)}"
        )

    def sum_up(self, start, end, first, last):
        """All of an owner's rows from the day `start` to before `end` become one, of `start`; owners by their ids."""
        owner, numbers = self.model.KEY[0], self.model.NUMBERS
        connection = connections[self.db]
        table = connection.ops.quote_name(self.model._meta.db_table)
        sums, new = (", ".join(form.format(name) for name in numbers) for form in ("SUM({})", "{0} = excluded.{0}"))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({owner}, day, {', '.join(numbers)}) SELECT {owner}, %s, {sums} "  # noqa: S608
                f"FROM {table} WHERE {owner} BETWEEN %s AND %s AND day >= %s AND day < %s GROUP BY {owner} "
                f"ON CONFLICT ({owner}, day) DO UPDATE SET {new}",
                [start, first, last, start, end],
            )
        owners = {f"{owner}__gte": first, f"{owner}__lte": last}
        self.filter(**owners, day__gt=start, day__lt=end).delete()


class Counted(models.Model):
    """A row of numbers under a key. Columns by their names in the database."""

    KEY, NUMBERS, DATES = (), (), ()

    objects = CountQuerySet.as_manager()

    class Meta:
        abstract = True


class Readership(Counted):
    """How a post was read on a day; of months long past, in the month that began on that day."""

    KEY, NUMBERS = ("post_id", "day"), ("views", "readers", "reads")

    post = models.ForeignKey(Post, models.CASCADE, related_name="readership", db_index=False)
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("opened"), default=0)
    readers = models.PositiveIntegerField(_("readers"), default=0)  # different ones of a day
    reads = models.PositiveIntegerField(_("read to the end"), default=0)

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readership")
        constraints = [
            # Serves counting on, the sums of some posts over some days, and the key to the post.
            models.UniqueConstraint(fields=["post", "day"], name="readership_once_a_post_and_day")
        ]
        indexes = [models.Index("day", name="readership_by_day")]  # summing up old months

    def __str__(self):
        return f"{self.day}: {self.views}"


class Referral(Counted):
    """How often a post was opened from a link on another site, known by its host alone."""

    KEY, NUMBERS = ("post_id", "day", "host"), ("views",)

    post = models.ForeignKey(Post, models.CASCADE, related_name="referrals", db_index=False)
    day = models.DateField(_("day"))
    host = models.CharField(_("from"), max_length=HOST_LENGTH)
    views = models.PositiveIntegerField(_("opened"), default=0)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            # Serves counting on, the list of one post, and the key to it.
            models.UniqueConstraint(fields=["post", "day", "host"], name="referral_once_a_post_day_and_host"),
            models.CheckConstraint(condition=~Q(host=""), name="referral_has_a_host"),
        ]
        indexes = [models.Index("day", name="referral_by_day")]  # forgetting old ones

    def __str__(self):
        return self.host


class Click(Counted):
    """How often a link to a resource was followed on a day; of months long past, in that month."""

    KEY, NUMBERS = ("resource_id", "day"), ("number",)

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="clicks", db_index=False)
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("followed"), default=0)

    class Meta:
        verbose_name = _("click")
        verbose_name_plural = _("clicks")
        constraints = [
            # Serves counting on, the sum of one resource, and the key to it.
            models.UniqueConstraint(fields=["resource", "day"], name="click_once_a_resource_and_day")
        ]
        indexes = [models.Index("day", name="click_by_day")]  # summing up old months

    def __str__(self):
        return f"{self.day}: {self.number}"


class MissedSearch(Counted):
    """Words that somebody looked for and nothing has: what readers miss here."""

    KEY, NUMBERS, DATES = ("words",), ("times",), ("last_on",)

    words = models.CharField(_("words"), max_length=MISSED_LENGTH, unique=True)
    times = models.PositiveIntegerField(_("looked for"), default=0)
    last_on = models.DateField(_("last"))

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-times", "-last_on"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="missed_search_has_words")]
        indexes = [
            models.Index(F("times").desc(), F("last_on").desc(), name="missed_search_most_wanted"),  # the desk's list
            models.Index("last_on", name="missed_search_by_day"),  # forgetting old ones
        ]

    def __str__(self):
        return self.words
