from django.core.validators import URLValidator
from django.db import models


class LinkField(models.URLField):
    """An address on the web: http or https alone, nothing that a browser would run. Without either, https is meant."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, *args, max_length=500, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "max_length": self.max_length}

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})
