from django.db import models


class SampleRow(models.Model):
    """A row that the sample content brought, as it was then: so that it alone can be taken away again."""

    model = models.CharField(max_length=50)
    key = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="sample_row_once")]

    def __str__(self):
        return f"{self.model} {self.key}"
