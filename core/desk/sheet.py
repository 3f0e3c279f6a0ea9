"""What stands on the sheet, as the office of one item reads it: answers, contradictions, rules with values."""

from collections.abc import Mapping
from dataclasses import dataclass

from core import kinds
from core.desk.views import AnswerSeen, Contradiction, RuleSeen, ValueSeen
from core.desk.visible import fields_of, reasons_of
from core.json import Json
from core.ports import Path
from core.scenes import Field, Judgement, Scene
from core.words import DEFAULT, say


@dataclass(frozen=True)
class Sheet:
    """One item's view. `said`: the answers as the person gave them, before any record filled in."""

    scene: Scene
    item: str
    judgement: Judgement
    said: Mapping[str, Json]
    language: str = DEFAULT

    def answers(self) -> tuple[AnswerSeen, ...]:
        return tuple(self._answer(field) for field in fields_of(self.scene, self.item, self.judgement))

    def _answer(self, field: Field) -> AnswerSeen:
        value, filled = self.judgement.values.get(field.id), self.judgement.filled.get(field.id)
        return AnswerSeen(
            field.id,
            field.name,
            field.kind,
            value,
            self.text(field, value),
            filled.source if filled else None,
            filled.on.isoformat() if filled else None,
        )

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where the person and the record differ."""
        seen = {field.id: field for field in fields_of(self.scene, self.item, self.judgement)}
        found = []
        for name in self.judgement.contradicted:
            field, filled = seen.get(name), self.judgement.filled.get(name)
            if field is not None and filled is not None:
                said, known = self.text(field, self.said.get(name)), self.text(field, filled.value)
                found.append(Contradiction(name, field.name, said, known, filled.source))
        return tuple(found)

    def rules(self) -> tuple[RuleSeen, ...]:
        """Every condition of this item with the values it saw."""
        return tuple(
            RuleSeen(reason.id, reason.says, reason.outcome, tuple(self._saw(*one) for one in reason.saw.items()))
            for reason in reasons_of(self.scene, self.item, self.judgement)
        )

    def _saw(self, path: Path, value: Json) -> ValueSeen:
        field = self.scene.fields.get(path) or self.scene.asks.get(path)
        return ValueSeen(path, field.name if field else path, value, self.text(field, value))

    def text(self, field: Field | None, value: Json) -> str:
        """A value in words."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return say("desk.yes" if value else "desk.no", {}, self.language)
        if field is not None and field.kind in kinds.names() and not kinds.takes_uploads(field.kind):
            return kinds.get(field.kind).show(value, field)
        if isinstance(value, Mapping):
            return say("desk.on_record", {}, self.language)
        return "" if field is not None and kinds.takes_uploads(field.kind) else str(value)
