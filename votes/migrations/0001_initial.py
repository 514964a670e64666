"""The tables of the first release, made from the models."""

import votes.models
from django.db import migrations, models
from django.db.migrations import CreateModel
from django.db.models import deletion

from members.procedure.first_tables import CreateTables, journal, key, person


class Migration(migrations.Migration):
    initial = True
    dependencies = [("meetings", "0001_initial"), ("members", "0001_initial")]
    operations = [
        CreateTables(
            CreateModel("Vote", [
                key(),
                ('item', models.ForeignKey(on_delete=deletion.PROTECT, related_name='+', to='meetings.agendaitem', verbose_name='item')),
                ('state', models.CharField(choices=[('draft', 'being prepared'), ('open', 'open'), ('closed', 'closed, not counted'), ('counted', 'counted'), ('void', 'void')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('method', models.CharField(choices=[('oral', 'oral'), ('show_of_hands', 'show of hands'), ('signed_ballot', 'signed ballot'), ('secret_ballot', 'secret ballot')], max_length=16, verbose_name='method')),
                ('medium', models.CharField(blank=True, choices=[('screen', "on the members' own screens"), ('paper', 'on paper, counted by two tellers')], max_length=8, verbose_name='medium')),
                ('question', models.CharField(max_length=300, verbose_name='question')),
                ('chair', models.ForeignKey(on_delete=deletion.PROTECT, related_name='+', to='members.membership', verbose_name='chair')),
                ('scrutineer', models.CharField(blank=True, max_length=60, verbose_name='scrutineer')),
                ('teller', models.CharField(blank=True, max_length=60, verbose_name='teller')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='opened')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('present', models.PositiveSmallIntegerField(default=0)),
                ('base', models.PositiveSmallIntegerField(default=0)),
                ('recused', models.PositiveSmallIntegerField(default=0)),
                ('denominator', models.PositiveSmallIntegerField(default=0)),
                ('rulebook', models.CharField(blank=True, max_length=80)),
                ('result', models.CharField(blank=True, choices=[('passed', 'passed'), ('not_passed', 'not passed'), ('deferred', 'deferred'), ('void', 'void')], max_length=12, verbose_name='result')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('figures', models.JSONField(blank=True, default=dict, verbose_name='figures')),
                ('formula', models.CharField(blank=True, max_length=200, verbose_name='formula')),
                ('paper_tally', models.JSONField(blank=True, default=dict)),
                ('suite', models.CharField(blank=True, max_length=40)),
                ('public_key', models.BinaryField(blank=True, null=True)),
                ('wraps', models.JSONField(blank=True, null=True)),
                ('electorate_hash', models.CharField(blank=True, max_length=64)),
                ('sealed_root', models.CharField(blank=True, max_length=64)),
            ], {'verbose_name': 'vote', 'verbose_name_plural': 'votes', 'ordering': ('pk',),
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'void'), _negated=True), fields=('item',), name='vote_once', violation_error_code='vote_repeated', violation_error_message='The item has been decided at this meeting; it is not voted on again.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['counted', 'void']), _negated=True), ('wraps__isnull', True), _connector='OR'), name='vote_keys_erased'),
                ],
            }),
            journal("VoteEntry", "votes.vote"),
            CreateModel("Elector", [
                key(),
                ('vote', models.ForeignKey(on_delete=deletion.PROTECT, related_name='electors', to='votes.vote')),
                ('membership', models.ForeignKey(on_delete=deletion.PROTECT, related_name='+', to='members.membership')),
                ('salt', models.BinaryField(default=votes.models.new_salt)),
            ], {'ordering': ('pk',),
                'constraints': [
                    models.UniqueConstraint(fields=('vote', 'membership'), name='elector_once'),
                ],
            }),
            CreateModel("Ballot", [
                key(),
                ('elector', models.OneToOneField(error_messages={'unique': 'This member has voted.'}, on_delete=deletion.PROTECT, related_name='ballot', to='votes.elector')),
                ('serial', models.PositiveSmallIntegerField(verbose_name='serial')),
                ('choice', models.CharField(choices=[('approve', 'approve'), ('oppose', 'oppose'), ('abstain', 'abstain'), ('defer', 'defer'), ('not_voted', 'took no stance')], max_length=12, verbose_name='stance')),
                ('cast_at', models.DateTimeField(verbose_name='at')),
                ('entered_by', person(null=True, verbose_name='entered by')),
            ], {'verbose_name': 'stance', 'ordering': ('serial',)}),
            CreateModel("SealedBallot", [
                ('elector', models.OneToOneField(on_delete=deletion.PROTECT, primary_key=True, related_name='sealed_ballot', serialize=False, to='votes.elector')),
                ('ct', models.BinaryField()),
                ('receipt', models.CharField(max_length=64, unique=True)),
            ], {'verbose_name': 'sealed ballot'}),
            CreateModel("TallyLine", [
                key(),
                ('vote', models.ForeignKey(on_delete=deletion.PROTECT, related_name='tally_lines', to='votes.vote')),
                ('choice', models.CharField(max_length=16)),
                ('n', models.PositiveSmallIntegerField()),
            ], {'ordering': ('choice',),
                'constraints': [
                    models.UniqueConstraint(fields=('vote', 'choice'), name='tally_line_once'),
                ],
            }),
        ),
    ]
