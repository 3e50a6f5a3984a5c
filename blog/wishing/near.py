"""What is near a wish: perhaps it is here already, or wished for in other words."""

import difflib

from blog.models import Idea
from blog.models.ideas import same_words
from blog.search import suggest

MOST = 3
LOOKED_AT = 500  # of the most wished for
LEAST_LIKENESS = 0.75


def near_wish(words):
    """([(title, path) of roles], [wishes that are open])."""
    roles = [(each.title, each.path) for each in suggest(words) if each.kind == "role"]
    ideas = {same_words(idea.words): idea for idea in Idea.objects.open().order_by("-wishes", "pk")[:LOOKED_AT]}
    likest = difflib.get_close_matches(same_words(words), ideas, n=MOST, cutoff=LEAST_LIKENESS)
    return roles[:MOST], [ideas[each] for each in likest]
