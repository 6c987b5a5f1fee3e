"""Pictures of the demo's goods, drawn as what they are: prints of one object in few inks."""

from demo.prints.compose import alternative, draw, draw_banner, draw_emblem

__all__ = ["alternative", "draw", "draw_banner", "draw_emblem"]
