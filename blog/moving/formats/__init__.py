"""
The formats a blog may come in. Each module reads one of them onto a shelf and knows nothing of the database:

    NAME          the word for `--format`
    is_it(source)     whether the source is of this format, by a look at its beginnings
    read(source, shelf, report)     all of it onto the shelf. Raises Refused, having promised nothing
"""
