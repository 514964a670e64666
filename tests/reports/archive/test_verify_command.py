"""Does the command answer for one body, against a checkpoint that was carried away?"""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.world.sealed import LaterStory

pytestmark = pytest.mark.django_db


def test_a_real_file_verifies_against_the_checkpoint_kept_of_it(tmp_path: Path) -> None:
    package = LaterStory().sealed()
    head, out = tmp_path / "head.txt", StringIO()
    head.write_text(package.checkpoint, encoding="utf-8")
    call_command("archive_verify", "--body", "yunling", "--since-head", str(head), stdout=out)
    told = json.loads(out.getvalue())
    assert told["ok"] is True
    assert [one["name"] for one in told["groups"]["yunling"]] == ["register", package.archive_code]
    assert told["groups"]["yunling"][1]["anchored"] is True


def test_the_file_holds_all_papers_of_its_meeting() -> None:
    names = {one["name"].rsplit("/", 1)[-1].rstrip(".pdf0123456789") for one in LaterStory().sealed().files}
    expected = "会议记录 会议纪要 会议通知 议题审批表 请假条 会议签到表 回避登记表 表决结果单 发文稿纸"
    assert set(expected.split()) <= names


def test_an_unknown_body_is_an_error() -> None:
    with pytest.raises(CommandError):
        call_command("archive_verify", "--body", "nobody")
