"""Which headings mean which section: many ways of saying the same."""

import re
import unicodedata

from blog.markup.tree import names

from .languages import MORE_WORDINGS

# Matched whole, on text without signs and case. A star stands for one to six words.
WORDINGS = {
    "why": """
        why it matters | why this matters | why * matters | why * matter | why * important | why is this role *
        why this role * | why this job * | why is this job * | why * is a game changer | why become * | why choose *
        why you should become * | why should you become * | why we need * | why * in demand | why * exists | why * exist
        the importance of * | importance of * | the case for * | why does it matter | why does this role matter
        why be * | what makes this role special | what makes * special | what makes * unique | whats the big deal
        what is the big deal
    """,
    "what": """
        what they do | what you do | what you will do | what youll do | what they really do | what they actually do
        what does * do | what do * do | what * do | what * does | what is * | what are * | a day in the life
        a day in the life of * | a typical day * | the role | about the role | job description | the job
        responsibilities | key responsibilities | main responsibilities | roles and responsibilities | the work
        day to day work | role overview | overview | who is a * | who is an * | who are * | the role of *
        day in the life | day in the life of * | what youll be doing | what you will be doing | what the job is like
        what the work is like
    """,
    "tasks": """
        tasks | typical tasks | main tasks | key tasks | everyday tasks | day to day tasks | the tasks | duties
    """,
    "skills": """
        skills | key skills | core skills | essential skills | required skills | must have skills | top skills
        skills you need | skills you need * | skills you will need * | skills youll need * | skills needed
        skills needed * | skills required | skills required * | skills for * | skills to * | skills of *
        the skills you need | the skills you need * | what skills * | which skills * | what you need
        what you need to know | what you need to learn | skills and tools | tools and skills | skills and knowledge
        skills and qualifications | qualifications and skills | skills youll need | skills you will need | skill set
        the skill set * | skillset | tools of the trade | what do you need | what do you need * | so what do you need
        what it takes | what it takes * | what does it take *
    """,
    "perks": """
        perks | the perks | perks of * | the perks of * | benefits | the benefits | benefits of * | the benefits of *
        advantages | advantages of * | pros | the pros | the good | the good parts | the good side | upsides
        the upside | the upsides | upsides of * | why you will love it | why youll love it | why you will love *
        why youll love * | what is good about it | rewards | the rewards | perks and * | benefits and perks
        why its worth it | why it is worth it | what makes it worth it | the bright side | the fun part | the fun parts
        what makes * great | what makes * exciting | why people love it | why people love *
    """,
    "drawbacks": """
        drawbacks | the drawbacks | drawbacks of * | the drawbacks of * | downsides | the downsides | downsides of *
        the downside | the downsides of * | disadvantages | disadvantages of * | cons | the cons | challenges
        the challenges | challenges of * | the challenges of * | challenges you will face * | challenges youll face *
        the hard parts | the hard part | the bad | the bad side | the catch | what is hard about it
        what nobody tells you | what is bad about it | the dark side of * | challenges and * | potential drawbacks
        potential challenges | possible drawbacks | the flip side | the tough part | the tough parts | the not so good
        the not so great parts | the not so fun part | the not so fun parts | the not so glamorous side
        a reality check
    """,
    "choose_else": """
        choose something else if | choose another role if | choose another job if | choose another career if
        not for you if | this is not for you if | this role is not for you if | this job is not for you if
        think twice if | do not become * if | dont become * if | who should not become * | who this is not for
        maybe not for you if | when to choose something else
    """,
    "ways_in": """
        ways in | the ways in | ways into * | routes in | routes into * | the routes in | paths into * | entry routes
        how people get in | how people get into * | how to qualify | education and training | ways to get in
        ways to become *
    """,
    "start": """
        how to get started | how to get started * | getting started | getting started * | get started | how to start
        how to start * | first steps | your first steps | first steps towards * | steps to get started | start here
        where to start | where to begin | how to begin | steps | next steps | how do you get started
        how do i get started | how can you get started | your path to * | roadmap | your roadmap | roadmap to *
        steps to become * | how to become * | how do i start | how do you start | how can i start | how to get into *
        how to break into * | breaking into * | how to kickstart * | how to launch * | how to enter * | how to get there
        getting your foot in the door | how to get your foot in the door | how to land * | starting out
    """,
    "resources": """
        resources | useful resources | learning resources | helpful resources | recommended resources | free resources
        resources for * | resources to * | further reading | where to learn | where to learn * | where to learn more
        books and courses | courses and books | learn more | useful links
    """,
    "relations": """
        related roles | related careers | related jobs | similar roles | similar careers | similar jobs
        roles near this one | where it leads | neighbouring roles
    """,
    "voices": """
        voices | in their own words | what people say | what people in the job say | what practitioners say
    """,
    "final": """
        final thoughts | final thoughts on * | final words | final word | conclusion | in conclusion | closing thoughts
        concluding thoughts | wrapping up | wrap up | to sum up | summing up | summary | in summary | the bottom line
        bottom line | last words | parting thoughts | in closing | the takeaway | takeaways | key takeaways
        final thoughts * | conclusion * | wrapping it up | is it for you | is it right for you | is this for you
        is this the career for you | is this the job for you | is this the role for you | is * right for you
        ready to *
    """,
}
# These name a whole post as often as a section of one: they count only below another standing heading.
HEADLINE_WORDINGS = ("how to become *", "why you should become *", "why become *", "what is *", "what are *")
# Words that dress a heading up and change nothing of what it begins: "the 5 most important skills required".
DRESSING = names("the a an your my our key core main top basic essential important common major biggest real most")
DRESSING |= names("some few required needed necessary typical quick more about other different amazing great")
LONGEST_HEADING = 90


def normalize(text):
    """Lower case words alone: no signs, numbering, emoji, accents of typing."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'", "")
    words = "".join(character if character.isalnum() else " " for character in text).split()
    return " ".join(words[1:] if len(words) > 1 and words[0].isdigit() else words)


def undressed(words):
    return " ".join(word for word in words.split() if word not in DRESSING and not word.isdigit())


class Wordings:
    """Looks headings up in a table of wordings. Exact ones win over those with a star."""

    def __init__(self, table):
        self.exact, self.open = {}, []
        for section, text in table.items():
            for phrase in filter(None, map(str.strip, re.split(r"[|\n]", text))):
                self.add(phrase, section)

    def add(self, phrase, section):
        if "*" in phrase:
            pattern = re.escape(phrase).replace(r"\*", r"\S+(?: \S+){0,5}")
            self.open.append((re.compile(pattern), section, phrase in HEADLINE_WORDINGS))
        else:
            self.exact[phrase] = section

    def extended(self, rows):
        """These and some more, which win: (phrase, section) pairs."""
        more = Wordings({})
        for phrase, section in rows:
            more.add(phrase, section)
        more.exact = self.exact | more.exact
        more.open += self.open
        return more

    def section_of(self, heading, *, is_below_another=True):
        """The section that a heading begins, or None."""
        if len(heading) > LONGEST_HEADING:
            return None
        words = normalize(heading)
        return self.look_up(words, is_below_another) or self.look_up(undressed(words), is_below_another)

    def look_up(self, words, is_below_another):
        if words in self.exact:
            return self.exact[words]
        for pattern, section, may_be_headline in self.open:
            if (is_below_another or not may_be_headline) and pattern.fullmatch(words):
                return section
        return None


STANDING_WORDINGS = Wordings({name: f"{text} | {MORE_WORDINGS.get(name, '')}" for name, text in WORDINGS.items()})
