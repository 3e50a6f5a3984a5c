from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, on the site of our own that desk.py defines."""

    default_site = "blog.publishing.desk.Desk"
