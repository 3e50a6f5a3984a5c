import re

import pytest
from lxml import etree

from blog.art import cover_svg, engraving
from blog.art.colours import HUES, palette, rgb
from blog.art.motifs import MOTIFS
from blog.art.pixels import to_image
from blog.models import Category

SEEDS = [("machine-learning-engineer", 31), ("数据科学家", 1), ("an-essay", None), ("c-plus-plus-developer", 365)]
CASES = [(motif, *seed) for motif in MOTIFS for seed in SEEDS]


def test_every_motif_a_category_can_have_is_there():
    assert set(Category.Motif.values) == set(MOTIFS)


@pytest.mark.parametrize(("motif", "seed", "day"), CASES)
def test_a_cover_is_the_same_for_the_same_post_and_another_for_another(motif, seed, day):
    first = cover_svg(motif, seed, day, 3)
    cover_svg.cache_clear()
    assert cover_svg(motif, seed, day, 3) == first
    assert cover_svg(motif, f"{seed}-2", day, 3) != first
    assert cover_svg(motif, seed, 40, 3) != first


@pytest.mark.parametrize(("motif", "seed", "day"), CASES)
def test_a_cover_may_stand_in_any_page(motif, seed, day):
    svg = cover_svg(motif, seed, day, 7)
    root = etree.fromstring(svg)
    assert root.get("aria-hidden") == "true"
    assert root.get("class") == "art hue-7"
    allowed = {"class", "d", "stroke-width", "stroke-dasharray", "stroke-linecap"}
    for mark in root:
        assert mark.tag == "path"
        assert set(mark.keys()) <= allowed
        assert re.fullmatch(r"[fs]-[a-z]+( s-[a-z]+)?", mark.get("class"))
        assert re.fullmatch(r"[mlhvcsaz0-9 -]*", mark.get("d"))
    assert 1800 < len(svg) < 5200


def test_the_seed_never_reaches_the_markup():
    assert "script" not in cover_svg("grid", '"><script>', None, 0)


def test_an_unknown_motif_is_no_error():
    assert cover_svg("", "x").startswith("<svg")


def test_the_moon_is_new_at_the_start_and_full_in_the_middle_of_its_month():
    new = to_image(engraving("waves", "x", 59, (300, 300)), (300, 300), {**palette(0), "lit": (255, 255, 0)})
    full = to_image(engraving("waves", "x", 15, (300, 300)), (300, 300), {**palette(0), "lit": (255, 255, 0)})

    def lit(image):
        return sum(count for count, colour in image.getcolors(300 * 300) if colour == (255, 255, 0))

    assert lit(new) < 200 < 2000 < lit(full)


@pytest.mark.parametrize("motif", MOTIFS)
def test_pixels_show_what_the_page_shows(motif):
    image = to_image(engraving(motif, "x", 31), (240, 160), palette(4))
    shares = {colour: count / (240 * 160) for count, colour in image.getcolors(240 * 160)}
    assert len(shares) > 50
    assert max(shares.values()) < 0.8


@pytest.mark.parametrize("plate", [(1200, 800), (800, 1115), (600, 600), (2400, 400)])
@pytest.mark.parametrize("motif", MOTIFS)
def test_any_plate_is_filled(motif, plate):
    assert len(engraving(motif, "x", 31, plate).marks) > 2


def test_colours_stay_within_what_screens_show():
    assert all(0 <= part <= 255 for hue in range(HUES) for colour in palette(hue).values() for part in colour)
    assert rgb(1, 0, 0) == (255, 255, 255)
    assert rgb(0, 0, 0) == (0, 0, 0)


def test_a_cover_is_drawn_once():
    cover_svg.cache_clear()
    for _twice in range(2):
        for number in range(48):
            cover_svg(list(MOTIFS)[number % 12], f"post-{number}", number, number % 12)
    assert (cover_svg.cache_info().misses, cover_svg.cache_info().hits) == (48, 48)
