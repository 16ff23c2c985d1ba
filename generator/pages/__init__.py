"""Edition -> pages: one view a template, and the template's HTML."""

from generator.pages.foot import Foot
from generator.pages.maker import PageMaker, list_titles
from generator.pages.renderer import Renderer, locate_error

__all__ = ["Foot", "PageMaker", "Renderer", "list_titles", "locate_error"]
