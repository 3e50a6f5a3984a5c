"""
What is looked at before a post comes out, and after. Errors stop publishing, warnings do not. Imports and drafts are
held to none of it.

A further check is a function of a `Subject` in one of these modules, under `@error` or `@warning`; it yields
(field, message), and where another post is meant its id as well. The field is one of the editor's form, or a list of
rows there.
"""

from . import facts, found, headings, links, needed, pictures, readability, same, steps
from .needed import missing
from .registry import NotReady, Problem, findings, problems

__all__ = [
    "NotReady",
    "Problem",
    "facts",
    "findings",
    "found",
    "headings",
    "links",
    "missing",
    "needed",
    "pictures",
    "problems",
    "readability",
    "same",
    "steps",
]
