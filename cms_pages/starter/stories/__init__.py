"""Artisans' stories. Nobody in them exists; a maker of that trade could."""

from cms_pages.starter.stories import aubertin, kerlaouen, kermadec, marchenoir

AUTHOR = "Rédaction de MonQuibus"
ALL = (aubertin.STORY, kerlaouen.STORY, kermadec.STORY, marchenoir.STORY)
