"""What is wrong with the people of a scene: roles nobody plays, questions that cannot tell who somebody is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.scenes.clauses import Party
from core.scenes.fields import Field
from core.scenes.scene import Scene
from core.scenes.shape import guess
from core.scenes.source import Source

SUBJECT, CO_APPLICANT = "subject", "co_applicant"
_KINDS: Mapping[str, str] = {  # what a question must be that tells this of a person
    "name": "text",
    "id_number": "id_number",
    "phone": "phone",
    "sex": "choice",
    "birthday": "date",
}
_SEXES = {"male", "female"}
_TOLD_OF = {"confirms": ("name", "id_number", "phone"), "unregistered": ("name", "sex", "birthday")}


@dataclass(frozen=True)
class PartyChecks:
    """Notes all it finds, where it stands."""

    scene: Scene
    source: Source

    def run(self) -> None:
        for role, party in self.scene.parties.items():
            for key, says in _wrong(role, party, self.scene):
                self.source.complain(self.source.root.at("parties", role, *key), says)


Wrong = Iterator[tuple[tuple[str, ...], str]]


def _wrong(role: str, party: Party, scene: Scene) -> Wrong:
    """(where below the role, what is wrong)."""
    if role not in {SUBJECT, CO_APPLICANT}:
        roles = f"{SUBJECT}, {CO_APPLICANT}"
        yield (), f"there is no role `{role}`{guess(role, (SUBJECT, CO_APPLICANT))} (roles: {roles})"
        return
    yield from _wrong_being(role, party)
    if party.confirms and not party.says:
        yield (), f"nobody knows who `{role}` is: write `says`"
    if party.confirm_within < 1:
        yield ("confirm_within",), "a person has at least 1 working day to confirm"
    yield from _wrong_taking(role, party, scene)


def _wrong_being(role: str, party: Party) -> Wrong:
    if role == CO_APPLICANT and party.may_be != ("confirms",):
        yield ("may_be",), f"a {CO_APPLICANT} says yes with a sign-in of their own: write `may_be: [confirms]`"
    if role == SUBJECT and party.confirms:
        yield ("may_be",), f"`confirms` is for a {CO_APPLICANT}: name that role"
    if party.unregistered and len(party.may_be) > 1:
        yield ("may_be",), "whoever is `unregistered` has no sign-in, so they are nothing else"


def _wrong_taking(role: str, party: Party, scene: Scene) -> Wrong:
    needed = next((told for being, told in _TOLD_OF.items() if being in party.may_be), ())
    if not needed and party.takes:
        yield ("from",), f"who `{role}` is, the sign-in tells: take `from` out"
        return
    for lacking in (name for name in needed if name not in party.takes):
        yield ("from",), f"`from` says no `{lacking}` of `{role}`: name the question of the form that asks it"
    questions = {each.id: each for each in scene.form}
    for key, name in party.takes.items():
        if key not in needed:
            yield ("from", key), f"`{key}` is not asked of `{role}`{guess(key, needed)} (asked: {', '.join(needed)})"
        elif name not in questions:
            yield ("from", key), f"there is no question `{name}` in the form{guess(name, questions)}"
        elif wrong := _wrong_question(key, questions[name]):
            yield ("from", key), wrong
    if len({_when(questions[name]) for name in party.takes.values() if name in questions}) > 1:
        yield ("from",), f"the questions about `{role}` belong together: give them the same `when`"


def _wrong_question(key: str, field: Field) -> str:
    if field.kind != _KINDS[key]:
        return f"`{field.id}` is a {field.kind}; who somebody is, a {_KINDS[key]} tells"
    if key == "sex" and not set(field.options) <= _SEXES:
        return f"the options of `{field.id}` are male and female: only those can stand on a licence"
    if field.optional:
        return f"`{field.id}` may not be left out: take `optional` away"
    return ""


def _when(field: Field) -> str:
    return repr(field.when.source) if field.when else ""
