from django.urls import reverse

ADD_ROLE = "/admin/blog/role/add/"


def form_address(post):
    return reverse(f"admin:blog_{post.kind}_change", args=[post.pk])
