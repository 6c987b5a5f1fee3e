"""Everything that editors write, one module per family of pages."""

from cms_pages.models.contact import ContactMessage, ContactNote, ContactPage, ContactReply, ReadyAnswer
from cms_pages.models.home import HomePage
from cms_pages.models.navigation import NavigationLinks
from cms_pages.models.questions import FaqAudiencePage, FaqIndexPage
from cms_pages.models.standard import StandardPage
from cms_pages.models.stories import StoryIndexPage, StoryPage

__all__ = [
    "ContactMessage",
    "ContactNote",
    "ContactPage",
    "ContactReply",
    "FaqAudiencePage",
    "FaqIndexPage",
    "HomePage",
    "NavigationLinks",
    "ReadyAnswer",
    "StandardPage",
    "StoryIndexPage",
    "StoryPage",
]
