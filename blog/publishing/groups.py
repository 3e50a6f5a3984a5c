"""Who may do what: four groups, kept by the program."""

from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, connections

APPS = ("accounts", "admin", "auth", "blog")  # other apps have permissions of the same names
ALL = ("view", "add", "change", "delete")
SEE = ("view",)
SEE_AND_ADD = ("view", "add")

AUTHOR = {
    # Their own drafts alone; which those are is asked of each post.
    "role": ALL,
    "essay": ALL,
    "skill": SEE_AND_ADD,
    "resource": SEE_AND_ADD,
    "picture": SEE_AND_ADD,
    "tag": SEE,
    "author": SEE,
    "category": SEE,
    "series": SEE,
    "slot": SEE,
    "idea": SEE_AND_ADD,
}
MODERATOR = {"comment": ("view", "moderate"), "rule": ALL, "act": SEE}
EDITOR = {
    **dict.fromkeys(["role", "essay", "page", "series", "slot", "idea", "skill", "resource", "tag"], ALL),
    **dict.fromkeys(["category", "author", "picture", "address"], ALL),
    "wording": ALL,
    "link": ("view", "change"),
    "missingpath": ("view", "delete"),
    "missedsearch": ("view", "delete"),
    "standing": SEE,
    "reason": ("view", "delete"),
    "profile": ("view", "change"),
    "move": SEE_AND_ADD,
    "correction": ("view", "change"),
    **MODERATOR,
}
OWNER = {**EDITOR, "sitesettings": ("view", "change"), "user": ALL, "group": SEE, "logentry": SEE}

EVERY_POST = {"edit_all_posts", "publish_post"}
GROUPS = {
    "author": (AUTHOR, set()),
    "editor": (EDITOR, EVERY_POST),
    "moderator": (MODERATOR, set()),
    "owner": (OWNER, EVERY_POST),
}


def codenames(group):
    may, besides = GROUPS[group]
    return besides | {f"{verb}_{model}" for model, verbs in may.items() for verb in verbs}


def keep_groups(using=DEFAULT_DB_ALIAS, **_unused):
    """Make the groups and set what they may do. Runs after each migration; safe to run again."""
    if Group._meta.db_table not in connections[using].introspection.table_names():
        return  # one library alone is being migrated
    for name in GROUPS:
        group, _made = Group.objects.using(using).get_or_create(name=name)
        permissions = Permission.objects.using(using).filter(content_type__app_label__in=APPS)
        group.permissions.set(permissions.filter(codename__in=codenames(name)))
