"""How does a message become an e-mail?  Plain and HTML, one a message or one a day, with an id that stays."""

import smtplib
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import BadHeaderError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.delivery.enclosures import Enclosure
from members.delivery.message import Message, NotNow, Undeliverable
from members.models import ReadingHabits, User


class Mail:
    """Sends through the installation's mail server."""

    def reaches(self, user: User, habits: ReadingHabits) -> bool:
        """Say whether there is an address and mail is wanted."""
        return bool(user.email) and habits.mail

    def send(self, message: Message) -> None:
        """Send one mail.  Raises Undeliverable, NotNow."""
        with override(message.habits.language):
            mail = composed(message)
        try:
            mail.send()
        except BadHeaderError as error:
            raise Undeliverable(str(error)) from error
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _weighed(error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise NotNow(f"{type(error).__name__}: {error}") from error


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
