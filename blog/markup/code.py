"""The language of a piece of code, which every highlighter names in its own way."""

import re

NAMED = re.compile(r"(?:language|lang|brush|highlight-source)[-:]\s*([\w+#.-]{1,30})|src-([\w+#.-]{1,30})")
# Classes that highlighters put beside a bare name of the language: class="python hljs".
BARE = re.compile(r"(?:hljs|sourceCode|prettyprint|prism|highlight)(?= |$)")
NO_LANGUAGE = {"hljs", "sourcecode", "prettyprint", "prism", "highlight", "linenums", "none", "plain", "plaintext"}
NO_LANGUAGE |= {"text", "txt", "plain-text", "nohighlight", "notranslate", "wp-block-code", "line-numbers", "code"}
# Generators put the class on one of the elements around the code.
AROUND = 2


def language_of(element):
    """The language that a `pre`, what stands in it or what stands around it names; empty when none does."""
    around = [outer for _n, outer in zip(range(AROUND), element.iterancestors("div", "figure"), strict=False)]
    for holder in (*element.iter("pre", "code"), *around):
        if language := language_in(holder.get("class", "")):
            return language
    return ""


def language_in(classes):
    classes = re.sub(r":\s+", ":", classes)
    found = ["".join(names) for names in NAMED.findall(classes)]
    if not found and BARE.search(classes):
        found = [name for name in classes.split() if re.fullmatch(r"[\w+#.-]{1,30}", name)]
    return next((name.lower() for name in found if name.lower() not in NO_LANGUAGE), "")
