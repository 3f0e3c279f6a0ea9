"""Rules: JsonLogic that can say "maybe". It knows no scene, no fact's meaning and no word for people.

`compile_rule(rule)` turns a rule into closures once; the rule is then asked with what is known and what is not.
"""

from core.rules.compile import Known, Maybe, Rule, compile_rule
from core.rules.limits import RuleError
from core.rules.reading import Operation, compared, constants, members_compared, members_looked_at, operations
from core.rules.scope import value_at

__all__ = [
    "Known",
    "Maybe",
    "Operation",
    "Rule",
    "RuleError",
    "compared",
    "compile_rule",
    "constants",
    "members_compared",
    "members_looked_at",
    "operations",
    "value_at",
]
