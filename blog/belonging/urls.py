from django.urls import path

from . import desk, kept, leaving, profile, read

urlpatterns = [
    path("accounts/", profile.account, name="account"),
    path("accounts/profile/", profile.profile, name="profile"),
    path("accounts/data/", leaving.data, name="account-data"),
    path("accounts/close/", leaving.close, name="account-close"),
    path("accounts/closed/", leaving.closed, name="account-closed"),
    path("me/", desk.desk, name="my-desk"),
    path("me/kept/", kept.kept, name="kept"),
    path("me/kept/lists/", kept.add_list, name="kept-list-add"),
    path("me/kept/<str:code>/", kept.kept_list, name="kept-list"),
    path("me/kept/<str:code>/rename/", kept.rename, name="kept-list-rename"),
    path("me/kept/<str:code>/remove/", kept.remove, name="kept-list-remove"),
    path("me/posts/<str:kind>/<uslug:slug>/", kept.post, name="my-post"),
    path("me/posts/<str:kind>/<uslug:slug>/unkeep/", kept.unkeep, name="post-unkeep"),
    path("me/posts/<str:kind>/<uslug:slug>/read/", read.read, name="post-read"),
    path("me/posts/<str:kind>/<uslug:slug>/unread/", read.unread, name="post-unread"),
    path("me/posts/<str:kind>/<uslug:slug>/piece/", kept.piece, name="my-post-piece"),
    path("me/read/", read.read_posts, name="read-posts"),
    path("me/series/<uslug:slug>/days/", read.days, name="days-read"),
]
