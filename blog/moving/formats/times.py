"""Which times may be meant."""

# Systems write the year 0, 1 or -1 for "never"; beyond these, other zones and databases have no such day.
EARLIEST, LATEST = 1000, 2999


def plausible(time):
    """The time, or None if it is no time that anybody meant."""
    return time if time is not None and EARLIEST <= time.year <= LATEST else None
