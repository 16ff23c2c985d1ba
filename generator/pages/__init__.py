"""Edition -> pages: one view a template, and the template's HTML."""

from generator.pages.foot import Foot
from generator.pages.maker import PageMaker, PageStub, list_pages
from generator.pages.renderer import Renderer, locate_error

__all__ = ["Foot", "PageMaker", "PageStub", "Renderer", "list_pages", "locate_error"]
