"""What is a file that belongs to a record?  Bytes under a random name, with what they were called and their digest."""

import hashlib
from datetime import datetime
from typing import Any, Self

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.people import User
from members.procedure.record import Record
from members.uploads import checked_type, stored_name


class StoredFile(Record):
    """A file of a record; each app keeps its own table, which adds the record it belongs to.

    Kept outside the web root under a random name, sent only as an attachment (`members.tables.exports.sent`).
    """

    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to="papers/")
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"))
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    @classmethod
    def keep(cls, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime, **belongs: Any) -> Self:
        """Check, digest and store an upload.  belongs: the record it is for, by the name of its field.

        Called inside the act (`with advance(…)`).  Raises ValidationError for a type or size that is not accepted.
        """
        content_type = checked_type(upload)
        digest = hashlib.sha256(b"".join(upload.chunks())).hexdigest()
        original = str(upload.name)[:200]
        kept = cls(
            title=(title or original)[:200],
            original_name=original,
            content_type=content_type,
            size=upload.size or 0,
            sha256=digest,
            uploaded_by=by,
            uploaded_at=at,
            **belongs,
        )
        upload.seek(0)
        kept.file.save(stored_name(original), upload, save=False)
        kept.save()
        return kept
