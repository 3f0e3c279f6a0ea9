"""The medical insurance bureau's own system (医保经办系统): it registers who is insured and decides what is paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.json import Json, JsonObject, encode
from core.refusals import Unavailable
from offices import (
    Accepted,
    Decided,
    Ended,
    Forged,
    HandedCase,
    HandedMaterial,
    Later,
    LetGo,
    Needed,
    OfficeUpdate,
    Refused,
    Unreadable,
)
from vendors import office_line
from vendors.office_line import Line
from vendors.outside import Outside

NAME = "medical_insurance"
STATES: Mapping[str, Literal["in_review", "approved", "denied", "needs"]] = {
    "in_review": "in_review",
    "approved": "approved",
    "denied": "denied",
    "needs": "needs",
}
NO_SUCH_CASE, HAD_DECIDED = "1001", "4003"
REASONS: Mapping[Ended, str] = {"withdrawn": "applicant_withdrew", "voided": "voided"}
LONGEST_NUMBER, LONGEST_SAYING, MOST_NEEDS = 80, 1000, 20


class Settings(BaseSettings):
    """Without an address it is not connected. `timeout` in seconds."""

    model_config = SettingsConfigDict(env_prefix="ZB_MEDICAL_INSURANCE_")
    address: str = ""
    app: str = ""
    secret: SecretStr = SecretStr("")
    timeout: float = 10.0


def make(outside: Outside | None) -> "MedicalInsurance | None":
    """As set up; else, in a demo, the pretend one."""
    settings = Settings()
    if settings.address:
        return MedicalInsurance(Line(NAME, settings.address, settings.app, settings.secret, settings.timeout))
    if outside is None:
        return None
    app, secret = outside.secrets["office_app"], SecretStr(outside.secrets[f"office_{NAME}_secret"])
    return MedicalInsurance(Line(NAME, f"{outside.base}/office/{NAME}", app, secret, settings.timeout))


@dataclass(frozen=True)
class MedicalInsurance:
    """See offices.Office."""

    line: Line
    name: str = NAME

    @property
    def answers(self) -> Mapping[str, bytes]:
        codes = {"heard": office_line.OK, "forged": "2001", "unreadable": "1000", "unknown": "1001", "later": "3001"}
        return {what: encode({"code": code}) for what, code in codes.items()}

    async def hand_over(self, case: HandedCase) -> Accepted | Later | Refused:
        try:
            told = await office_line.call(self.line, "v1/cases", case.reference, _told(case))
        except office_line.Later as later:
            return Later(later.retry_after)
        except office_line.Refused as refused:
            return Refused(refused.code, refused.says)
        number = told.get("number")
        if not isinstance(number, str) or not 0 < len(number) <= LONGEST_NUMBER:
            raise Unavailable("vendor_answer_garbled", line=NAME)
        return Accepted(number)

    async def ask(self, number: str, reference: str) -> OfficeUpdate:
        try:
            told = await office_line.call(self.line, "v1/cases/ask", reference, {"number": number})
            return _update(told)
        except office_line.Later as later:
            raise Unavailable("vendor_busy", later.retry_after, line=NAME) from None
        except office_line.Refused as refused:
            raise Unavailable("office_does_not_know_it", 3600, line=NAME, code=refused.code) from None
        except Unreadable:
            raise Unavailable("vendor_answer_garbled", line=NAME) from None

    async def take_back(self, number: str | None, reference: str, reason: Ended) -> LetGo | Decided | Later:
        asked: JsonObject = {"number": number or "", "reason": REASONS[reason]}
        try:
            await office_line.call(self.line, "v1/cases/withdraw", reference, asked)
        except office_line.Later as later:
            return Later(later.retry_after)
        except office_line.Refused as refused:
            if refused.code == HAD_DECIDED:
                return Decided(refused.code)
            if refused.code != NO_SUCH_CASE:
                raise Unavailable("office_keeps_it", 3600, line=NAME, code=refused.code) from None
        return LetGo()

    async def read(self, headers: Mapping[str, str], body: bytes) -> OfficeUpdate:
        try:
            return _update(office_line.read(self.line, headers, body))
        except office_line.Forged:
            raise Forged from None
        except office_line.Garbled:
            raise Unreadable from None


def _told(case: HandedCase) -> JsonObject:
    """As their wire has it."""
    who = case.applicant
    return {
        "case": case.number,
        "item": case.item,
        "item_name": case.item_name,
        "task": case.task_code,
        "department": case.department,
        "region": case.region,
        "submitted_ms": case.submitted_at,
        "due_on": case.due_on,
        "applicant": {
            "name": who.name.reveal() if who.name else None,
            "id_number": who.id_number.reveal() if who.id_number else None,
            "phone": who.phone.reveal() if who.phone else None,
        },
        "answers": [
            {"id": name, "label": case.labels.get(name, name), "value": value} for name, value in case.answers.items()
        ],
        "materials": [_paper(one) for one in case.materials],
    }


def _paper(one: HandedMaterial) -> JsonObject:
    about = {"id": one.id, "label": one.label, "source": one.source, "trust": one.trust}
    return {**about, "licence": one.licence, "sha256": one.sha256}


def _update(told: JsonObject) -> OfficeUpdate:
    """Raises: Unreadable for what says nothing sure, such as a denial without a word why."""
    number, reference, state = (told.get(name) for name in ("number", "reference", "state"))
    if not isinstance(number, str) or not isinstance(reference, str) or not isinstance(state, str):
        raise Unreadable
    if state not in STATES:
        raise Unreadable
    says, needs = _text(told.get("says")), _needs(told.get("needs"))
    if (state == "denied" and not says) or (state == "needs" and not says and not needs):
        raise Unreadable
    return OfficeUpdate(number, reference, STATES[state], says, _text(told.get("remedy")), needs)


def _text(value: Json) -> str:
    return value.strip()[:LONGEST_SAYING] if isinstance(value, str) else ""


def _needs(value: Json) -> tuple[Needed, ...]:
    if not isinstance(value, list):
        return ()
    named = (one for one in value[:MOST_NEEDS] if isinstance(one, Mapping))
    return tuple(Needed(_text(one.get("id")), _text(one.get("says"))) for one in named if _text(one.get("says")))
