"""Which example belongs to which paper?"""

from collections.abc import Mapping
from types import MappingProxyType

from reports.documents.parts import Facts
from reports.documents.samples import after, before, during, issued

SAMPLES: Mapping[str, Facts] = MappingProxyType(
    {
        "meeting_notice": before.NOTICE,
        "topic_approval": before.TOPIC,
        "leave_slip": before.LEAVE,
        "written_opinion": before.OPINION,
        "sign_in_sheet": during.SIGN_IN,
        "recusal_register": during.RECUSALS,
        "ballot_paper": during.BALLOTS,
        "tally_sheet": during.TALLY,
        "meeting_record": during.RECORD,
        "minutes": issued.MINUTES,
        "minutes_excerpt": issued.MINUTES_EXCERPT,
        "issue_slip": after.ISSUE,
        "supervision_slip": after.SUPERVISION,
        "authorisation": before.AUTHORISATION,
        "major_issue_list": before.MAJOR_ISSUES,
        "archive_catalogue": after.CATALOGUE,
    }
)
