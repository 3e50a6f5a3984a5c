from django.urls import path

from . import desk, follows, kept, leaving, mail, profile, read, talk

urlpatterns = [
    path("accounts/", profile.account, name="account"),
    path("accounts/profile/", profile.profile, name="profile"),
    path("accounts/data/", leaving.data, name="account-data"),
    path("accounts/close/", leaving.close, name="account-close"),
    path("accounts/closed/", leaving.closed, name="account-closed"),
    path("me/", desk.desk, name="my-desk"),
    path("me/kept-among/", kept.among, name="kept-among"),
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
    path("me/follows/", follows.follows, name="follows"),
    path("me/follow/<str:kind>/<uslug:slug>/", follows.follow, name="follow-thing"),
    path("me/follow/<str:kind>/<uslug:slug>/piece/", follows.piece, name="follow-piece"),
    path("me/follow/<str:kind>/<uslug:slug>/end/", follows.end, name="follow-end"),
    path("me/talk/", talk.talk, name="talk"),
    path("me/talk/read/", talk.talk_read, name="talk-read"),
    path("me/mail/", mail.mail, name="mail"),
    path("me/mail/<str:token>/", mail.by_link, name="mail-by-link"),
    path("me/mail/<str:token>/stop/", mail.stop, name="mail-stop"),
    path("me/series/<uslug:slug>/days/", read.days, name="days-read"),
]
