"""Realistic content in bulk, to see how a site of years behaves: the same for the same seed, added to what is there."""

from .site import make_content

__all__ = ["make_content"]
