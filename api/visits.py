"""A visitor of the pages: the cookie `zb`, what they told us before signing in, and the token every form carries.

Nothing is written and no cookie is set until a page needs it: a form (csrf) or something to remember.
"""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import forms, sessions
from api.marks import may_call
from core.citizens import Caller
from core.json import Json, JsonObject
from core.refusals import Unauthenticated

COOKIE = "zb"
MOST_FILES = 10  # in one form
_FACE = "citizens"


class Visit:
    """One page request's session. Routes take it as `visit: Visitor`."""

    def __init__(self, token: str | None, session: sessions.Session | None, device: str, secure: bool) -> None:
        self._token = token or sessions.new_token()
        self._session = session
        self._device = device
        self._secure = secure
        self._notes: JsonObject = session.notes if session else {}
        self._send_cookie = False
        self._known = bool(token)

    @property
    def caller(self) -> Caller | None:
        """Who is signed in, or None."""
        return self._session.caller if self._session else None

    def signed_in(self) -> Caller:
        """Raises: Unauthenticated; the pages then ask to sign in and come back."""
        if self.caller is None:
            raise Unauthenticated("unauthenticated")
        return self.caller

    @property
    def notes(self) -> JsonObject:
        """What `remember` wrote: answers before sign-in, where to go on, elder flow, language."""
        return self._notes

    @property
    def csrf(self) -> str:
        """For the hidden field `csrf` of every form."""
        self._send_cookie = self._send_cookie or not self._known
        return forms.token(_FACE, self._token)

    def check_csrf(self, given: str) -> None:
        """Raises: NotAllowed `form_expired` unless `given` came from a page of this very visit."""
        forms.refuse_foreign(given, _FACE, self._token)

    async def remember(self, changes: Mapping[str, Json]) -> None:
        """Keep `changes` for later pages, encrypted; None forgets a note."""
        if self._session is None:
            await self._begin(None, "h5", {name: value for name, value in changes.items() if value is not None})
        else:
            self._notes = await sessions.note(self._session.id, changes)

    async def sign_in(self, citizen_id: str, channel: str) -> None:
        """A new token (a planted one would be worthless), the notes kept, the old session ended."""
        old, notes = self._session, self._notes
        self._token = sessions.new_token()
        await self._begin(citizen_id, channel, notes)
        if old is not None:
            await sessions.end(old.id)

    async def sign_out(self) -> None:
        if self._session is not None:
            await sessions.end(self._session.id)
        self._session, self._notes, self._token = None, {}, sessions.new_token()
        self._send_cookie = True

    def cookie(self) -> str | None:
        """The Set-Cookie value this answer needs, if any."""
        if not self._send_cookie:
            return None
        secure = "; Secure" if self._secure else ""
        lives = sessions.LIFETIME_MS["h5"] // 1000
        return f"{COOKIE}={self._token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={lives}{secure}"

    async def _begin(self, citizen_id: str | None, channel: str, notes: JsonObject) -> None:
        if self._session is None and self._known:
            self._token = sessions.new_token()  # a cookie we never gave a session is not taken at its word
        token = self._token
        await sessions.begin(token, citizen_id=citizen_id, channel=channel, face="h5", device=self._device, notes=notes)
        self._token, self._session, self._notes = token, await sessions.by_token(token), notes
        self._send_cookie = self._known = True


@may_call("anyone")
async def visit_of(request: Request) -> Visit:
    """The visit of this page request: one object, however often it is asked for."""
    visit = getattr(request.state, "visit", None)
    if not isinstance(visit, Visit):
        token = request.cookies.get(COOKIE)
        session = await sessions.by_token(token) if token else None
        device = device_of(request.headers.get("user-agent", ""))
        visit = Visit(token, session, device, secure=request.url.scheme == "https")
        request.state.visit = visit
    return visit


Visitor = Annotated[Visit, Depends(visit_of)]


async def checked_form(request: Request, visit: Visitor) -> FormData:
    """The form a page sent, after its token was checked.

    Raises: NotAllowed `form_expired`; HTTPException 400 for a NUL: no keyboard types one, PostgreSQL takes none.
    """
    return await forms.checked(request, visit.check_csrf, files=MOST_FILES)


Form = Annotated[FormData, Depends(checked_form)]


def device_of(user_agent: str) -> str:
    """A few words a person recognises their device by; the full string is never kept."""
    where = next(
        (
            word
            for word in ("MicroMessenger", "AlipayClient", "Edg", "Firefox", "Chrome", "Safari", "curl")
            if word in user_agent
        ),
        "",
    )
    system = next(
        (
            word
            for word in ("iPhone", "iPad", "HarmonyOS", "Android", "Windows", "Mac OS", "Linux")
            if word in user_agent
        ),
        "",
    )
    return " · ".join(word for word in (where, system) if word)


class PageCookie:
    """Pure ASGI: puts the visit's cookie on the answer. `/api/v1` never makes a visit, and HEAD only looks."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/api/") or scope.get("head_only"):
            await self.app(scope, receive, send)
            return

        async def with_cookie(message: Message) -> None:
            visit = scope.get("state", {}).get("visit")
            if message["type"] == "http.response.start" and isinstance(visit, Visit) and (cookie := visit.cookie()):
                message["headers"] = [
                    *(header for header in message.get("headers", []) if header[0].lower() != b"cache-control"),
                    (b"set-cookie", cookie.encode()),
                    (b"cache-control", b"no-store"),
                ]
            await send(message)

        await self.app(scope, receive, with_cookie)
