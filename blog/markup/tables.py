"""Tables with their caption and the scope of their headings. Tables that only arrange things are dissolved."""

import re

from . import tree
from .inline import common_attributes, copy_inline

SCOPES = {"col", "row", "colgroup", "rowgroup"}


def add_table(element, flow, fill):
    """`fill(target, source)` puts the content of a cell into it as blocks."""
    cells = [cell for cell in element.iter("td", "th") if next(cell.iterancestors("table")) is element]
    if "tr-caption-container" in element.get("class", "").split():
        add_captioned_picture(cells, flow, fill)
    elif len(cells) < 2:
        for cell in cells:
            flow.take_content(cell)
    else:
        add_rows(element, flow.target, fill)


def add_captioned_picture(cells, flow, fill):
    """Blogger writes a picture with its caption as a table of two rows."""
    figure = tree.new("figure")
    for cell in cells:
        part = tree.add(figure, "figcaption" if "tr-caption" in cell.get("class", "").split() else "div")
        tree.move_content(cell, part)
    flow.take(figure)


def add_rows(element, target, fill):
    table = tree.add(target, "table", common_attributes(element))
    for part in tree.children(element):
        if part.tag == "caption":
            caption = tree.add(table, "caption")
            copy_inline(part, caption)
            tree.trim(caption)
            if tree.is_empty(caption):
                table.remove(caption)
        elif part.tag in ("thead", "tbody", "tfoot"):
            section = tree.add(table, part.tag)
            for row in part.findall("tr"):
                add_row(row, section, fill)
            if not len(section):
                table.remove(section)
    if tree.is_empty(table):
        target.remove(table)


def add_row(source, section, fill):
    row = tree.add(section, "tr")
    for cell in tree.children(source):
        if cell.tag in ("td", "th"):
            attributes = common_attributes(cell) | spans(cell)
            if cell.tag == "th":
                attributes["scope"] = scope(cell, section, is_first=not len(row))
            fresh = tree.add(row, cell.tag, attributes)
            fill(fresh, cell)
            if len(fresh) == 1 and fresh[0].tag == "p":
                paragraph = fresh[0]
                fresh.remove(paragraph)
                tree.move_content(paragraph, fresh)
    if not len(row):
        section.remove(row)


def spans(cell):
    said = {name: cell.get(name, "").strip() for name in ("colspan", "rowspan")}
    return {name: number for name, number in said.items() if re.fullmatch("[0-9]{1,3}", number) and int(number) > 1}


def scope(cell, section, *, is_first):
    said = cell.get("scope", "").lower()
    if said in SCOPES:
        return said
    after = cell.getnext()
    is_of_row = is_first and section.tag != "thead" and after is not None and after.tag == "td"
    return "row" if is_of_row else "col"
