"""Who may call the desk: staff with a session of the desk. A citizen's token opens nothing here, nor theirs there."""

from typing import Annotated

from fastapi import Depends, Request

from api.marks import may_call
from core.refusals import Unauthenticated
from core.staff import Staff, by_token


@may_call("staff")
async def staff(request: Request) -> Staff:
    """Raises: Unauthenticated `desk_unauthenticated`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    found = await by_token(token.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise Unauthenticated("desk_unauthenticated")
    return found


AtDesk = Annotated[Staff, Depends(staff)]
