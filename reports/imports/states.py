"""Which states and acts do imports have?  Tables, nothing else."""

from django.db import models
from django.utils.translation import pgettext_lazy

from members.procedure.lifecycle import Lifecycle, step

IMPORT = "reports.import"


class ImportState(models.TextChoices):
    """States of an import."""

    CHECKED = "checked", pgettext_lazy("import", "checked, not done")
    CONFIRMED = "confirmed", pgettext_lazy("import", "imported")
    DISCARDED = "discarded", pgettext_lazy("import", "discarded")


IMPORT_BATCH = Lifecycle(
    (
        step("confirm_import", "checked", "confirmed", power=IMPORT),
        step("discard_import", "checked", "discarded", power=IMPORT),
    ),
    finals={"confirmed": "import_confirmed", "discarded": "import_discarded"},
)
