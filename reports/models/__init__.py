"""Which records are there?  Django looks for them here; everybody else imports them from their rooms."""

import reports.archive.models
import reports.checks.models
import reports.dossier.models
import reports.imports.models
import reports.inspection.models
import reports.past.models
import reports.registers.models.activities
import reports.registers.models.regulations
import reports.registers.models.units
import reports.research.articles.models
import reports.research.models.projects
import reports.research.models.rows
import reports.responsibility.models.filings
import reports.responsibility.models.integrity
import reports.responsibility.models.lists
import reports.responsibility.models.suggestions
import reports.search.models
import reports.upward.incidents.models
import reports.upward.models.papers
import reports.upward.models.parts
