"""Which of our languages the asker wants, for words that core writes: timelines, letters, verdicts."""

from typing import Annotated

from fastapi import Depends, Request

from api.words import chosen


async def _language(request: Request) -> str:
    return chosen(request.headers.get("accept-language", ""))


Language = Annotated[str, Depends(_language)]
