"""The desk: which model stands on it with which admin."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.sites.models import Site
from django_comments_xtd.models import BlackListedDomain, XtdComment
from taggit.models import Tag as TaggitTag

from accounts.models import User

from . import models
from .moving import desk
from .publishing import (
    addresses,
    comments,
    corrections,
    house,
    letters,
    links,
    log,
    people,
    pictures,
    posts,
    readers,
    rules,
    series,
    shelves,
    wishes,
)

# What the libraries bring: our own stand in their place, or nobody needs to see them.
for model in (
    *(TaggitTag, Site, XtdComment, BlackListedDomain, Group),
    *(EmailAddress, EmailConfirmation, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession),
):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

for model, model_admin in (
    (models.Role, posts.RoleAdmin),
    (models.Essay, posts.EssayAdmin),
    (models.Page, posts.PageAdmin),
    (models.Post, posts.PostLookup),
    (models.Series, series.SeriesAdmin),
    (models.Slot, series.SlotAdmin),
    (models.Idea, wishes.IdeaAdmin),
    (models.Correction, corrections.CorrectionAdmin),
    (models.Comment, comments.CommentAdmin),
    (models.Rule, rules.RuleAdmin),
    (models.Act, rules.ActAdmin),
    (models.DeskLetters, letters.DeskLettersAdmin),
    (models.Profile, people.ProfileAdmin),
    (models.Standing, readers.ReadersAdmin),
    (models.Reason, readers.ReasonAdmin),
    (models.MissedSearch, readers.MissedSearchAdmin),
    (models.Skill, shelves.SkillAdmin),
    (models.Resource, shelves.ResourceAdmin),
    (models.Link, links.LinkAdmin),
    (models.Tag, shelves.TagAdmin),
    (models.Category, shelves.CategoryAdmin),
    (models.Author, shelves.AuthorAdmin),
    (models.Picture, pictures.PictureAdmin),
    (models.Address, addresses.AddressAdmin),
    (models.MissingPath, addresses.MissingPathAdmin),
    (models.Move, desk.MoveAdmin),
    (models.Wording, desk.WordingAdmin),
    (models.SiteSettings, house.SiteSettingsAdmin),
    (User, house.UserAdmin),
    (Group, house.GroupAdmin),
    (LogEntry, log.LogAdmin),
):
    admin.site.register(model, model_admin)
