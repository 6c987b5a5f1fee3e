from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Draws form fields with the design system's own component."""

    field_template_name = "components/field.html"
