"""How does a message become an e-mail?  Plain and HTML, one a message or one a day, with an id that stays."""

import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.delivery.enclosures import Enclosure
from members.delivery.message import Message, NotNow, Undeliverable
from members.models import ReadingHabits, User

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
OK = 250


class Mail:
    """Sends through the installation's mail server; many messages over one line while it is held."""

    def __init__(self) -> None:
        self._mine = threading.local()

    def reaches(self, user: User, habits: ReadingHabits) -> bool:
        """Say whether there are a server and an address, and mail is wanted."""
        return settings.EMAIL_BACKEND != NOWHERE and bool(user.email) and habits.mail

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the line to the server open within, in this thread."""
        self._mine.line = get_connection()
        try:
            yield
        finally:
            _closed(self._mine.line)
            self._mine.line = None

    def ready(self) -> None:
        """Open the line, or again one that the server has dropped meanwhile.  Raises NotNow."""
        line = getattr(self._mine, "line", None)
        if line is None:
            return
        if not _answers(line):
            _closed(line)
        try:
            line.open()
        except (smtplib.SMTPException, OSError) as error:
            raise NotNow(f"{type(error).__name__}: {error}") from error

    def send(self, message: Message) -> None:
        """Send one mail.  Raises Undeliverable, NotNow."""
        with override(message.habits.language):
            mail = composed(message)
        line = getattr(self._mine, "line", None) or get_connection()
        try:
            line.send_messages([mail])
        except BadHeaderError as error:
            raise Undeliverable(str(error)) from error
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _weighed(error) from error
        except (smtplib.SMTPException, OSError) as error:
            _closed(line)
            raise NotNow(f"{type(error).__name__}: {error}") from error


def _answers(line: BaseEmailBackend) -> bool:
    """Say whether an open line is still answered; one that was never opened needs no answer."""
    smtp = getattr(line, "connection", None)
    if smtp is None:
        return True
    try:
        return bool(smtp.noop()[0] == OK)
    except (smtplib.SMTPException, OSError):
        return False


def _closed(line: BaseEmailBackend) -> None:
    with suppress(smtplib.SMTPException, OSError):
        line.close()


def composed(message: Message) -> EmailMultiAlternatives:
    """Return the mail in the language that is active."""
    context = {"message": message, "name": message.user.name}
    mail = EmailMultiAlternatives(
        subject=subject_of(message),
        body=render_to_string("members/mail/message.txt", context),
        to=[message.user.email],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("members/mail/message.html", context), "text/html")
    for enclosure in message.enclosures:
        mail.attach(attachment(enclosure))
    return mail


def attachment(enclosure: Enclosure) -> MIMEBase:
    """Return a file as a part of a mail, its bytes as they are (line endings count in a calendar)."""
    part = MIMEBase(*enclosure.type.split("/", 1))
    part.set_payload(enclosure.content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=enclosure.name)
    return part


def subject_of(message: Message) -> str:
    """Return the subject on one line, whatever the title holds."""
    if message.digest and len(message.lines) > 1:
        return _("Party Group Desk: %(count)s messages") % {"count": len(message.lines)}
    return " ".join(message.lines[0].title.split())[:150]


def _weighed(error: Exception) -> Exception:
    """Tell a refusal for good (5xx) from one for now (4xx)."""
    said = list(getattr(error, "recipients", {}).values())
    said = said or [(getattr(error, "smtp_code", 0), getattr(error, "smtp_error", b""))]
    words = "; ".join(f"{code} {_decoded(text)}".strip() for code, text in said)
    return (Undeliverable if all(code >= 500 for code, _text in said) else NotNow)(words[:300])


def _decoded(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text
