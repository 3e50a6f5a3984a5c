"""As blog/origins.py says, for the views of this wing."""

from blog.origins import same_origin

__all__ = ["same_origin"]
