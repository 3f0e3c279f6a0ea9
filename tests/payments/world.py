"""A small city where things cost money, people who have to pay, and the books as a test reads them."""

from dataclasses import dataclass, replace

from core import db, orders, outbox
from core.applications.application import Application
from core.applications.case import Case
from core.applications.guards import Opinion
from core.applications.history import FIRST, By
from core.applications.limits import limits_for
from core.applications.moves import move
from core.applications.moving import Moment, apply
from core.citizens import Caller, sign_in
from core.db import Batch
from core.ids import new_code, new_id
from core.scenes.city import City
from core.scenes.elements import Code, Fee, FeeLine, Jurisdiction, Limit
from core.scenes.item import Item
from core.scenes.judgement import FeePart
from core.scenes.places import Department
from core.scenes.scene import ItemUse, Scene
from core.time import business_ms, now_ms, today
from payments import asking, cashier, ledger, sending_back
from payments.providers import Update
from tests.core.applications.drafted import drafted
from tests.payments.bank import Bank

POLICE = Department("police", "云川市公安局", "市公安局", "public-security", "990100000000", "Y", "0990-6600002")
CIVIL = Department("civil", "云川市民政局", "市民政局", "civil-affairs", "990100000000", "X", "0990-6600001")
OFFICER, APPLICANT, BOSS = (
    By("officer", "officer-1"),
    By("applicant", "somebody", "applicant"),
    By("supervisor", "boss"),
)
SAID = Opinion("不符合条件", None, "可以申请行政复议")
ITEMS = {"card": ("police", "automatic"), "permit": ("police", "by_finance"), "other": ("civil", "automatic")}


def _item(slug: str) -> Item:
    department, refund = ITEMS[slug]
    fee = Fee("non_tax", "工本费", "收费依据", (FeeLine("fee", "工本费", 2000),), refund=refund)
    handled = Jurisdiction(department)
    return Item(slug, Code("990100101001", "T"), slug, "public-service", handled, Limit(5, 20), fee=fee)


def small_city() -> City:
    items = {slug: _item(slug) for slug in ITEMS}
    departments = {"police": POLICE, "civil": CIVIL}
    uses = tuple(ItemUse(slug) for slug in items)
    scene = Scene("cards", "我要办证", uses, uses_items=items, departments=departments)
    return City("990100000000", {scene.slug: scene}, items, departments)


@dataclass(frozen=True)
class Asked:
    """Somebody whose cases wait for their fees."""

    caller: Caller
    application_id: str
    cases: tuple[str, ...]
    orders: tuple[str, ...]

    @property
    def order(self) -> str:
        return self.orders[0]

    @property
    def case(self) -> str:
        return self.cases[0]


_phones = iter(range(10_000_000))


async def asked(*items: str, fen: int = 2000) -> Asked:
    """One application; each of its cases (`card` where none is named) is accepted and asks for a fee."""
    phone = f"199{next(_phones):08d}"
    citizen = await sign_in("sms", phone, phone)
    scene, when = small_city().scenes["cards"], Moment(business_ms(), today())
    application = Application(new_id(), citizen.id, scene.slug, scene.version, "990100000000", "draft", 1, 0, FIRST)
    await drafted(application, when.at)
    limits = limits_for(scene)
    application.query_code, application.submitted_at = new_code(), when.at
    order_ids = []
    for position, slug in enumerate(items or ("card",)):
        department = ITEMS[slug][0]
        case = Case(new_id(), slug, f"N{new_code(12)}", department, "990100000000", "submitted", position)
        application.put(replace(case, submitted_at=when.at))
        apply(application, case.id, "accept", OFFICER, when=when, limits=limits)
        apply(application, case.id, "ask_payment", By("house"), when=when, limits=limits)
        pay_by = application.cases[case.id].marks.pay_by
        part = FeePart("fee", slug, "工本费", fen)
        row = orders.plan(application, case, _item(slug), [part], "收费依据", at=when.at, pay_by=pay_by)
        application.also.insert("orders", row)
        order_ids.append(str(row["id"]))
    await db.commit(application.batch(when.at))
    return Asked(Caller(citizen.id, "session", "sms", 3), application.id, tuple(application.cases), tuple(order_ids))


async def opened(who: Asked, *, provider: str = "bank") -> tuple[str, str]:
    """They go to the till with all they owe: the payment's id and its number."""
    started = await cashier.pay(who.caller, who.orders, provider, "browser")
    return started.payment, await number_of(started.payment)


async def paid(who: Asked, bank: Bank) -> str:
    """They pay, and the bank says so; gives the payment's id."""
    payment, number = await opened(who)
    await cashier.settle("bank", bank.pays(number))
    return payment


async def number_of(payment_id: str) -> str:
    row = await db.row("SELECT number FROM payments WHERE id = $1", payment_id)
    assert row is not None
    return str(row["number"])


async def deny(case_id: str) -> None:
    await move(case_id, "deny", OFFICER, opinion=SAID)


async def withdraw(who: Asked) -> None:
    for case_id in who.cases:
        await move(case_id, "withdraw", By("applicant", who.caller.citizen_id, "applicant"))


async def events_worked() -> None:
    while await outbox.work_once():
        pass


async def due_again() -> None:
    """As if leases had ended and waits were over."""
    batch = Batch()
    batch.run("UPDATE payments SET ask_at = 0, locked_until = NULL WHERE state = 'opened' AND ask_at IS NOT NULL")
    batch.run("UPDATE refunds SET available_at = 0, locked_until = NULL WHERE state = 'accepted'")
    batch.run("UPDATE outbox SET available_at = 0, locked_until = NULL WHERE state = 0")
    await db.commit(batch)


async def time_is_over(payment_id: str) -> None:
    batch = Batch()
    batch.update("payments", {"id": payment_id}, {"expires_at": now_ms() - 1, "ask_at": 0}, expect=None)
    await db.commit(batch)


async def worked(times: int = 4) -> None:
    """Both jobs, as often as it takes when nothing has to be waited for."""
    for _ in range(times):
        await due_again()
        await events_worked()
        await asking.work_once()
        await sending_back.work_once()
        await events_worked()


async def order(order_id: str) -> db.Row:
    row = await db.row("SELECT * FROM orders WHERE id = $1", order_id)
    assert row is not None
    return row


async def order_state(order_id: str) -> str:
    return str((await order(order_id))["state"])


async def payment_state(payment_id: str) -> str:
    row = await db.row("SELECT state FROM payments WHERE id = $1", payment_id)
    assert row is not None
    return str(row["state"])


async def case_state(case_id: str) -> str:
    row = await db.row("SELECT state FROM cases WHERE id = $1", case_id)
    assert row is not None
    return str(row["state"])


async def refunds() -> list[tuple[str, int, str]]:
    """(because, fen, state) of every refund, the oldest first."""
    return [(r["because"], r["fen"], r["state"]) for r in await db.rows("SELECT * FROM refunds ORDER BY id")]


async def differences() -> list[tuple[str, int | None, int | None]]:
    found = await db.rows("SELECT kind, ours_fen, told_fen FROM money_differences ORDER BY id")
    return [(row["kind"], row["ours_fen"], row["told_fen"]) for row in found]


async def accounts() -> dict[str, int]:
    return {one.account: one.fen for one in await ledger.balances()}


async def books_are_straight() -> None:
    """What must hold at every moment, whatever happened."""
    assert (await ledger.crooked(), await ledger.overdrawn()) == ([], [])
    assert sum((await accounts()).values()) == 0
    settled = await _sum("SELECT sum(fen) AS n FROM payments WHERE state = 'paid'")
    assert settled == await _sum("SELECT sum(paid_fen) AS n FROM orders")
    assert await _sum("SELECT sum(fen) AS n FROM refunds WHERE state = 'done'") == await _sum(
        "SELECT sum(refunded_fen) AS n FROM orders"
    )
    kept = {account: -fen for account, fen in (await accounts()).items() if account.startswith("payee:")}
    by_payee = await db.rows("SELECT payee, sum(paid_fen - refunded_fen) AS n FROM orders GROUP BY payee")
    assert {f"payee:{row['payee']}": int(row["n"]) for row in by_payee if row["n"]} == {
        account: fen for account, fen in kept.items() if fen
    }
    assert (
        await db.rows("SELECT id FROM orders WHERE refunded_fen > paid_fen OR paid_fen < 0 OR refunded_fen < 0") == []
    )


async def _sum(sql: str) -> int:
    row = await db.row(sql)
    return int(row["n"] or 0) if row else 0


def told_paid(number: str, fen: int, transaction_id: str) -> Update:
    return Update(number, "paid", fen, transaction_id)
