"""The tables of the first release, made from the models."""

from django.conf import settings
import datetime
import django.contrib.auth.validators
import django.core.validators
import members.models.delivery
from django.db import migrations, models
from django.db.migrations import CreateModel
from django.db.models import deletion

from members.procedure.first_tables import CreateTables, journal, key, person


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        CreateTables(
            CreateModel("User", [
                key(),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(error_messages={'unique': 'There is an account of this name.'}, max_length=60, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='user name')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_platform_admin', models.BooleanField(default=False, verbose_name='platform administrator')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='must change the password')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
            ], {'verbose_name': 'account', 'verbose_name_plural': 'accounts', 'ordering': ('name', 'username')}),
            CreateModel("LeadingGroup", [
                key(),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('full_name', models.CharField(max_length=160, verbose_name='full name')),
                ('government', models.CharField(max_length=100, verbose_name='government')),
                ('superior', models.CharField(max_length=100, verbose_name='superior committee')),
                ('document_word', models.CharField(max_length=30, verbose_name='word of document numbers')),
                ('fonds_number', models.CharField(blank=True, max_length=20, verbose_name='fonds number')),
                ('default_place', models.CharField(blank=True, max_length=100, verbose_name='usual place')),
                ('contact', models.CharField(blank=True, max_length=60, verbose_name='contact')),
                ('contact_phone', models.CharField(blank=True, max_length=30, verbose_name='contact telephone')),
            ], {'verbose_name': 'leading group', 'verbose_name_plural': 'leading groups', 'ordering': ('name',)}),
            journal("GroupEntry", "members.leadinggroup"),
            CreateModel("RuleAdoption", [
                key(),
                ('group', models.ForeignKey(on_delete=deletion.PROTECT, related_name='adoptions', to='members.leadinggroup')),
                ('rulebook', models.CharField(max_length=80, verbose_name='rulebook')),
            ], {'verbose_name': 'adopted work rules',
                'constraints': [
                    models.UniqueConstraint(fields=('group', 'rulebook'), name='adoption_once', violation_error_message='These rules are adopted already.'),
                ],
            }),
            CreateModel("Term", [
                key(),
                ('group', models.ForeignKey(on_delete=deletion.PROTECT, related_name='terms', to='members.leadinggroup', verbose_name='leading group')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='number')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('last_ordinal', models.PositiveIntegerField(default=0, help_text='Number of the last meeting of this term that was held before this software was used.', verbose_name='last meeting before this software')),
            ], {'verbose_name': 'term', 'verbose_name_plural': 'terms', 'ordering': ('-since',),
                'constraints': [
                    models.UniqueConstraint(fields=('group', 'number'), name='term_number_once', violation_error_message='This term exists already.'),
                    models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='term_forward', violation_error_message='The end must lie after the beginning.'),
                ],
            }),
            CreateModel("Notification", [
                key(),
                ('group', models.ForeignKey(on_delete=deletion.CASCADE, related_name='notifications', to='members.leadinggroup')),
                ('user', models.ForeignKey(on_delete=deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL, verbose_name='to')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('key', models.CharField(max_length=80, verbose_name='key')),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('facts', models.JSONField(blank=True, default=dict)),
                ('clause', models.CharField(blank=True, max_length=12, verbose_name='clause')),
                ('url', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('urgent', models.BooleanField(default=False, verbose_name='urgent')),
                ('sensitive', models.BooleanField(default=False, verbose_name='sensitive')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read at')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
                ('spread_at', models.DateTimeField(blank=True, null=True)),
            ], {'verbose_name': 'notification', 'verbose_name_plural': 'notifications', 'ordering': ('-at', '-pk'),
                'indexes': [
                    models.Index(fields=['user', 'read_at'], name='unread'),
                    models.Index(condition=models.Q(('spread_at', None)), fields=['id'], name='unspread'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('user', 'kind', 'key'), name='told_once'),
                ],
            }),
            CreateModel("Delivery", [
                key(),
                ('notification', models.ForeignKey(on_delete=deletion.CASCADE, related_name='deliveries', to='members.notification')),
                ('way', models.CharField(choices=[('mail', 'e-mail'), ('robot', 'chat robot')], max_length=8, verbose_name='way')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('claimed', 'being sent'), ('sent', 'sent'), ('failed', 'failed')], default='waiting', max_length=8, verbose_name='state')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('batch', models.CharField(blank=True, max_length=40)),
                ('claim', models.CharField(blank=True, max_length=32)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
            ], {'verbose_name': 'delivery', 'verbose_name_plural': 'deliveries', 'ordering': ('-pk',),
                'indexes': [
                    models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='delivery_waiting'),
                    models.Index(condition=models.Q(('state', 'claimed')), fields=['claimed_until'], name='delivery_claimed'),
                    models.Index(fields=['batch'], name='delivery_batch'),
                    models.Index(condition=models.Q(('state', 'sent')), fields=['sent_at'], name='delivery_sent'),
                    models.Index(condition=models.Q(('state', 'failed')), fields=['due_at'], name='delivery_failed'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('notification', 'way'), name='one_delivery_a_way'),
                ],
            }),
            CreateModel("ReadingHabits", [
                key(),
                ('user', models.OneToOneField(on_delete=deletion.CASCADE, related_name='reading_habits', to=settings.AUTH_USER_MODEL)),
                ('mail', models.BooleanField(default=True, verbose_name='send e-mail')),
                ('digest_hour', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='hour of the daily mail')),
                ('quiet_from', models.TimeField(default=datetime.time(22, 0), verbose_name='quiet from')),
                ('quiet_until', models.TimeField(default=datetime.time(7, 0), verbose_name='quiet until')),
                ('robot_shape', models.CharField(blank=True, choices=[('wecom', 'WeCom'), ('dingtalk', 'DingTalk')], max_length=10, verbose_name='chat robot')),
                ('robot_url', models.URLField(blank=True, max_length=300, verbose_name='address of the robot')),
                ('muted', models.JSONField(blank=True, default=list, verbose_name='not outside the application')),
                ('language', models.CharField(choices=[('zh-hans', 'Chinese'), ('en', 'English')], default='zh-hans', max_length=10, verbose_name='language of the messages')),
            ], {'verbose_name': 'notification settings'}),
            CreateModel("CalendarFeed", [
                key(),
                ('user', models.OneToOneField(on_delete=deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL)),
                ('token', models.CharField(default=members.models.delivery.new_token, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('fetched_at', models.DateTimeField(blank=True, null=True, verbose_name='last fetched')),
            ], {'verbose_name': 'calendar feed'}),
            CreateModel("Heartbeat", [
                key(),
                ('name', models.CharField(max_length=40, unique=True)),
                ('at', models.DateTimeField()),
                ('figures', models.JSONField(blank=True, default=dict)),
            ], {'verbose_name': 'heartbeat'}),
            CreateModel("Membership", [
                key(),
                ('group', models.ForeignKey(on_delete=deletion.PROTECT, related_name='memberships', to='members.leadinggroup', verbose_name='leading group')),
                ('term', models.ForeignKey(on_delete=deletion.PROTECT, related_name='memberships', to='members.term', verbose_name='term')),
                ('user', models.ForeignKey(on_delete=deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('post', models.CharField(choices=[('secretary', 'secretary'), ('deputy_secretary', 'deputy secretary'), ('member', 'member')], default='member', max_length=20, verbose_name='post')),
                ('government_post', models.CharField(blank=True, max_length=60, verbose_name='post in the government')),
                ('protocol_order', models.PositiveSmallIntegerField(default=1, verbose_name='protocol order')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, help_text='The first day on which the seat is no longer held.', null=True, verbose_name='until')),
                ('appointment_paper', models.CharField(blank=True, max_length=100, verbose_name='appointment paper')),
                ('leaving_paper', models.CharField(blank=True, max_length=100, verbose_name='paper on leaving')),
            ], {'verbose_name': 'seat', 'verbose_name_plural': 'seats', 'ordering': ('protocol_order', 'since', 'pk'),
                'indexes': [
                    models.Index(fields=['group', 'since', 'until'], name='seat_in_office'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='seat_forward', violation_error_message='The end must lie after the beginning.'),
                    models.UniqueConstraint(condition=models.Q(('post', 'secretary'), ('until__isnull', True)), fields=('group',), name='one_secretary', violation_error_code='secretary_exists', violation_error_message='There is a secretary already; end that office first.'),
                ],
            }),
            CreateModel("Standing", [
                key(),
                ('membership', models.ForeignKey(on_delete=deletion.PROTECT, related_name='standings', to='members.membership', verbose_name='seat')),
                ('kind', models.CharField(choices=[('suspended', 'suspended'), ('excluded', 'excluded from those who should attend')], max_length=12, verbose_name='kind')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('paper', models.CharField(blank=True, max_length=100, verbose_name='paper of the superior')),
            ], {'verbose_name': 'suspension or exclusion', 'ordering': ('since', 'pk')}),
            CreateModel("StaffRole", [
                key(),
                ('group', models.ForeignKey(on_delete=deletion.PROTECT, related_name='staff_roles', to='members.leadinggroup', verbose_name='leading group')),
                ('user', models.ForeignKey(on_delete=deletion.PROTECT, related_name='staff_roles', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('role', models.CharField(choices=[('clerk', 'clerk'), ('recorder', 'recorder'), ('auditor', 'auditor'), ('inspector', 'inspector'), ('supervision_observer', 'observer of the supervision unit'), ('responsible_unit', 'responsible unit'), ('system_admin', 'system administrator'), ('visiting_inspector', 'visiting inspector')], max_length=24, verbose_name='role')),
                ('unit', models.CharField(blank=True, max_length=100, verbose_name='unit')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
            ], {'verbose_name': 'staff role', 'verbose_name_plural': 'staff roles', 'ordering': ('role', 'since', 'pk'),
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('group', 'user', 'role'), name='staff_role_once', violation_error_code='role_exists', violation_error_message='This person has the role already.'),
                ],
            }),
            CreateModel("Portfolio", [
                key(),
                ('membership', models.ForeignKey(on_delete=deletion.PROTECT, related_name='portfolios', to='members.membership', verbose_name='seat')),
                ('field', models.CharField(max_length=300, verbose_name='field of work')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('paper', models.CharField(blank=True, max_length=100, verbose_name='material')),
            ], {'verbose_name': 'portfolio', 'verbose_name_plural': 'portfolios', 'ordering': ('since', 'pk')}),
            CreateModel("Authorization", [
                key(),
                ('group', models.ForeignKey(on_delete=deletion.PROTECT, related_name='authorizations', to='members.leadinggroup', verbose_name='leading group')),
                ('grantor', models.ForeignKey(on_delete=deletion.PROTECT, related_name='+', to='members.membership', verbose_name='given by')),
                ('grantee', models.ForeignKey(on_delete=deletion.PROTECT, related_name='authorizations', to='members.membership', verbose_name='given to')),
                ('powers', models.JSONField(default=list, verbose_name='powers')),
                ('conditions', models.CharField(blank=True, max_length=300, verbose_name='conditions')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='basis')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(verbose_name='last day')),
                ('revoked_on', models.DateField(blank=True, null=True, verbose_name='revoked on')),
            ], {'verbose_name': 'authorisation', 'verbose_name_plural': 'authorisations', 'ordering': ('-since', 'pk')}),
            CreateModel("InterestDeclaration", [
                key(),
                ('membership', models.ForeignKey(on_delete=deletion.PROTECT, related_name='interests', to='members.membership', verbose_name='seat')),
                ('kind', models.CharField(choices=[('relative', 'relative'), ('former_unit', 'former unit'), ('holding', 'holding'), ('other', 'other tie')], max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=100, verbose_name='name that may occur')),
                ('relation', models.CharField(blank=True, max_length=60, verbose_name='relation')),
                ('declared_on', models.DateField(verbose_name='declared on')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
            ], {'verbose_name': 'declared interest', 'verbose_name_plural': 'declared interests', 'ordering': ('kind', 'name')}),
            CreateModel("NumberSeries", [
                key(),
                ('group', models.ForeignKey(on_delete=deletion.PROTECT, related_name='+', to='members.leadinggroup')),
                ('word', models.CharField(max_length=40)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ], {
                'constraints': [
                    models.UniqueConstraint(fields=('group', 'word', 'year'), name='series_once'),
                ],
            }),
        ),
    ]
