"""A catalogue as its translators wrote it: enough of the .po format to compare it with what is shown."""

import ast
import re
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[2] / "locale"
FIELD = re.compile(r'(msg\w+(?:\[\d\])?) (".*")')


def entries(path):
    """A dict for each message that is not obsolete: `msgid`, `msgstr` or `msgstr[0]` ..., `is_fuzzy`, its `places`."""
    for paragraph in re.split(r"\n{2,}", path.read_text(encoding="utf-8").strip()):
        entry, field = {"is_fuzzy": bool(re.search(r"^#,.*\bfuzzy\b", paragraph, re.MULTILINE))}, None
        entry["places"] = " ".join(re.findall(r"^#: (.*)$", paragraph, re.MULTILINE)).split()
        for line in paragraph.splitlines():
            if line.startswith("#"):
                continue
            if found := FIELD.fullmatch(line):
                field, line = found.groups()
            entry[field] = entry.get(field, "") + ast.literal_eval(line)
        if "msgid" in entry:
            yield entry


def forms_of(entry):
    """The translations: one, or one for each plural form."""
    return [text for field, text in entry.items() if field.startswith("msgstr")]


def messages_of(path):
    """What the machine should read: as in `GNUTranslations`, plural forms have their number beside the key."""
    messages = {}
    for entry in entries(path):
        if entry["is_fuzzy"] or not all(forms_of(entry)):
            continue
        key = "\x04".join(filter(None, [entry.get("msgctxt"), entry["msgid"]]))
        if "msgid_plural" in entry:
            messages |= {(key, number): text for number, text in enumerate(forms_of(entry))}
        else:
            messages[key] = entry["msgstr"]
    return messages
