"""Walks down a text, and gives what stands below each standing heading to those who can read it."""

from blog.markup import clean_html, line_of, tree
from blog.markup.blocks import HEADINGS
from blog.markup.pasting import lines_of

from . import rows
from .items import is_all_strong, read_items, text_of
from .parts import Sections
from .wordings import LONGEST_HEADING, STANDING_WORDINGS

# Sections that are texts; what stands below their smaller headings is still theirs.
TEXTS = ("lead", "why", "what", "final", "extra")
LONGEST_TASK = 400
LOWEST = 6
PARAGRAPH_LEVEL = 2  # that of a heading which is only a paragraph


def find_sections(html, *, wordings=STANDING_WORDINGS):
    """The sections of a role in any HTML, however its headings are worded and marked."""
    root = tree.parse(clean_html(html, lowest_heading=LOWEST) or "<p></p>")
    return Splitter(wordings).split(root)


class Splitter:
    def __init__(self, wordings):
        self.wordings = wordings
        self.found = Sections()
        self.texts = {name: [] for name in TEXTS}
        self.section, self.heading, self.level, self.blocks = "lead", None, 0, []
        self.names_tasks = False

    def split(self, root):
        for paragraph in root.findall("p"):
            self.free_heading(paragraph)
        for block in list(root):
            block.tail = None
            self.take(block)
        self.close()
        if not self.names_tasks:
            self.take_tasks()
        for name, blocks in self.texts.items():
            setattr(self.found, name, clean_html("".join(map(tree.outer, blocks))))
        return self.found

    def free_heading(self, paragraph):
        """A heading on the first line of a paragraph becomes one of its own."""
        lines = lines_of(paragraph)
        if len(lines) > 1 and self.standing(lines[0]):
            rest = tree.new("p")
            for n, line in enumerate(lines[1:]):
                if n:
                    tree.add(rest, "br")
                tree.move_content(line, rest)
            paragraph.addprevious(lines[0])
            paragraph.addprevious(rest)
            paragraph.getparent().remove(paragraph)

    def standing(self, block):
        """The section that this block is the heading of, or None."""
        if block.tag not in HEADINGS and not (block.tag == "p" and (is_all_strong(block) or is_plain_line(block))):
            return None
        return self.wordings.section_of(text_of(block), is_below_another=self.section != "lead")

    def take(self, block):
        level = int(block.tag[1]) if block.tag in HEADINGS else PARAGRAPH_LEVEL
        if section := self.standing(block):
            self.begin(section, block, level)
            self.found.headings.setdefault(section, []).append(text_of(block))
            self.names_tasks = self.names_tasks or section == "tasks"
        elif self.ends_section(block, level):
            self.begin("extra", None, level)
            self.blocks.append(block)
        else:
            self.blocks.append(block)

    def ends_section(self, block, level):
        """Whether this is a heading of something else than the section it comes in."""
        if self.section in ("lead", "extra"):
            return False
        if block.tag in HEADINGS:
            return level <= self.level
        is_of_rows = self.section not in TEXTS
        has_list = any(before.tag in ("ul", "ol") for before in self.blocks)
        return is_of_rows and has_list and self.heading.tag == "p" and block.tag == "p" and is_all_strong(block)

    def begin(self, section, heading, level):
        self.close()
        self.section, self.heading, self.level, self.blocks = section, heading, level, []

    def close(self):
        if self.section in TEXTS:
            self.texts[self.section] += self.blocks
            return
        before = self.found.count_rows()
        leftovers = self.read_rows()
        if leftovers and self.found.count_rows() == before:
            # Nothing of it found its place: it stays below its heading.
            leftovers.insert(0, self.as_heading())
        self.texts["extra"] += leftovers

    def as_heading(self):
        heading = tree.new(f"h{self.level}")
        tree.add_text(heading, text_of(self.heading))
        return heading

    def read_rows(self):
        """Put what the blocks say into the rows of the present section; the blocks that say nothing of the kind."""
        if self.section == "voices":
            return rows.read_voices(self.blocks, self.found.voices)
        if self.section in ("tasks", "choose_else"):
            return rows.read_lines(self.blocks, getattr(self.found, self.section))
        items, leftovers = read_items(self.blocks)
        return leftovers + rows.READERS[self.section](items, self.found)

    def take_tasks(self):
        """The list that ends the text of what they do holds the tasks."""
        what = self.texts["what"]
        if what and what[-1].tag == "ul":
            lines = [line_of(row) for row in what[-1]]
            if what[-1].find(".//img") is None and max(map(len, lines)) <= LONGEST_TASK:
                self.found.tasks += lines
                what.pop()


def is_plain_line(block):
    text = text_of(block)
    return not len(block) and 0 < len(text) <= LONGEST_HEADING and text[-1] not in ".,;!"
