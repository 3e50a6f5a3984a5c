"""What there is. Each module holds one thing people speak of."""

from .acts import Act
from .addresses import Address, Addressed
from .authors import Author, Byline
from .bulk import BulkChange
from .categories import Category
from .comments import Comment, PendingComment
from .corrections import Correction
from .counting import Click, MissedSearch, Readership, Referral
from .desk_letters import DeskLetters
from .following import Mention, Mute, ThreadFollower
from .follows import Follow, FollowLetter, ReaderDesk
from .held_skills import HeldSkill
from .ideas import Idea, Vote, WaitingReader
from .kept import KeptList, KeptPost, ReadPost
from .kinds import Essay, Page, Role
from .moving import Arrival, MissingPath, Move, PictureOrigin, Pingback, ProvenRestore, Wording
from .outside_links import Link, LinkUse, plain_url, same_address
from .parts import live_parts, pack_parts, stored_parts, with_parts
from .picture_uses import FormerFile, PictureUse
from .pictures import Picture, Rendition
from .places import RolePlace
from .posts import Post
from .previews import (
    PREVIEW_FOR,
    PreviewEnd,
    end_previews,
    post_of_preview,
    preview_token,
    sheet_of_preview,
    sheet_preview_token,
)
from .profiles import Profile
from .reactions import Like, ReplyLetter, Report
from .rearrangements import DayWarning, Rearrangement, StandstillWarning
from .remarks import Remark
from .resources import Resource, RoleResource
from .revisions import Revision, Sheet
from .roles import (
    Drawback,
    OccupationCode,
    Pay,
    Perk,
    RelatedRole,
    Relation,
    SectionReview,
    Step,
    Task,
    Voice,
    WayIn,
    is_old_fact,
)
from .rules import Rule
from .sample import SampleRow
from .series import Series, Slot
from .site import SiteSettings
from .skills import RoleSkill, Skill
from .spam import SpamMemory
from .standings import Standing
from .tags import Tag, TaggedPost
from .templates import Template
from .trust import ChangeNote, Source
from .usefulness import Reason, Usefulness
from .versions import CommentVersion

__all__ = [
    "PREVIEW_FOR",
    "Act",
    "Address",
    "Addressed",
    "Arrival",
    "Author",
    "BulkChange",
    "Byline",
    "Category",
    "ChangeNote",
    "Click",
    "Comment",
    "CommentVersion",
    "Correction",
    "DayWarning",
    "DeskLetters",
    "Drawback",
    "Essay",
    "Follow",
    "FollowLetter",
    "FormerFile",
    "HeldSkill",
    "Idea",
    "KeptList",
    "KeptPost",
    "Like",
    "Link",
    "LinkUse",
    "Mention",
    "MissedSearch",
    "MissingPath",
    "Move",
    "Mute",
    "OccupationCode",
    "Page",
    "Pay",
    "PendingComment",
    "Perk",
    "Picture",
    "PictureOrigin",
    "PictureUse",
    "Pingback",
    "Post",
    "PreviewEnd",
    "Profile",
    "ProvenRestore",
    "ReadPost",
    "ReaderDesk",
    "Readership",
    "Rearrangement",
    "Reason",
    "Referral",
    "RelatedRole",
    "Relation",
    "Remark",
    "Rendition",
    "ReplyLetter",
    "Report",
    "Resource",
    "Revision",
    "Role",
    "RolePlace",
    "RoleResource",
    "RoleSkill",
    "Rule",
    "SampleRow",
    "SectionReview",
    "Series",
    "Sheet",
    "SiteSettings",
    "Skill",
    "Slot",
    "Source",
    "SpamMemory",
    "Standing",
    "StandstillWarning",
    "Step",
    "Tag",
    "TaggedPost",
    "Task",
    "Template",
    "ThreadFollower",
    "Usefulness",
    "Voice",
    "Vote",
    "WaitingReader",
    "WayIn",
    "Wording",
    "end_previews",
    "is_old_fact",
    "live_parts",
    "pack_parts",
    "plain_url",
    "post_of_preview",
    "preview_token",
    "same_address",
    "sheet_of_preview",
    "sheet_preview_token",
    "stored_parts",
    "with_parts",
]
