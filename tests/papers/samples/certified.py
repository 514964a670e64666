"""Example of a certificate of procedure; its code is signed by nobody."""

from datetime import date

from reports.certificate.paper_certificate import ProcedureCertificateFacts
from tests.papers.samples.cast import GROUP, MEMBERS, SITTING

CERTIFICATE = ProcedureCertificateFacts(
    sitting=SITTING,
    number="17-44-3",
    item="第三项",
    title="关于城北片区老旧小区改造项目",
    text="会议同意城北片区老旧小区改造项目实施方案，由县住房和城乡建设局牵头组织实施。",
    law="《云岭县人民政府党组工作规则》第六条（四）、（五）项",
    base=9,
    entitled="、".join(person.name for person in MEMBERS),
    opening=8,
    opening_quorum="会议须有半数以上成员到会：8×2≥9。",
    room=7,
    present="、".join(person.name for person in MEMBERS if person.name not in {"李明哲", "孙立"}),
    away="孙立",
    recused="李明哲",
    quorum="本事项须有半数以上成员到会：7×2≥9。",
    method="举手表决",
    tally="赞成6　反对0　弃权1",
    count="基数9人，赞成票须超过半数，即5票以上：6×2>9。",
    result="通过",
    digest="5f" * 32,
    code="PGDC1" + "MEZXIZLTOQ4DQMZUGU2DGMZS" * 34,
    signer="7e" * 32,
    issuer=GROUP,
    dated=date(2025, 3, 18),
)
