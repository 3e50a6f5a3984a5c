"""
Counting readers without knowing them. A beacon of the page says that it was opened, read to its end, or a link of it
followed; it is noted in memory and written in bulk every few seconds. Of who sent it nothing is kept but a mark in a
table that is thrown away each day, and a number made from who they are is what makes the mark.
"""

from .batches import Batch, Buffer
from .senders import is_person, may_be_counted
from .uniques import digest_of, new_ones

__all__ = ["Batch", "Buffer", "buffer", "digest_of", "is_person", "may_be_counted", "new_ones"]

buffer = Buffer()  # of this process
