"""The library of pictures: several in at once, found again, set into a text and as a cover, cut where one wants."""

import re

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from blog.actions.pictures import store_picture
from blog.models import Essay, Picture
from blog.publishing.groups import keep_groups
from tests.factories import PASSWORD, EssayFactory, UserFactory
from tests.pictures.files import photograph, saved, scene

DROP = """
([target, name, type, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  document.querySelector(target).dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
}
"""
PASTE = """
([name, type, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""


def sign_in(page, address="/admin/"):
    keep_groups()
    editor = UserFactory(name="Edda", email="edda@example.com", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
    page.goto(address)
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(editor.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("sign in|log in", re.IGNORECASE)).click()


def jpeg(width):
    return list(saved(scene(width, 80), "JPEG"))


def test_several_pictures_come_in_and_are_described(page, tmp_path, assert_accessible, assert_fits):
    sign_in(page, "/admin/blog/picture/add/")
    expect(page.get_by_role("heading", name="Add pictures")).to_be_visible()
    page.get_by_label("Credit, for all of them").fill("Mara Lind")
    for name, content in (("desk.jpg", saved(scene(120, 80), "JPEG")), ("broken.jpg", b"no picture")):
        (tmp_path / name).write_bytes(content)
    page.get_by_label("Pictures", exact=True).set_input_files([tmp_path / "desk.jpg", tmp_path / "broken.jpg"])
    page.evaluate(DROP, ["body", "door.jpg", "image/jpeg", jpeg(140)])
    page.evaluate(PASTE, ["lamp.jpg", "image/jpeg", jpeg(160)])
    rows = page.locator("[data-words]")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("not a picture we can read")
    for n in (0, 2, 3):
        expect(rows.nth(n)).to_contain_text("In the library. Say what it shows.")
    assert_accessible(page)
    assert_fits(page)
    rows.nth(0).get_by_label("Alternative text").fill("A desk")
    rows.nth(2).get_by_label("Alternative text").fill("A door")
    page.get_by_role("button", name="Save the words").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet.")
    expect(page.get_by_label("Alternative text").first).to_have_value("A desk")
    assert_accessible(page)
    page.get_by_label("It is decorative").last.check()
    page.get_by_role("button", name="Save the words").click()
    expect(page.locator(".messagelist")).to_contain_text("3 pictures are in the library.")
    assert set(Picture.objects.values_list("alt", "is_decorative", "credit")) == {
        ("A desk", False, "Mara Lind"),
        ("A door", False, "Mara Lind"),
        ("", True, "Mara Lind"),
    }
    assert_accessible(page)
    assert_fits(page)
    page.locator("#searchbar").fill("DESK")
    page.keyboard.press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.get_by_role("link", name="A desk").click()
    expect(page.get_by_role("heading", name="Where it is used (0)")).to_be_visible()

    # The point that stays in view, by keyboard, then by pointer
    page.get_by_label("Focal point, from the left").focus()
    page.keyboard.press("Home")
    crop = page.locator("[data-crop]").first
    expect(crop).to_have_css("object-position", "0% 50%")
    assert_accessible(page)
    picture = page.locator("[data-focal] img")
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.25})
    expect(page.get_by_label("Focal point, from the left")).to_have_value(re.compile("0.7[3-7]"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("successfully")
    assert 0.73 <= Picture.objects.get(alt="A desk").focal_x <= 0.77


def test_a_picture_of_the_library_goes_into_a_text_and_becomes_a_cover(page, assert_accessible):
    essay = EssayFactory()
    for n, alt in enumerate(("A desk", "A door", "A lamp")):
        store_picture(photograph(200 + n, 100), alt=alt, caption=f"{alt} at six")
    sign_in(page, f"/admin/blog/essay/{essay.pk}/change/")
    expect(page.get_by_role("toolbar", name="Text")).to_be_visible()  # the editor is there, and the plain field gone
    page.get_by_role("textbox", name="Text:").click()
    page.get_by_role("toolbar", name="Text").get_by_role("button", name="picture").click()
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_role("button", name="Choose from the library").click()
    library = page.get_by_role("dialog", name="The library of pictures")
    expect(library.get_by_role("button", name="A lamp")).to_be_visible()
    assert_accessible(page)
    page.keyboard.type("door six")
    expect(library.get_by_role("status")).to_have_text("Pictures found: 1")
    library.get_by_role("button", name="A door").press("Enter")
    expect(dialog.get_by_label("What it shows")).to_have_value("A door")
    dialog.get_by_label("Caption").fill("Mine")
    dialog.get_by_role("button", name="Set into the text").click()
    expect(page.get_by_role("textbox", name="Text:").get_by_role("img", name="A door")).to_be_visible()

    page.get_by_role("button", name="Choose from the library").click()
    library.get_by_role("button", name="A lamp").click()
    expect(page.get_by_label("What the cover shows")).to_have_value("A lamp")
    expect(page.locator(".field-cover_now").get_by_role("img", name="A lamp")).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    essay = Essay.objects.get(pk=essay.pk)
    door = Picture.objects.get(alt="A door")
    assert essay.cover.alt == "A lamp"
    assert f'data-picture="{door.pk}"' in essay.body
    assert "<figcaption>Mine</figcaption>" in essay.body
    assert door.uses.get().post_id == essay.pk


def test_without_script_files_are_sent_together_and_described_on_the_next_page(open_page, tmp_path):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    sign_in(page, "/admin/blog/picture/add/")
    for name in ("one.jpg", "two.jpg"):
        (tmp_path / name).write_bytes(saved(scene(120, 80), "JPEG"))
    page.get_by_label("Pictures", exact=True).set_input_files([tmp_path / "one.jpg", tmp_path / "two.jpg"])
    page.get_by_role("button", name="Add them").click()
    for n, field in enumerate(page.get_by_label("Alternative text").all()):
        field.fill(f"Number {n}")
    page.get_by_role("button", name="Save the words").click()
    expect(page.locator(".messagelist")).to_contain_text("2 pictures are in the library.")
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
