"""The links of a comment, as they were typed."""

import re

LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"']{3,300}|(?<![\w@.-])[a-z0-9-]{2,40}\.(?:com|net|org|xyz|top|shop|online|site|club|info|biz|ly|me|io|ru|in|co|click|live|vip|win)(?:/[^\s<>()\[\]\"']{0,300})?(?![\w.-])"
)
HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:\s]+)")
CODE = re.compile(r"<a\s[^>]{0,80}href|\[url[=\]]|\[link[=\]]")
MOST = 40
# Where people who talk of work and learning lead each other to.
AT_HOME = re.compile(
    r"(?:^|\.)(?:github\.com|github\.io|gitlab\.com|codeberg\.org|stackoverflow\.com|stackexchange\.com|wikipedia\.org"
    r"|arxiv\.org|python\.org|readthedocs\.io|kaggle\.com|huggingface\.co|coursera\.org|edx\.org|udacity\.com|fast\.ai"
    r"|freecodecamp\.org|khanacademy\.org|mozilla\.org|pytorch\.org|tensorflow\.org|scikit-learn\.org|ycombinator\.com"
    r"|exercism\.org|codewars\.com|hackerrank\.com|leetcode\.com|theodinproject\.com|w3schools\.com|realpython\.com"
    r"|roadmap\.sh|datacamp\.com|deeplearning\.ai|w3\.org|learn\.microsoft\.com|cloud\.google\.com|aws\.amazon\.com"
    r"|[\w-]+\.edu|[\w-]+\.(?:edu|ac)\.[a-z]{2}|[\w-]+\.gov(?:\.[a-z]{2})?|gov\.uk|[\w-]+\.gouv\.fr|uni-[\w-]+\.de"
    r"|onetonline\.org|arbeitsagentur\.de|europa\.eu)$"
)
SHORTENERS = re.compile(
    r"^(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|cutt\.ly|rb\.gy|ow\.ly|shorturl\.at|tiny\.cc|t\.me|wa\.me|telegram\.me"
    r"|chat\.whatsapp\.com|api\.whatsapp\.com|linktr\.ee|s\.id|v\.gd|bitly\.com|telegra\.ph)$"
)
ODD_ENDING = re.compile(
    r"\.(?:xyz|top|click|loan|loans|win|bid|icu|buzz|vip|club|shop|online|site|live|casino|bet|poker|porn|sexy|adult|cam"
    r"|cyou|cfd|sbs|monster|store|biz|ru|su|tk|ml|ga|cf|gq)$"
)
TELLING = re.compile(
    r"casino|viagra|cialis|pharm|pills|loan|(?<!ac)credit|kredit|\bseo|seo\b|backlink|escort|porn|(?<![se])sex|xxx|poker|slot"
    r"|bet\d|betting|essay|assignment|dating|crypto|bitcoin|forex|invest(?!opedia)|(?<!non)(?<!non-)profit|(?<!l)earn|money|cash"
    r"|replica|cheap|(?<!i)deal|bonus|follower|hack(?!athon|aday|thebox|er(?:news|earth|one|noon))|recover|spell(?!ing)"
    r"|diploma|gummies|keto|vape|cbd|training-in-|course-in-|institute"
)


def hosts_of(text):
    """Of plain text, the host of each link."""
    hosts = []
    for match in LINK.finditer(text):
        hosts.append(HOST.match(match[0])[1].rstrip("."))
        if len(hosts) == MOST:
            break
    return hosts


def is_at_home(host):
    return AT_HOME.search(host) is not None
