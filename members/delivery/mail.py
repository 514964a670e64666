"""How does a message become an e-mail?  Plain and HTML, one a message or one a day, with an id that stays."""

import smtplib

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import BadHeaderError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

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
    return mail


def subject_of(message: Message) -> str:
    """Return the subject on one line, whatever the title holds."""
    if message.digest and len(message.lines) > 1:
        return _("Party Group Desk: %(count)s messages") % {"count": len(message.lines)}
    return " ".join(message.lines[0].title.split())[:150]


def _weighed(error: Exception) -> Exception:
    """Tell a refusal for good (5xx) from one for now (4xx)."""
    codes = [code for code, _text in getattr(error, "recipients", {}).values()]
    codes = codes or [getattr(error, "smtp_code", 0)]
    return (Undeliverable if all(code >= 500 for code in codes) else NotNow)(str(error)[:300])
