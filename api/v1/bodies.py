"""The bodies of the API, as types. An unknown field is an error: a misspelt one must not pass unseen.

A number is a number: neither `"1"` nor `true` passes for one.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

NO_NUL = r"^[^\x00]*$"  # PostgreSQL takes none in a text, and no keyboard types one
Id = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)]
Text = Annotated[str, Field(max_length=2000)]
Answers = Annotated[dict[Annotated[str, Field(max_length=128)], JsonValue], Field(max_length=400)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Nothing(Body):
    """`{}`: no body is ever quite empty."""


class AskCode(Body):
    phone: Annotated[str, Field(max_length=64)]


class Verification(Body):
    name: Annotated[str, Field(max_length=200)]
    id_number: Annotated[str, Field(max_length=64)]
    method: Literal["three_elements"] = "three_elements"
    proof: Annotated[str, Field(max_length=4000)] | None = None


class PhoneProof(Body):
    """`phone` and `code` (asked for at `/sessions/sms/codes`), or `channel` and the `code` of its platform's button."""

    phone: Annotated[str, Field(max_length=64)] | None = None
    channel: Annotated[str, Field(max_length=64)] | None = None
    code: Annotated[str, Field(min_length=1, max_length=512)]


class Check(Body):
    answers: Answers = Field(default_factory=dict)
    for_: Annotated[Id | None, Field(alias="for")] = None


class Begin(Body):
    scene: Annotated[str, Field(min_length=1, max_length=64)]
    answers: Answers = Field(default_factory=dict)
    for_: Annotated[Id | None, Field(alias="for")] = None


class Answer(Body):
    answers: Answers
    version: Version


class Submit(Body):
    version: Version
    promises: Annotated[list[Id], Field(max_length=100)] = Field(default_factory=list)
    consents: Annotated[list[Id], Field(max_length=100)] = Field(default_factory=list)


class Confirm(Body):
    agree: bool = True
    reason: Text = ""


class Withdraw(Body):
    reason: Text = ""
    cases: Annotated[list[Id], Field(max_length=100)] | None = None


class Correct(Body):
    version: Version
    answers: Answers = Field(default_factory=dict)


class Track(Body):
    query_code: Annotated[str, Field(min_length=1, max_length=64)]
    phone_tail: Annotated[str, Field(min_length=1, max_length=16)]


class Code(Body):
    code: Annotated[str, Field(min_length=1, max_length=64)]
