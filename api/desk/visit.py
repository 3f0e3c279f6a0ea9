"""Who sits at this desk: the cookie `zbd`, the officer it stands for, and the token every form carries.

The cookie is the browser's own before anybody signs in, so that even the sign-in form cannot be sent from elsewhere.
"""

import secrets
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from api import forms
from api.marks import may_call
from core import staff as people
from core.refusals import NotAllowed, Unauthenticated
from core.staff import Staff

COOKIE = "zbd"
_FACE = "desk"
_LONGEST_TOKEN = 200


class DeskVisit:
    """One page request at the desk. Routes take it as `visit: AtDesk`."""

    def __init__(self, token: str, staff: Staff | None, *, secure: bool, looks_only: bool = False) -> None:
        self.staff = staff
        self._looks_only = looks_only
        self._token = token or secrets.token_urlsafe(32)
        self._new = not token
        self._secure = secure

    @property
    def csrf(self) -> str:
        """For the hidden field `csrf` of every form."""
        return forms.token(_FACE, self._token)

    def check_csrf(self, given: str) -> None:
        """Raises: NotAllowed `form_expired` unless `given` came from a page of this very browser."""
        if self._new:
            raise NotAllowed("form_expired")
        forms.refuse_foreign(given, _FACE, self._token)

    async def sign_in(self, staff: Staff) -> None:
        """A new token: a planted one would be worthless. Whoever sat here before is signed out."""
        if self.staff is not None:
            await people.end_session(self.staff.session_id)
        self._token, _ = await people.begin_session(staff)
        self.staff, self._new = staff, True

    async def sign_out(self) -> None:
        if self.staff is not None:
            await people.end_session(self.staff.session_id)
        self.staff, self._token, self._new = None, secrets.token_urlsafe(32), True

    def leave_cookie(self, answer: Response) -> Response:
        """It ends with the browser, goes nowhere but to the desk, and comes with no link from elsewhere."""
        if self._new and not self._looks_only:
            answer.set_cookie(COOKIE, self._token, path="/desk", httponly=True, samesite="strict", secure=self._secure)
        return answer


@may_call("anyone")
async def visit_of(request: Request) -> DeskVisit:
    """The visit of this page request: one object, however often it is asked for."""
    visit = known_visit(request)
    if visit is None:
        token = request.cookies.get(COOKIE, "")
        token = token if token.isascii() and len(token) <= _LONGEST_TOKEN else ""
        looks_only = bool(request.scope.get("head_only"))
        secure = request.url.scheme == "https"
        visit = DeskVisit(token, await people.by_token(token), secure=secure, looks_only=looks_only)
        request.state.desk_visit = visit
    return visit


def known_visit(request: Request) -> DeskVisit | None:
    """The visit if it is known already: after a fault the database is not asked again."""
    visit = getattr(request.state, "desk_visit", None)
    return visit if isinstance(visit, DeskVisit) else None


AtDesk = Annotated[DeskVisit, Depends(visit_of)]


@may_call("anyone")
async def checked_form(request: Request, visit: AtDesk) -> FormData:
    """The form a page of the desk sent, after its token was checked.

    Raises: NotAllowed `form_expired`; HTTPException 400 for a NUL: no keyboard types one, PostgreSQL takes none.
    """
    return await forms.checked(request, visit.check_csrf, files=0)


DeskForm = Annotated[FormData, Depends(checked_form)]


@may_call("staff")
async def signed_in(visit: AtDesk) -> Staff:
    """Raises: Unauthenticated; the desk then asks to sign in and come back."""
    if visit.staff is None:
        raise Unauthenticated("unauthenticated")
    return visit.staff


Officer = Annotated[Staff, Depends(signed_in)]
