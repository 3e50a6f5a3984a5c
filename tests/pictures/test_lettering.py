import pytest

from blog.art import lettering
from blog.art.lettering import fit, is_right_to_left, runs, width

SIZES = (84, 60, 40)


def faces(text):
    return [face for face, _piece in runs(text)]


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Machine Learning Engineer", lettering.SERIF),
        ("Ñandú Łódź Ελλάδα Привет Ngôn ngữ", lettering.SERIF),
        ("C++ & C#", lettering.SERIF),
        ("مهندس التعلم الآلي", lettering.ARABIC),
        ("数据科学家", lettering.CHINESE),
        ("データサイエンティスト", lettering.CHINESE),
        ("데이터", lettering.CHINESE),
    ],
)
def test_each_script_has_its_face(text, face):
    assert faces(text) == [face]


@pytest.mark.parametrize("text", ["מהנדס תוכנה", "डेटा वैज्ञानिक", "ผู้เชี่ยวชาญ", "ინჟინერი", "ճարտարագետ", "🚀"])
def test_many_more_scripts_are_there(text):
    assert all(face not in (lettering.SERIF, lettering.ARABIC, lettering.CHINESE) for face in faces(text))
    assert all(lettering.has(face, letter) for face, piece in runs(text) for letter in piece if letter.isalpha())


def test_a_text_of_two_scripts_has_two_faces():
    assert faces("数据 Scientist") == [lettering.CHINESE, lettering.SERIF]
    assert "".join(piece for _face, piece in runs("مهندس Python 3")) == "مهندس Python 3"


def test_direction_is_that_of_the_first_letter():
    assert is_right_to_left("3 مهندس")
    assert not is_right_to_left("Python مهندس")
    assert not is_right_to_left("123")


@pytest.mark.parametrize(
    "title",
    [
        "Engineer",
        "Rechtsschutzversicherungsgesellschaftenangestellter im Außendienst",
        "A title of words " * 12,
        "W" * 200,
        "数" * 200,
        "مهندس " * 30,
        "a\u0301\u0302\u0303" * 60,
        "\u202ereversed\u202c",
        "🚀" * 60,
        " ",
        "\t\n x",
    ],
)
def test_any_title_fits(title):
    setting = fit(title, 620, 250, SIZES)
    assert setting.size in SIZES
    assert all(width(line, setting.size) <= 620 for line in setting.lines)
    assert setting.height <= 250


def test_short_titles_are_set_large_and_long_ones_smaller():
    assert fit("Data Scientist", 620, 250, SIZES).size == 84
    assert fit("Machine learning and data engineering lead for hospitals", 620, 250, SIZES).size == 60


def test_what_is_left_out_is_marked():
    assert fit("word " * 200, 620, 250, SIZES).lines[-1].endswith("…")


def test_lines_are_about_equally_long():
    lines = fit("Machine Learning Engineer for Space", 620, 250, SIZES).lines
    assert len(lines) == 2
    assert lines[1] != "Space"


def test_no_line_of_chinese_begins_with_a_full_stop():
    assert not any(line.startswith("。") for line in fit("数据科学家。" * 12, 620, 250, SIZES).lines)
