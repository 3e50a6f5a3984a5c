"""What is told of a text that was sorted into the form: what went where, what is new, what was not understood."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.markup import plain_text
from blog.models import Post, Resource, RoleResource, RoleSkill, Skill
from blog.models.tags import fold
from blog.sections.opening import headings_of

from .offering import like_skills

SECTION_OF = {"tasks": "what", "choose_else": "drawbacks", "ways_in": "start", "steps": "start", "resources": "start"}
SECTION_OF |= {"role_skills": "skills", "role_resources": "start", "voices": "more", "relations": "more"}
SECTION_OF |= {"tags": "day", "closing_line": "final", "hours_a_week": "facts"}
HEADING_OF = {"role_skills": "skills", "steps": "start", "role_resources": "resources"}
ORDER = ["names", "day", "facts", "why", "what", "skills", "perks", "drawbacks", "start", "final", "more"]
FEW = 200  # characters shown of what was not understood


class Told:
    def __init__(self, text):
        self.source, self.lines, self.notes, self.rest = text, [], [], ""

    def note(self, sentence):
        self.notes.append(sentence)

    def field(self, name, is_there):
        label = Post._meta.get_field(name).verbose_name if name != "tags" else _("tags")
        if is_there:
            self.line(SECTION_OF.get(name, "names"), str(label), "")
        else:
            self.note(
                _("%(field)s: there is one already; that of the text stands under “What else”.") % {"field": label}
            )

    def text(self, name, is_there, role):
        if is_there:
            words = len(plain_text(str(role.values[name])).split())
            said = ngettext("%(number)d word", "%(number)d words", words) % {"number": words}
            self.line(SECTION_OF.get(name, name), str(Post._meta.get_field(name).verbose_name), said, role, name)

    def rows(self, model, rows, role):
        if not rows:
            return
        name = model._meta.get_field("role").remote_field.related_name
        self.line(SECTION_OF.get(name, name), str(model._meta.verbose_name_plural), str(len(rows)), role, name)
        if model is RoleSkill:
            self.tell_new_skills([row.line.name for row in rows])
        elif model is RoleResource:
            self.tell_new_resources([row.line.url for row in rows])

    def relations(self, known, others):
        if known:
            self.line("more", _("related roles"), str(len(known)))
        if unknown := [line.title for line, other in others if other is None]:
            self.note(_("No role is called so: %(names)s.") % {"names": ", ".join(unknown)})

    def tell_new_skills(self, names):
        there = Skill.objects.called_each(names)
        new = [name for name in names if fold(name) not in there]
        if new:
            self.note(_("New skills, made when you save: %(names)s.") % {"names": ", ".join(new)})
        for name in new:
            if near := like_skills(name)[:3]:
                names = ", ".join(f"“{skill.name}”" for skill in near)
                self.note(_("“%(name)s” is nearly the same as %(names)s.") % {"name": name, "names": names})

    def tell_new_resources(self, urls):
        number = len(urls) - Resource.objects.filter(url__in=urls).count()
        if number:
            said = ngettext(
                "%(number)d new resource, made when you save.", "%(number)d new resources, made when you save.", number
            )
            self.note(said % {"number": number})

    def line(self, anchor, label, said, role=None, name=""):
        headings = role.found.headings.get(HEADING_OF.get(name, name), []) if role else []
        self.lines.append({"anchor": anchor, "label": label, "said": said, "headings": headings})

    def unplaced(self, html):
        words = " ".join(plain_text(html).split())
        headings = "; ".join(headings_of(html))
        self.rest = Truncator(headings or words).chars(FEW)

    def as_json(self):
        self.lines.sort(key=lambda line: ORDER.index(line["anchor"]))
        return {"text": self.source, "lines": self.lines, "notes": self.notes, "rest": self.rest}
