"""The rows of the addresses of imports and volumes of the past; see tests.house.row."""

from tests.house.row import Row, formed, listed, only, pressed, shown

KEEPER = ("clerk",)
REGISTRAR = ("clerk", "system_admin", "platform")
"""Who keeps seats; the platform's account is an administrator of the town, too."""
STAFF = ("system_admin", "platform")

TABLE: dict[str, Row] = {
    "reports:import_list": Row("", only(*REGISTRAR), "m"),
    "reports:import_detail": Row("import", only(*REGISTRAR), "m"),
    "reports:import_confirm": pressed("import", *REGISTRAR),
    "reports:import_discard": pressed("import", *REGISTRAR),
    "reports:import_passwords": pressed("import_done", *STAFF, answer="o"),
    "reports:import_roster": formed("", *REGISTRAR),
    "reports:import_roster_template": Row("", only(*REGISTRAR), "m"),
    "reports:pastvolume_list": listed(),
    "reports:pastvolume_create": formed("", *KEEPER),
    "reports:pastvolume_detail": shown("past"),
    "reports:pastvolume_file": shown("past", row="past_scan"),
    "reports:pastvolume_attach": formed("past", *KEEPER),
    "reports:pastvolume_line": formed("past", *KEEPER),
    "reports:pastvolume_correct": formed("past", *KEEPER),
    "reports:pastvolume_strike": formed("past", *KEEPER),
    "reports:pastvolume_withdraw_scan": formed("past", *KEEPER, row="past_scan"),
    "reports:pastvolume_strike_line": formed("past", *KEEPER, row="past_line"),
}
for _kind in ("issues", "past", "attendance"):
    TABLE[f"reports:import_{_kind}"] = formed("", *KEEPER)
    TABLE[f"reports:import_{_kind}_template"] = Row("", only(*KEEPER), "m")
