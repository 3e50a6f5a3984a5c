from django.db import models

from blog.markup import clean_html


class CleanText(str):
    """HTML that has been through clean_html already."""

    __slots__ = ()


class RichTextField(models.TextField):
    """HTML that is made safe on its way into the database, whoever saves it and by what means."""

    def deconstruct(self):
        # In the database it is a text like any other; migrations need not know what stands in it.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = cleaned(value)
            setattr(instance, self.attname, str(value))
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else str(cleaned(value))


def cleaned(text):
    return text if isinstance(text, CleanText) else CleanText(clean_html(text))
