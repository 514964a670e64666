#!/usr/bin/env python
"""Door for the commands of an administrator: `python manage.py COMMAND`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command with the embedded settings, unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
