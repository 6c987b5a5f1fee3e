from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from monquibus import translations


class Command(BaseCommand):
    help = "Compiles the translations; with --check, fails where a text on screen isn't said in every language."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="list what is missing and fail, writing nothing")

    def handle(self, *, check, **options):
        if check:
            self.check_languages()
        else:
            for path in translations.compile_catalogues():
                self.stdout.write(f"compiled {path}")

    def check_languages(self):
        used = translations.messages()
        languages = [code for code, _name in settings.LANGUAGES if code != translations.SOURCE_LANGUAGE]
        missing = [(language, message) for language in languages for message in translations.missing(language, used)]
        for language, message in missing:
            place = message.locations[0][0] if message.locations else "?"
            self.stdout.write(f"{language}: {place}: {message.id}")
        if missing:
            raise CommandError(f"{len(missing)} of {len(used)} messages are not translated.")
        self.stdout.write(f"{len(used)} messages, in {', '.join(languages)} too.")
