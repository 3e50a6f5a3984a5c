"""The filter by itself: marks, disguises, and texts made to cost time."""

import time

import pytest

from blog.spam import Said, in_words, judge


def judged(body, **who):
    return judge(Said(**{"name": "Ines", "email": "ines@example.com", **who}, body=body))


HONEST = "How long did it take you to become an engineer?"


@pytest.mark.parametrize(
    ("code", "body", "who"),
    [
        ("links", "See https://one.example and https://two.example and https://three.example for more of it", {}),
        ("only-links", "https://strange.example/page", {}),
        ("short-links", "All of it is written down here by us: bit.ly/abc, have a look at it", {}),
        ("link-domain", "More of this can be read at https://best-casino.example by all", {}),
        ("link-html", "Read [url=https://a.example]this[/url] when you have the time for it", {}),
        ("phrases", "Earn $500 a day", {}),
        ("contact", "Write to me: somebody@gmail.com", {}),
        ("name", HONEST, {"name": "Best SEO Services"}),
        ("name", HONEST, {"name": "roofing contractor"}),
        ("address", HONEST, {"email": "cheapessayhelp@gmail.com"}),
        ("praise", "Great post, thanks for sharing", {"name": "Kitchen Remodeling Near Me"}),
        ("invites", "Have a look at my new channel, people", {}),
        ("invites", "hey guys suscribe", {}),
        ("begs", "plz like and share this", {}),
        ("referral", "It is all explained here: https://a.example/join?ref=12 by us", {}),
        ("market", "It is all explained here: https://www.gofundme.com/f/me by us", {}),
        ("spelt-link", "Read more at bestcareers dot com", {}),
        ("spelt-link", "Read more at bestcareers . com today", {}),
        ("foreign", "Все подробности здесь: https://strange.example/page для вас", {}),
        ("contact", "look him up on Telegram", {}),
        ("contact", "加微信 abc123", {}),
        ("contact", "Customer care toll free 1-800-555-0175", {}),
        ("contact", "Call (844) 555-0163 at any hour", {}),
        ("contact", "راسلنا على 00201012345678", {}),
        ("name", HONEST, {"name": "https://a.example"}),
        ("address", HONEST, {"email": "x@mailinator.com"}),
        ("mixed-scripts", "Best саsinо here", {}),
        ("spaced-letters", "Look for v i a g r a here", {}),
        ("capitals", "READ THIS NOW, ALL OF YOU OUT THERE", {}),
        ("shouting", "Wow!!! Look $$$ 🚀", {}),
        ("repeated", "good work " * 20, {}),
        ("haste", HONEST * 3, {"seconds": 1}),
    ],
)
def test_each_mark_is_seen_and_has_words(code, body, who):
    codes = judged(body, **who).codes.split()
    assert code in codes
    assert in_words(code)


@pytest.mark.parametrize(
    "disguised",
    [
        "online саsinо",
        "on\u200bline cas\u00adino",
        "ｏｎｌｉｎｅ ｃａｓｉｎｏ",
        "ONLINE CASINO",
        "0nline cas1no",
        "𝐨𝐧𝐥𝐢𝐧𝐞 𝐜𝐚𝐬𝐢𝐧𝐨",
    ],
)
def test_disguise_does_not_help(disguised):
    assert "phrases" in judged(f"Try our {disguised} today").codes


@pytest.mark.parametrize(
    "body", ["Привет, спасибо за статью!", "C++20 и Python", "Ελληνικά και English", "你好，谢谢", "مرحبا", "", "👍"]
)
def test_other_scripts_are_no_mark(body):
    judgement = judged(body)
    assert "mixed-scripts" not in judgement.codes
    assert not judgement.is_clear


@pytest.mark.parametrize(
    "who", [{"name": "Best Dentist in Dallas"}, {"name": "cheap flights"}, {"email": "seo.expert@gmail.com"}]
)
@pytest.mark.parametrize(
    "body",
    [
        "Great post, thanks for sharing, keep it up.",
        "Very nice blog. I enjoyed reading it.",
        "Excellent read, I passed this on to a friend.",
    ],
)
def test_praise_waits_when_the_writers_name_advertises(body, who):
    assert judged(body, **who).is_doubtful
    assert not judged(body).is_doubtful


@pytest.mark.parametrize(
    "who",
    [
        {"name": "Seo-yeon Kim", "email": "seoyeon.kim@naver.com"},
        {"name": "Bettina Casagrande", "email": "bettina.essen@web.de"},
        {"name": "Learnt Late", "email": "info@school-essex.org"},
        {"name": "李雷", "email": "lilei88@qq.com"},
        {"name": "Max Loaning", "email": "max.sloan@example.com"},
        {"name": "George Best", "email": "george.best@example.com"},
        {"name": "Loan Nguyen", "email": "loan.nguyen@example.com"},
        {"name": "Arne Slot", "email": "arne1978@example.com"},
        {"name": "Anna Hacker", "email": "hacker.anna@example.com"},
        {"name": "Shirley Temple", "email": "shirley.temple@example.com"},
        {"name": "marko88", "email": "marko88@example.com"},
    ],
)
def test_names_and_addresses_of_people_are_no_mark(who):
    assert not {"name", "address"} & set(judged("Thanks, that helped me.", **who).codes.split())


def test_one_kind_of_mark_alone_hides_nothing():
    assert not judged("online casino, free spins, viagra, payday loans, fake diploma").is_clear


@pytest.mark.parametrize(
    "host",
    [
        *("learnpython.org", "elearning.example.org", "hackathon.example.org", "news.essex.example.org"),
        *("nonprofit.example.org", "investopedia.com", "ideals.example.org", "accreditation.example.org"),
    ],
)
def test_a_host_is_no_mark_for_letters_that_stand_in_an_honest_word(host):
    assert "link-domain" not in judged(f"I read all of it at https://{host}/start and it was good").codes


def test_digits_of_a_link_are_no_number_to_call():
    assert (
        "contact" not in judged("My deck of cards is here: https://strange.example.org/info/1190756458 for all").codes
    )


def test_a_list_of_where_one_learnt_is_hidden_from_nobody():
    hosts = ("sqlzoo.net", "www.kata.org", "puzzles.dev", "cards.io", "codebar.io", "mathigon.org")
    judgement = judged(" ".join(f"https://{host}" for host in hosts))
    assert judgement.is_doubtful
    assert not judgement.is_clear


def test_who_warns_may_quote_whom_to_avoid():
    warning = (
        "Beware: “Global Recovery Experts” contacted me on WhatsApp +1 302 555 0148 after I lost money to a fake "
        "broker. They promise to recover your bitcoin. It is a second scam."
    )
    judgement = judged(warning)
    assert judgement.is_doubtful
    assert not judgement.is_clear


def test_a_reason_is_said_once():
    codes = judged("Hire us on WhatsApp +1 256 555 0199, verified PayPal accounts for sale").codes.split()
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "sign",
    [
        "a",
        "a ",
        "https://",
        "(",
        "а",
        "$!",
        "a.b-",
        "contact us now ",
        "1 ",
        "555 ",
        "(555) 555-",
        "it is a very ",
        "\ufdfa",
        "\u0301",
        "[url=",
        "+1 ",
        "a@",
        "best x in ",
        "a_",
        "check ",
        "please ",
        "my ",
        "subscribe ",
        "please go ",
        "check my a ",
        "telegram ",
        "contact a on ",
        "recover ",
        "$1 ",
        "dot com ",
        "you . ",
        "казино ",
        "赌",
    ],
)
def test_ten_thousand_characters_take_no_time(sign):
    begun = time.process_time()
    judged((sign * 10_000)[:10_000], name=sign * 50, email=sign * 100)
    assert time.process_time() - begun < 1
