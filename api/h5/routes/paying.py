"""What is to be paid, to whom and on what law; the way to the till; and coming back, also when nobody knows yet."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.h5.money import bills, money, payable, refund_rules
from api.h5.pages import ANSWERED, SignedIn, Wrong, own_path, page, to, typed, voice_of, wrong_with
from api.h5.shown import Fact
from api.h5.standing import live_at
from api.h5.words import Words
from api.visits import Form, Visit, Visitor
from core import applications
from core.applications import ApplicationView
from payments import cashier
from payments.cashier import PaymentView
from payments.providers import Till
from payments.tills import tills

router = APIRouter()
_INSIDE: tuple[tuple[str, Till], ...] = (("MicroMessenger", "in_wechat"), ("AlipayClient", "in_alipay"))
_OUTCOME = {"paid": "yes", "opened": "maybe"}


@router.get("/a/{application_id}/pay")
async def look(application_id: str, request: Request, visit: Visitor, caller: SignedIn) -> Response:
    say = voice_of(request, visit).words
    return await _pay_page(request, visit, await applications.one(caller, application_id, say.language))


@router.post("/a/{application_id}/pay")
async def pay(application_id: str, request: Request, visit: Visitor, caller: SignedIn, form: Form) -> Response:
    """To the till with everything one payee asks for; the same payment again when it is still open."""
    say = voice_of(request, visit).words
    view = await applications.one(caller, application_id, say.language)
    orders = [order.id for order in payable(view.orders) if order.payee == typed(form, "payee")]
    if not orders:
        return to(f"/a/{application_id}")  # paid already, on another device perhaps
    till = _till(request)
    providers = _providers(till)
    if not providers:
        return await _pay_page(request, visit, view)
    back = f"/a/{application_id}/paid/{{payment}}"
    try:
        started = await cashier.pay(caller, orders, providers[0], till, return_to=back)
    except ANSWERED as refusal:
        view = await applications.one(caller, application_id, say.language)
        wrong = wrong_with(refusal, voice_of(request, visit))
        return await _pay_page(request, visit, view, tuple(("", says) for _, says in wrong))
    return to(str(started.client["url"]))


@router.get("/a/{application_id}/paid/{payment_id}")
async def come_back(
    application_id: str, payment_id: str, request: Request, visit: Visitor, caller: SignedIn
) -> Response:
    """The provider is asked while it is not sure; the page is drawn again when the case has moved."""
    say = voice_of(request, visit).words
    payment = await cashier.look(caller, payment_id)
    view = await applications.one(caller, application_id, say.language)
    return page(
        request, visit, "paid", scene=view, id=view.id, live=live_at(view), state=payment.state,
        outcome=_OUTCOME.get(payment.state, "no"), says=say(f"paid.title.{payment.state}"),
        more=_more(payment, say), facts=_facts(payment, say), here=own_path(request.url.path),
        again="pay" in view.actions,
    )  # fmt: skip


def _more(payment: PaymentView, say: Words) -> str:
    if payment.state == "paid" and any(order.state in ("closed", "refunding", "refunded") for order in payment.orders):
        return say("paid.more.back")  # the matter was over before the money came
    payees = dict.fromkeys(order.payee_name for order in payment.orders)
    return say(f"paid.more.{payment.state}", payee=say("facts.and").join(payees), money=money(payment.fen, say))


def _facts(payment: PaymentView, say: Words) -> list[Fact]:
    names = dict.fromkeys(order.name for order in payment.orders)
    return [
        Fact("coin", say("facts.and").join(names), money(payment.fen, say), [say("paid.number", number=payment.number)])
    ]


async def _pay_page(request: Request, visit: Visit, view: ApplicationView, wrong: Wrong = ()) -> Response:
    orders, say = payable(view.orders), voice_of(request, visit).words
    if not orders or "pay" not in view.actions:
        return to(f"/a/{view.id}")
    scene = await applications.pinned(view.scene, view.scene_version)
    return page(
        request, visit, "pay", 422 if wrong else 200,
        scene=view, id=view.id, bills=bills(orders, say), rules=refund_rules(view, scene, say), errors=wrong,
        open=bool(_providers(_till(request))),
    )  # fmt: skip


def _till(request: Request) -> Till:
    """Inside WeChat or Alipay the page pays there; anywhere else a browser's till opens."""
    device = request.headers.get("user-agent", "")
    return next((till for sign, till in _INSIDE if sign in device), "browser")


def _providers(till: Till) -> list[str]:
    return [name for name, provider in tills().providers.items() if till in provider.tills]
