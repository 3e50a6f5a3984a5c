"""The tables of an export, whichever version wrapped them up how."""

from ...reports import Refused


class Tables:
    """`used`: the names of those that were asked for."""

    def __init__(self, said, name):
        self.data = data_in(said)
        if self.data is None or not isinstance(self.data.get("posts"), list):
            raise Refused(f"{name} holds no posts of Ghost. Export the blog again: Settings, Advanced, Import/Export.")
        self.used = set()

    def rows(self, name):
        """The rows of a table as dictionaries; none of one that is not there."""
        self.used.add(name)
        rows = self.data.get(name)
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def by(self, name, key):
        """{value of `key`: its rows, in their order} of a table that ties others together."""
        found = {}
        for row in sorted(self.rows(name), key=lambda row: order_of(row.get("sort_order"))):
            found.setdefault(text(row.get(key)), []).append(row)
        return found

    def settings(self):
        """{key: value} of what readers saw of the settings. All else, keys and secrets among it, is never looked at."""
        wanted = {
            "title",
            "description",
            "lang",
            "default_locale",
            "locale",
            "permalinks",
            "active_timezone",
            "timezone",
        }
        return {key: text(row.get("value")) for row in self.rows("settings") if (key := text(row.get("key"))) in wanted}

    def unused(self):
        """{name: number of rows} of the tables nobody asked for."""
        tables = ((name, rows) for name, rows in self.data.items() if name not in self.used)
        return {name: len(rows) for name, rows in tables if isinstance(rows, list) and rows}


def data_in(said):
    """{"db": [{"data": {...}}]}, {"data": {...}} or the tables alone."""
    if isinstance(said, dict) and isinstance(said.get("db"), list) and said["db"]:
        said = said["db"][0]
    if isinstance(said, dict) and isinstance(said.get("data"), dict):
        said = said["data"]
    return said if isinstance(said, dict) else None


def order_of(value):
    return value if isinstance(value, int) else 0


def text(value):
    return "" if value is None else value if isinstance(value, str) else str(value)


def is_true(value):
    return value in (True, 1, "1", "true")
