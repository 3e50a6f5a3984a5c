"""What the forms of others have no word for, beside them; import_blog of the folder reads it again."""

from ..markdown.writing import as_yaml
from ..own.addresses import addresses_out
from ..own.files import YAML_NAMES


def write_redirects(leaving):
    if said := {row["path"]: row["target"] for row in addresses_out(leaving.scope)}:
        (leaving.folder / YAML_NAMES["redirect"]).write_text(as_yaml(said), "utf-8")
