"""How does an installation begin?  With its first body and the account of its system administrator."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate

from members.models import LeadingGroup, RuleAdoption, StaffRole, Term, User
from members.procedure.rulebook import shelf


class Command(BaseCommand):
    """Make a leading group, its present term, the rules it has adopted, and the first account."""

    help = "Found a leading group and its first account (asks for the password)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what the papers of the body say."""
        parser.add_argument("code", help="short name in addresses, such as yunling")
        parser.add_argument("--name", required=True, help="云岭县人民政府党组")
        parser.add_argument("--full-name", help="中共云岭县人民政府党组 (default: the name)")
        parser.add_argument("--government", required=True, help="云岭县人民政府")
        parser.add_argument("--superior", required=True, help="中共云岭县委员会")
        parser.add_argument("--document-word", required=True, help="云政党组")
        parser.add_argument("--term", type=int, required=True, help="number of the present term")
        parser.add_argument("--term-since", required=True, help="first day of the term, YYYY-MM-DD")
        parser.add_argument(
            "--last-meeting", type=int, default=0, help="number of the last meeting held before"
        )
        parser.add_argument("--rulebook", default=next(iter(shelf())), choices=sorted(shelf()))
        parser.add_argument("--admin", required=True, help="user name of the system administrator")
        parser.add_argument("--admin-name", required=True, help="name of the system administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Found the body, or say in plain words what is wrong."""
        since = parse_date(options["term_since"])
        if since is None:
            raise CommandError("--term-since is a day written YYYY-MM-DD")
        password = getpass.getpass("Password of the administrator: ")
        if not password or password != getpass.getpass("Once more: "):
            raise CommandError("the two passwords are not the same, or empty")
        try:
            with transaction.atomic():
                self.found(options, since, password)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{options['name']}: /b/{options['code']}/")

    def found(self, options: dict[str, Any], since: Any, password: str) -> None:
        """Write group, term, adoption, account and role."""
        group = LeadingGroup(
            code=options["code"],
            name=options["name"],
            full_name=options["full_name"] or options["name"],
            government=options["government"],
            superior=options["superior"],
            document_word=options["document_word"],
        )
        group.save()
        Term(group=group, number=options["term"], since=since, last_ordinal=options["last_meeting"]).save()
        RuleAdoption(group=group, rulebook=options["rulebook"]).save()
        admin = User.objects.create_user(
            options["admin"],
            password,
            name=options["admin_name"],
            is_platform_admin=True,
            must_change_password=True,
        )
        role = StaffRole.Role.SYSTEM_ADMIN
        StaffRole(group=group, user=admin, role=role, since=localdate()).save()
