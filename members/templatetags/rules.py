"""The words of the rules page: names of parameters, their values and bases, what software does."""

from django import template

from members import rules_words
from members.procedure.rulebook import Parameter
from members.reminders import Kind, registered

register = template.Library()


@register.filter
def parameter_name(parameter: Parameter) -> str:
    """Name a parameter in the language of the page."""
    return str(rules_words.PARAMETERS[parameter.key])


@register.filter
def parameter_value(parameter: Parameter) -> str:
    """Say a parameter's value in the language of the page."""
    return rules_words.value_in_words(parameter)


@register.filter
def basis_name(basis: str) -> str:
    """Say who settled a parameter."""
    return str(rules_words.BASES[basis])


@register.filter
def reminders_of(clause: str) -> list[Kind]:
    """Return the kinds of reminders that rest on a clause."""
    return [kind for kind in registered() if kind.clause == clause]


@register.filter
def verb_name(verb: str) -> str:
    """Say what software does for a clause: E, T, R or P."""
    return str(rules_words.VERBS[verb])


@register.filter
def standing_name(standing: str) -> str:
    """Say where a clause stands between paper and software."""
    return str(rules_words.STANDINGS[standing])


@register.filter
def standing_tone(standing: str) -> str:
    """Return the tone of a standing's badge."""
    return rules_words.TONES[standing]
