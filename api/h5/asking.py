"""From a scene's field to a question on a page, and from what a person typed back to an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.datastructures import FormData, UploadFile

from api.h5.pages import Wrong
from api.h5.questions import Question
from api.h5.words import Words
from api.words import spoken
from core import kinds
from core.json import Json
from core.kinds import KindError
from core.scenes import Field, Scene
from core.scenes.fields import Innermost
from core.scenes.judgement import Filled

_LONG_FROM = 80  # characters: a text that may be longer gets a box of several lines


def field_of(scene: Scene, name: str) -> Field | None:
    """A question of the guide or the form, or the way to ask for a fact, in words that name the person."""
    asked = scene.asks.get(name)
    if asked is None:
        return scene.fields.get(name)
    return replace(asked, says=asked.says.replace("{who}", scene.called("self")))


def question_of(asked: Innermost, say: Words, filled: Filled | None = None) -> Question:
    """`filled`: where the value that is there already came from."""
    return Question(
        asked.id,
        asked.question,
        asked.kind,
        options=asked.options,
        hint=asked.help,
        source=source_of(filled, say) if filled else "",
        text=asked.label if asked.says and asked.kind == "statement" else "",
        optional=asked.optional,
        long=asked.kind == "text" and isinstance(asked.max, int) and asked.max >= _LONG_FROM,
    )


def source_of(filled: Filled, say: Words) -> str:
    return say("summary.from", source=filled.source, date=say.plain_day(filled.on))


def given(form: FormData, asked: Field) -> Json:
    """What stands in the boxes of `asked`, unread: a text, several, or boxes by name. None when there is nothing."""
    typed = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return boxes_of(typed, asked.kind, asked.id)


def boxes_of(typed: Sequence[tuple[str, str]], kind: str, name: str) -> Json:
    """The same of the boxes called `name`, in a page or in a card of it."""
    before = f"{name}."
    if boxes := {box.removeprefix(before): value for box, value in typed if box.startswith(before)}:
        return boxes
    values = [value for box, value in typed if box == name]
    if kinds.get(kind).json_type == "array":
        return [*values]
    return values[0] if values else None


def wrong_with_answer(asked: Field, raw: Json, say: Words) -> Wrong:
    """What is wrong with this answer, in words; nothing when it can be kept."""
    if kinds.is_blank(raw):
        if asked.optional:
            return ()
        key = "wrong.choose" if asked.options else "wrong.empty"
        return ((asked.id, say(key, label=asked.name)),)
    try:
        kinds.get(asked.kind).parse(raw, asked)
    except KindError as error:
        return ((asked.id, spoken(say.language).defect(error.code, error.values)),)
    return ()


def shown(asked: Field, value: Json) -> str:
    """A kept answer as a person reads it."""
    return "" if kinds.is_blank(value) else kinds.get(asked.kind).show(value, asked)


def answers_of(notes: Mapping[str, Json], slug: str) -> dict[str, Json]:
    """What this visit answered in the guide of `slug`."""
    guide = notes.get(f"guide.{slug}")
    answers = guide.get("answers") if isinstance(guide, Mapping) else None
    return dict(answers) if isinstance(answers, Mapping) else {}


def asked_of(notes: Mapping[str, Json], slug: str) -> list[str]:
    """The questions of that guide this visit has passed, answered or skipped, in order."""
    guide = notes.get(f"guide.{slug}")
    asked = guide.get("asked") if isinstance(guide, Mapping) else None
    return [str(one) for one in asked] if isinstance(asked, list | tuple) else []


def guide_note(answers: Mapping[str, Json], asked: list[str]) -> Json:
    return {"answers": dict(answers), "asked": list(asked)}


async def file_in(form: FormData, name: str, most: int) -> tuple[str, bytes] | None:
    """The file chosen in this box: its name and its content, read no further than `most` + 1 bytes."""
    file = form.get(name)
    if not isinstance(file, UploadFile) or not (file.filename or file.size):
        return None
    return file.filename or "", await file.read(most + 1)
