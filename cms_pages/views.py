from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Site

from cms_pages.contact import thread_of, write_back
from cms_pages.contact_forms import WriteBackForm
from cms_pages.models import ContactMessage
from cms_pages.sitemaps import SITEMAPS

CLOSED_TO_ROBOTS = (
    "/cms/",
    "/gestion/",
    "/panier/",
    "/commande/",
    "/compte/",
    "/porte/",
    "/espace-pro/",
    "/fil/",
    "/recherche/",
)


def sitemap(request):
    if Site.find_for_request(request) is None:
        raise Http404
    return wagtail_sitemap(request, sitemaps=SITEMAPS)


def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    lines.append(f"Sitemap: {settings.SITE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class ThreadView(FormView):
    """A message and its answers, for whoever holds the link of its mails, and a form to go on."""

    template_name = "cms_pages/thread.html"
    form_class = WriteBackForm

    def setup(self, request, *args, **kwargs):
        """Raises Http404 for a link that isn't ours."""
        super().setup(request, *args, **kwargs)
        try:
            self.thread = thread_of(kwargs["token"])
        except ContactMessage.DoesNotExist:
            raise Http404 from None

    def form_valid(self, form):
        """Add the answer, unless a robot fell into the trap."""
        try:
            if not form.is_spam:
                text, now = form.cleaned_data["message"], timezone.now()
                write_back(self.thread, text=text, form_key=form.form_key, now=now)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(self.request, _("Votre réponse est arrivée."))
        return super().form_valid(form)

    def get_success_url(self):
        """The thread again."""
        return self.request.path

    def get_context_data(self, **kwargs):
        """The thread from its beginning."""
        replies = self.thread.replies.select_related("author")
        return super().get_context_data(thread=self.thread, replies=replies, **kwargs)
