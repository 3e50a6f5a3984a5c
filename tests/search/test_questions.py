import pytest

from blog.search.questions import MAX_LENGTH, MAX_TERMS, question
from blog.search.words import fold, split, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café NAÏVE Łódź Straße İstanbul", ["cafe", "naive", "lodz", "strasse", "istanbul"]),
        ("C, C++ and C#/F#", ["c", "cplusplus", "and", "csharp", "fsharp"]),
        ("C++17, a+b", ["cplusplus", "17", "a", "b"]),
        ("the engineer’s job, don't", ["the", "engineers", "job", "dont"]),
        ("数据 and 科学", ["数", "据", "and", "科", "学"]),
        ("co\u00adoperation e\u0301t\u00e9", ["cooperation", "ete"]),
        ("दुनिया", ["दनय"]),
        ("½ ②", ["12", "2"]),
        ("--- ++ # ...", []),
        ("", []),
    ],
)
def test_text_becomes_folded_words(text, expected):
    assert words(text) == expected


def test_splitting_loses_nothing():
    text = "  “C++ & 数据”, naïve—\n<b>co-op</b> \U0001f600 "
    assert "".join(split(text)) == text


def test_a_word_is_never_empty_and_never_endless():
    assert fold("\u0301") == "x"
    assert len(fold("a" * 10_000)) <= 64


def test_small_stop_words_are_left_out_of_longer_questions_only():
    assert question("how to become a nurse") == question("how to become a nurse")
    assert [term.spellings for term in question("how to become a nurse").terms] == [(("nurse",),)]
    assert [term.spellings for term in question("IT support").terms] == [(("it",),), (("support",),)]
    assert [term.spellings for term in question("who").terms] == [(("who",),)]


def test_hyphens_and_dots_leave_two_spellings():
    assert question("front-end").terms[0].spellings == (("front", "end"), ("frontend",))
    assert question("node.js").terms[0].spellings == (("node", "js"), ("nodejs",))


def test_quotation_marks_make_a_phrase_and_need_not_be_closed():
    assert question('"machine learning" engineer').terms[0].spellings == (("machine", "learning"),)
    assert question('"machine learning').terms[0].is_phrase
    assert not question('""')


def test_unspaced_scripts_are_asked_for_as_a_phrase():
    assert question("数据科学 Python").terms[0].spellings == (("数", "据", "科", "学"),)
    assert question("Python数据").terms[1].is_phrase


def test_a_question_is_bounded():
    assert len(question("x" * 10_000).whole_name) < 200
    assert len(question(" ".join(f"w{n}" for n in range(1000))[: MAX_LENGTH * 9]).terms) <= MAX_TERMS
