import csv
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commerce.moving.former_site import BadExport, FormerSite
from commerce.moving.inviting import invite
from commerce.moving.migrating import migrate
from commerce.moving.pictures import hang_pictures
from commerce.registration.start import NoPlanOffered


class Command(BaseCommand):
    """Bring a Dokan or WooCommerce marketplace over from its exports, described in docs/moving.md."""

    help = "Bring a Dokan or WooCommerce site over from the folder of its exports. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="the folder with stores.json, products.csv, orders.json…")
        parser.add_argument("--dry-run", action="store_true", help="do everything, report, keep nothing")
        parser.add_argument("--json", action="store_true", help="the report as JSON, last line")
        parser.add_argument("--report", help="write what can't come into this CSV file")
        parser.add_argument(
            "--pictures", action="store_true", help="then fetch the pictures; goes on where it was cut"
        )
        parser.add_argument("--uploads", help="a copy of wp-content/uploads, instead of fetching")
        parser.add_argument("--earning-status", action="append", help="order states that count as earned in Dokan")
        parser.add_argument("--invite", type=int, default=0, metavar="N", help="then invite the next N people by mail")

    def handle(self, *args, **options):
        try:
            site = FormerSite(options["folder"])
            statuses = {"earning_statuses": options["earning_status"]} if options["earning_status"] else {}
            report = migrate(site, dry_run=options["dry_run"], now=timezone.now(), tell=self.tell, **statuses)
        except (BadExport, NoPlanOffered, KeyError) as error:
            raise CommandError(f"Nothing was changed. {type(error).__name__}: {error}") from error
        if options["pictures"] and not options["dry_run"]:
            report.left_out += [("picture", "", why) for why in hang_pictures(site, uploads=options["uploads"])]
        self.show(report, options)
        if options["invite"] and not options["dry_run"]:
            self.stdout.write(f"{invite(options['invite'])} invited")
        if report.difference_cents:
            raise CommandError(f"{report.difference_cents} cents of difference: see above.")

    def tell(self, step):
        """Which step runs, for whoever waits."""
        self.stderr.write(f"{step}…")

    def show(self, report, options):
        """The report, for a person and for a machine."""
        for (kind, outcome), number in sorted(report.counts.items()):
            self.stdout.write(f"{kind:10} {outcome:8} {number:>7}")
        for what, stated, found in report.differences:
            self.stdout.write(f"{what}: the export says {stated} cents, found {found}")
        self.stdout.write(f"{len(report.left_out)} can't come, {len(report.compared)} amounts compared")
        self.stdout.write("Nothing was kept." if options["dry_run"] else f"{report.changes} changes")
        if options["report"]:
            with Path(options["report"]).open("w", newline="", encoding="utf-8-sig") as file:
                csv.writer(file, delimiter=";").writerows([("quoi", "clé", "pourquoi"), *report.left_out])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
