import os
import signal
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from commerce.mangopay.hooks import register_hooks
from demo.logins import demo_logins
from monquibus import local_services, translations
from monquibus.settings.carriers import local_accounts

DEMO_STAMP = settings.VAR_DIR / "demo-data-is-complete"


class Command(BaseCommand):
    help = "Starts the site, its task cluster and a local Mangopay, with demo data the first time. Ctrl-C stops all."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--mangopay-port", type=int, default=8001)
        parser.add_argument("--carriers-port", type=int, help="by default the port after the higher of the others")

    def handle(self, *, port, mangopay_port, carriers_port=None, **options):
        # SIGINT too: a shell without job control starts its background jobs deaf to it.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        self.refuse_taken_ports(PORT=port, MANGOPAY_PORT=mangopay_port)
        mangopay = local_services.local_mangopay(mangopay_port)
        strangers = [mangopay, *self.carriers(carriers_port or max(port, mangopay_port) + 1)]
        house = [local_services.task_cluster(), local_services.shop(port)]
        services = [*strangers, *house]
        try:
            for service in strangers:
                service.start()
            self.prepare(mangopay)
            for service in house:
                service.start()
            for service in services:
                service.wait_until_ready()
            self.welcome()
            local_services.wait_for_the_first_to_end(services)
        except (local_services.ServiceFailed, subprocess.CalledProcessError) as failure:
            raise CommandError(str(failure)) from failure
        except KeyboardInterrupt:
            self.stdout.write("\nStopping")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            local_services.stop(services)

    def carriers(self, port):
        """The local carriers, and accounts with them; none where the port is taken: parcels then go by hand."""
        if not local_services.is_free(port):
            self.say(f"Port {port} is taken: no local carriers, parcels go by hand")
            return []
        # The demo, a program of its own, reads it from the environment.
        settings.CARRIERS_LOCAL_URL = os.environ["CARRIERS_LOCAL_URL"] = f"http://127.0.0.1:{port}"
        settings.CARRIERS = local_accounts(settings.CARRIERS_LOCAL_URL)
        return [local_services.local_carriers(port)]

    def refuse_taken_ports(self, **ports):
        for name, port in ports.items():
            if not local_services.is_free(port):
                raise CommandError(f"Port {port} is taken. Choose another one: make run {name}={port + 100}")

    def prepare(self, mangopay):
        translations.compile_catalogues()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database, half a minute the first time")
            call_command("migrate", verbosity=0)
        mangopay.wait_until_ready()
        if not DEMO_STAMP.exists():
            self.say("Filling the shop with demo data")
            subprocess.run([sys.executable, "manage.py", "demo"], cwd=settings.BASE_DIR, check=True)
            DEMO_STAMP.touch()
        register_hooks()

    def welcome(self):
        site = settings.SITE_URL
        places = [
            ("Shop", f"{site}/"),
            ("Vendors' portal", f"{site}/espace-pro/"),
            ("Pages, in Wagtail", f"{site}/cms/"),
            ("Mails that were sent", f"{site}/courriels/"),
            ("Local Mangopay", f"{settings.MANGOPAY['BASE_URL']}/"),
            *([("Local carriers", f"{settings.CARRIERS_LOCAL_URL}/")] if settings.CARRIERS_LOCAL_URL else []),
            ("Logs", f"{local_services.LOGS}/"),
        ]
        for name, address in places:
            self.stdout.write(f"  {name:<22}{address}")
        self.stdout.write("Demo logins")
        for login in demo_logins():
            self.stdout.write(f"  {login.role:<10}{login.email:<30}{login.password:<12}{site}{login.where}")
        self.say("Ready")

    def say(self, sentence):
        """Writes it now, even where the output is a file."""
        self.stdout.write(sentence)
        self.stdout.flush()
