from django.shortcuts import render

from monquibus import component_examples


def components(request):
    """The living page of the design system, for developers: every component with believable content."""
    return render(request, "components/index.html", component_examples.context())
