"""Records of the body.  Import them from here."""

from members.models.body import GroupEntry, LeadingGroup, RuleAdoption, Term
from members.models.delivery import CalendarFeed, Delivery, Heartbeat, ReadingHabits, Shape, Way
from members.models.files import StoredFile
from members.models.interest import InterestDeclaration
from members.models.notice import Notification
from members.models.numbers import NumberSeries
from members.models.office import Authorization, Membership, Portfolio, Post, StaffRole, Standing
from members.models.people import User
from members.models.tags import WorkTag
