from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_save
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blog")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models can be imported from here on only, and what imports them too.
        from allauth.account.signals import email_changed
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        from accounts.names import more_names

        from . import checks, search  # noqa: F401  (checks register themselves)
        from .actions import (  # noqa: F401  (so do periodic tasks)
            asking,
            desk_letters,
            discussion,
            follow_letters,
            following,
            holes,
            moderation,
            old_counts,
            pictures,
            profiles,
            rules,
            section_replies,
            staleness,
            wishes_told,
        )
        from .models import Resource
        from .models.watched import Watched
        from .publishing.groups import keep_groups

        email_changed.connect(profiles.note_address)
        more_names.append(profiles.names_of_authors)
        # The library's receiver shows held replies again whenever the comment they answer is saved.
        pre_save.disconnect(publish_or_unpublish_on_pre_save, sender="blog.Comment")
        discussion.register()

        post_migrate.connect(search.keep_tables, sender=self)
        post_migrate.connect(keep_groups, sender=self)
        for model in ("Post", "Role", "Essay", "Page"):
            post_delete.connect(search.forget_deleted, sender=f"blog.{model}")
            post_delete.connect(staleness.tell_deleted_post, sender=f"blog.{model}")
        for model in ("Skill", "Tag"):
            post_save.connect(search.keep_name, sender=f"blog.{model}")
            post_delete.connect(search.forget_name, sender=f"blog.{model}")
        for tell in (staleness.tell_standing, section_replies.tell_standing):
            post_save.connect(tell, sender=settings.AUTH_USER_MODEL)
        for signal in (post_save, post_delete):
            for model in self.get_models():
                if issubclass(model, Watched):
                    signal.connect(staleness.tell_saved, sender=model)
            for model in ("Category", "Skill", "Tag"):
                signal.connect(staleness.tell_named, sender=f"blog.{model}")
            signal.connect(staleness.tell_series, sender="blog.Series")
            signal.connect(staleness.tell_slot, sender="blog.Slot")
            signal.connect(staleness.tell_idea, sender="blog.Idea")
            signal.connect(staleness.tell_resource, sender="blog.Resource")
            signal.connect(staleness.tell_comment, sender="blog.Comment")
            signal.connect(rules.tell_rules, sender="blog.Rule")
            signal.connect(desk_letters.tell_wishes, sender="blog.DeskLetters")
        m2m_changed.connect(staleness.tell_resource, sender=Resource.teaches.through)
        for model in ("Picture", "Rendition", "FormerFile"):
            post_delete.connect(pictures.forget_file, sender=f"blog.{model}")
