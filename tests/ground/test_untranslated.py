"""No words for people stand outside gettext: not in templates, not in scripts, not in Python."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
MODULES = sorted(path for app in ("accounts", "blog") for path in (ROOT / app).rglob("*.py"))

# Names, and the mark that splits a letter: they are the same in every language.
NAMES = {"Atom", "RSS", "JSON Feed", "Mastodon", "LinkedIn", "Reddit", "Subject:"}
APART = re.compile(
    r"\{%\s*(comment|blocktranslate|verbatim)\b.*?\{%\s*end\1\s*%\}|<(script|style)\b.*?</\2>|<!--.*?-->", re.DOTALL
)
ATTRIBUTE_BLOCKS = re.compile(r"\{%\s*block (?:\w*class|button|form_attributes)\s*%\}.*?\{%\s*endblock\s*%\}")
LANGUAGE_OF_TEMPLATES = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")
REST_OF_A_TAG = re.compile("\x00[^\x00]*?%\\}")  # of one with another in its quotes
ATTRIBUTES = re.compile(r"\b[\w-]+=\"[^\"]*\"")
TAG = re.compile(r"<[^>]*>")
LABEL = re.compile(r"\b(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"")
WORD = re.compile(r"[^\W\d_]{2,}")
PHRASE = re.compile(r"""["'`]([A-Z][a-z]+(?: [a-z]+)+[^"'`]*)["'`]""")
SHOWN_NAMES = {"label", "help_text", "verbose_name", "verbose_name_plural", "description", "short_description"}
SHOWING = {"ValidationError", "PermissionDenied", "message_user"}  # and all of `messages`


def words_outside(text):
    text = ATTRIBUTE_BLOCKS.sub("", APART.sub("\x00", text))
    text = REST_OF_A_TAG.sub("\x00", LANGUAGE_OF_TEMPLATES.sub("\x00", text))
    shown = [*re.split("[\x00\n]", ATTRIBUTES.sub("\x00", TAG.sub("\x00", text))), *LABEL.findall(text)]
    lines = (re.sub(r"&\w+;", "", line).strip() for line in shown)
    return [line for line in lines if WORD.search(line) and line not in NAMES]


def test_the_look_itself_finds_words():
    assert words_outside('<p title="Two words">{% translate "Fine" %} <b>Not fine</b> {{ x|default:"y" }}</p>') == [
        "Not fine",
        "Two words",
    ]
    assert words_outside("<script>const here = 1</script>{% blocktranslate %}Fine{% endblocktranslate %}&nbsp;") == []


@pytest.mark.parametrize("folder", sorted({path.parent for path in TEMPLATES}), ids=lambda path: path.name)
def test_templates_say_everything_through_gettext(folder):
    paths = [path for path in TEMPLATES if path.parent == folder]
    found = {path.name: words for path in paths if (words := words_outside(body(path)))}
    assert not found, "Put these into {% translate %} or {% blocktranslate %}."


def test_scripts_take_their_words_from_templates():
    found = {path.name: words for path in SCRIPTS if (words := PHRASE.findall(without_remarks(path.read_text())))}
    assert not found, "Hand these over in data- attributes, from a template."


def test_forms_models_and_messages_speak_through_gettext():
    found = [f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}" for path in MODULES for node in bare_words(path)]
    assert not found, "Put these into gettext."


def body(path):
    return path.read_text(encoding="utf-8")


def without_remarks(script):
    return re.sub(r"(?m)^\s*(//|\*|/\*).*$", "", script)


def bare_words(path):
    """Texts that are shown under the names Django has for them, and are not in gettext."""
    if "migrations" in path.parts or "commands" in path.parts:  # commands speak to whoever keeps the machine
        return
    for node in ast.walk(ast.parse(body(path))):
        for value in shown_by(node):
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and WORD.search(value.value):
                yield value


def shown_by(node):
    match node:
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            named = [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_NAMES]
            return [*named, *(node.args if name in SHOWING or is_of_messages(node.func) else [])]
        case ast.Assign(targets=[ast.Name(id=name)]) if name in SHOWN_NAMES:
            return [node.value]
    return []


def is_of_messages(function):
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "messages"
