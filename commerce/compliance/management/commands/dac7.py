from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commerce.compliance.dac7 import sellers
from commerce.compliance.dac7_file import Rejected, check, xml_of


class Command(BaseCommand):
    help = "Write the DAC7 file of a year, say who is below the threshold, and who must still tell us something."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, required=True, help="the calendar year that is reported")
        parser.add_argument("--output", type=Path, help="where to write the file; without it, to the screen")
        parser.add_argument("--xsd", type=Path, help="the DGFiP's schema (DPIXML….xsd), to judge the file by")

    def handle(self, *, year, output=None, xsd=None, **options):
        every = sellers(year)
        reported = [seller for seller in every if seller.is_reportable]
        complete = [seller for seller in reported if not seller.missing]
        xml = xml_of(year, complete, platform=settings.OPERATOR["BRAND"], now=timezone.now())
        if xsd:
            self._judge(xml, xsd)
        if output:
            output.write_bytes(xml)
        else:
            self.stdout.write(xml.decode())
        self.stderr.write(
            f"{year}: {len(complete)} sellers in the file, {len(every) - len(reported)} below the threshold."
        )
        incomplete = [seller for seller in reported if seller.missing]
        for seller in incomplete:
            self.stderr.write(f"Left out, {seller.vendor}: {', '.join(map(str, seller.missing))} missing.")
        if incomplete:
            raise CommandError(
                f"{len(incomplete)} sellers must be reported and can't be: ask them, then run this again."
            )

    def _judge(self, xml, xsd):
        try:
            check(xml, xsd)
        except Rejected as rejection:
            raise CommandError(f"The schema rejects the file:\n{rejection}") from rejection
        self.stderr.write("The schema accepts the file.")
