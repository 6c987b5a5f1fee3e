"""The pages that a new site opens with, in French, for editors to make theirs."""

from cms_pages.starter.tree import create_starter_pages

__all__ = ["create_starter_pages"]
