"""
Markdown to HTML by cmark. The binding's own function forgets to give back the tree of a text and the HTML made of it,
ten kilobytes a comment: here both are freed by the library's own function and the C library's, where they can be found.
"""

import ctypes

from cmarkgfm import _cmark, cmark


def free_functions():
    """What frees a tree and what frees a text, or None where the platform hides them: memory is lost then, no more."""
    try:
        free_tree, free_text = ctypes.CDLL(_cmark.__file__).cmark_node_free, ctypes.CDLL(None).free
    except (AttributeError, OSError, TypeError):
        return None
    for function in (free_tree, free_text):
        function.argtypes, function.restype = [ctypes.c_void_p], None
    return free_tree, free_text


FREE = free_functions()


def cmark_to_html(text, options, extensions):
    """`extensions`: their names. The HTML is as unsafe as the text was."""
    cmark.core_extensions_ensure_registered()
    parser = cmark.parser_new(options=options)
    try:
        for name in extensions:
            cmark.parser_attach_syntax_extension(parser, cmark.find_syntax_extension(name))
        cmark.parser_feed(parser, text)
        return render(cmark.parser_finish(parser), options, cmark.parser_get_syntax_extensions(parser))
    finally:
        cmark.parser_free(parser)


def render(root, options, extensions):
    written = _cmark.lib.cmark_render_html(root, options, extensions)
    html = _cmark.ffi.string(written).decode()
    if FREE:
        free_tree, free_text = FREE
        free_tree(int(_cmark.ffi.cast("uintptr_t", root)))
        free_text(int(_cmark.ffi.cast("uintptr_t", written)))
    return html
