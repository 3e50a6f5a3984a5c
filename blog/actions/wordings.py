"""The headings that begin a section: the house's, and those editors added in the desk."""

from blog.models import Wording
from blog.sections import STANDING_WORDINGS


def all_wordings():
    rows = list(Wording.objects.values_list("phrase", "section"))
    return STANDING_WORDINGS.extended(rows) if rows else STANDING_WORDINGS
