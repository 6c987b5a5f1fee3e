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

DEMO_STAMP = settings.VAR_DIR / "demo-data-is-complete"


class Command(BaseCommand):
    help = "Starts the site, its task cluster and a local Mangopay, with demo data the first time. Ctrl-C stops all."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--mangopay-port", type=int, default=8001)

    def handle(self, *, port, mangopay_port, **options):
        # SIGINT too: a shell without job control starts its background jobs deaf to it.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        self.refuse_taken_ports(PORT=port, MANGOPAY_PORT=mangopay_port)
        mangopay, *others = services = [
            local_services.local_mangopay(mangopay_port),
            local_services.task_cluster(),
            local_services.shop(port),
        ]
        try:
            mangopay.start()
            self.prepare(mangopay)
            for service in others:
                service.start()
            for service in others:
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
