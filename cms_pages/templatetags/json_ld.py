import json

from django import template
from django.utils.safestring import mark_safe

register = template.Library()

# A data block ends at the first « </script » and may hold no comment: nothing in it may look like markup.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data):
    """A schema.org description as a data block. It isn't run, so that a policy against inline scripts lets it pass."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
