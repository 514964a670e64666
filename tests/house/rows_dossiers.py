"""The rows of the addresses of whole files and certificates; see tests.house.row."""

from tests.house.row import INSIDERS, Row, formed, listed, only, pressed

DESK = ("secretary", "clerk")
SEEN = only(*DESK)

TABLE: dict[str, Row] = {
    "reports:dossier_list": Row("", SEEN, "m"),
    "reports:dossier_create": formed("", *DESK),
    "reports:dossier_detail": Row("dossier", SEEN, "m"),
    "reports:dossier_progress": Row("dossier", SEEN, "m"),
    "reports:dossier_file": Row("dossier_ready", SEEN, "m", entered=True),
    "reports:dossier_retry": pressed("dossier_failed", *DESK),
    "reports:dossier_remove": pressed("dossier_ready", *DESK),
    "reports:certificate_check": formed("", *INSIDERS),
    "reports:certificate_tools": listed(),
}
