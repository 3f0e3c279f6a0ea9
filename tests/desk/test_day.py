"""An officer's day, by keyboard alone: sign in, walk the queue, decide, write a letter, do several at once, go home."""

import contextlib
import re
from collections.abc import Iterator

import httpx
from playwright.sync_api import Page, expect

from tests.api.conftest import Caller, picture, until
from tests.desk.conftest import At
from tests.desk.officer import Officer, staff
from tests.services.house import House

CLERK, OFFICER, COLLEAGUE = "gongan-chuangkou", "gongan-shencha", "gongan-shencha-er"
SUPERVISOR = "gongan-dudao"


def opened(officer: Officer, *, state: str = "submitted", item: str = "居住证") -> str:
    """The first case of this item at this step that nobody has, opened from the queue by keyboard; its number."""
    officer.page.goto(f"{officer.address}/desk?state={state}")
    assert officer.page.locator("[data-row]").count(), f"nothing waits in {state}"
    row = officer.page.locator("[data-row]:focus-within")
    officer.press("j")
    while row.locator(".holder").inner_text() or item not in row.locator(".what").inner_text():
        officer.press("j")
    number = row.locator("td.number").inner_text()
    officer.press_on("Enter")
    return number


def test_a_wrong_code_says_nothing_of_what_was_wrong(at_desk: At, office: House, page: Page) -> None:
    told = staff(office.address, OFFICER)
    said = []
    for name, password in ((OFFICER, told["password"]), (OFFICER, "wrong"), ("nobody", "wrong")):
        page.goto(f"{office.address}/desk/sign-in")
        page.get_by_label("用户名").fill(name)
        page.get_by_label("密码").fill(password)
        page.get_by_label("动态口令").fill("000000")
        page.get_by_role("button", name="登录").click()
        said.append(page.get_by_role("alert").inner_text())
        assert page.get_by_label("密码").input_value() == ""
    assert len(set(said)) == 1


def test_a_case_is_taken_accepted_and_the_next_one_is_there(at_desk: At) -> None:
    clerk = at_desk(CLERK)
    number = opened(clerk)
    expect(clerk.page.locator(".head .small")).to_contain_text(number)
    clerk.press_on("c")
    assert "15 分钟" in clerk.said()
    expect(clerk.page.locator(".hold")).to_contain_text("您在办")
    clerk.press_on("r")
    assert "放回" in clerk.said()
    clerk.press_on("a")
    assert clerk.said().startswith("上一件：受理")
    assert re.match(r"/desk/cases/\w+\?state=submitted&did=accept&was=\w+", clerk.path)
    expect(clerk.page.locator(".head .small")).not_to_contain_text(number)


def test_a_letter_is_written_in_its_place_and_reaches_the_citizen(at_desk: At, applicant: Caller) -> None:
    clerk = at_desk(CLERK)
    number = opened(clerk)
    clerk.press("b")
    assert clerk.page.evaluate("document.activeElement.id") == "ask_correction-opinion"
    clerk.write("请看一看下面这一项。")
    box = clerk.page.locator("#ask_correction input[type=checkbox]").first
    for _ in range(12):  # on to the first line that may be asked for
        if box.evaluate("one => one === document.activeElement"):
            break
        clerk.press("Tab")
    if not box.is_checked():
        clerk.press("Space")
    clerk.press("Tab")
    clerk.write("房产证请拍得清楚一些。")
    clerk.press_on("Control+Enter")
    assert clerk.said().startswith("上一件：请补正")
    told = next(one for one in sheets(applicant) if any(case["number"] == number for case in one["cases"]))
    asked = next(case for case in told["cases"] if case["number"] == number)
    assert asked["state"] == "correction"
    assert "房产证请拍得清楚一些。" in str(asked)


def test_what_is_refused_stays_where_it_was_typed(at_desk: At) -> None:
    clerk = at_desk(CLERK)
    opened(clerk)
    clerk.press("d")
    clerk.write("")
    clerk.press("Tab")
    clerk.write("可以申请行政复议。")
    clerk.press_on("Control+Enter")
    refused = clerk.page.locator("#not_accept")
    expect(refused.get_by_role("alert")).to_contain_text("请写明意见")
    expect(refused.locator("[name=remedy]")).to_have_value("可以申请行政复议。")


def test_a_stop_has_its_last_day_and_none_that_is_over(at_desk: At) -> None:
    officer = at_desk(OFFICER)
    opened(officer)
    officer.press_on("a")
    officer.page.goto(f"{officer.address}/desk/cases/{officer.path.partition('was=')[2]}")
    officer.press("s")
    form = officer.page.locator("#suspend")
    form.locator("[name=reason]").select_option("testing")
    form.locator("[name=until]").fill("2020-01-01")
    form.locator("[name=opinion]").fill("要做一次检测。")
    form.locator("[name=opinion]").focus()
    officer.press_on("Control+Enter")
    expect(form.get_by_role("alert")).to_contain_text("已经过去")
    expect(form.locator("[name=until]")).to_have_value("2020-01-01")
    expect(form.locator("[name=reason]")).to_have_value("testing")
    form.locator("[name=until]").fill("2099-12-31")
    form.get_by_role("button", name="留在这一件").click()
    expect(officer.page.locator(".head")).to_contain_text("暂停")


def test_what_a_colleague_has_can_only_be_looked_at(at_desk: At) -> None:
    officer, colleague = at_desk(OFFICER), at_desk(COLLEAGUE)
    number = opened(officer)
    colleague.page.goto(officer.page.url)
    officer.press_on("c")
    colleague.press_on("a")
    expect(colleague.page.get_by_role("alert")).to_contain_text("韩松")
    expect(colleague.page.locator(".hold")).to_contain_text("现在只能看")
    assert colleague.page.locator(".decide form").count() == 0
    colleague.page.goto(f"{colleague.address}/desk")
    row = colleague.page.locator("[data-row]", has_text=number)
    expect(row.locator(".holder")).to_have_text("韩松")
    assert row.locator("[data-hold]").count() == 0
    officer.press_on("r")


def test_two_who_decide_at_once_decide_once(at_desk: At) -> None:
    officer, colleague = at_desk(OFFICER), at_desk(COLLEAGUE)
    opened(officer)
    colleague.page.goto(officer.page.url)
    officer.press_on("a")
    colleague.press_on("a")
    assert officer.said().startswith("上一件：受理")
    expect(colleague.page.get_by_role("alert")).to_have_count(1)


def test_several_cases_are_moved_at_once(at_desk: At) -> None:
    clerk = at_desk(CLERK)
    clerk.page.goto(f"{clerk.address}/desk?state=submitted")
    clerk.press("j", "x", "j", "x", "b")
    clerk.press_on("Enter")
    assert clerk.path == "/desk/batch"
    expect(clerk.page.locator("main")).to_contain_text("2 件办了")
    clerk.press_on("q")
    assert clerk.path == "/desk?state=submitted"


def test_an_id_number_finds_its_case_and_stands_in_no_address(at_desk: At, applicant: Caller) -> None:
    officer = at_desk(OFFICER)
    id_number = applicant.person["id_number"]
    officer.press("/")
    officer.write(id_number)
    officer.press_on("Enter")
    assert officer.path.startswith("/desk?found=")
    assert id_number not in officer.page.url
    assert officer.rows()
    assert officer.page.get_by_role("searchbox").input_value() == id_number


def test_everything_works_without_a_script(at_desk: At) -> None:
    officer = at_desk(OFFICER, script=False)
    page = officer.page
    page.goto(f"{officer.address}/desk?state=in_review")
    page.locator("[data-open]").first.focus()
    officer.press_on("Enter")
    page.locator("#deny summary").focus()
    officer.press("Enter", "Tab")
    officer.press_on("Enter")  # the first ready phrase: a link that draws the page with it
    assert "open=deny" in page.url
    assert page.locator("#deny-opinion").input_value()
    page.locator("#deny-opinion").focus()
    page.locator("#deny button[value=stay]").focus()
    officer.press_on("Enter")
    assert officer.said().startswith("这一件：不予批准")


def test_an_extension_asked_by_one_is_approved_by_another(at_desk: At) -> None:
    officer, supervisor = at_desk(OFFICER), at_desk(SUPERVISOR)
    opened(officer)
    officer.press_on("a")  # a case of its own to extend, whatever other tests have left
    number = opened(officer, state="in_review")
    officer.press("e")
    officer.write("要等外地回函。")
    officer.press_on("Control+Enter")
    assert officer.said().startswith("上一件：申请延期")
    supervisor.page.goto(f"{supervisor.address}/desk/approvals")
    expect(supervisor.page.locator("tbody td.number")).to_have_text([number])
    supervisor.press("j")
    supervisor.press_on("Enter")
    assert supervisor.page.evaluate("document.activeElement.id") == "approve_extension-opinion"
    supervisor.press_on("Control+Enter")
    assert supervisor.said().startswith("上一件：批准延期")
    supervisor.page.goto(f"{supervisor.address}/desk/approvals")
    expect(supervisor.page.locator("main")).to_contain_text("没有等着批准的延期")


def test_a_fee_taken_at_the_window_goes_back_by_a_second_person(at_desk: At, office: House) -> None:
    with handed_in(office, "deng-kai", "id-card", reason="expired", support="none", window="donghu", pickup="office"):
        clerk, officer, finance = at_desk(CLERK), at_desk(OFFICER), at_desk("gongan-caiwu")
        opened(clerk, item="身份证")
        clerk.press_on("a")
        opened(clerk, item="身份证", state="pay_pending")
        clerk.page.get_by_label("票据号").focus()
        clerk.write("京 0001234")
        clerk.press_on("Enter")
        assert clerk.said() == "已记下窗口收款"
        opened(officer, item="身份证", state="in_review")
        officer.press("d")
        officer.page.locator("#deny .phrases a").first.focus()
        officer.press("Enter")
        officer.press_on("Control+Enter")
        assert officer.said().startswith("上一件：不予批准")
        assert finance.path == "/desk/approvals"
        until_there(finance, "没有批准")
        expect(finance.page.locator("tbody tr")).to_contain_text("20.00 元")
        finance.press("j")
        finance.press_on("Enter")
        assert finance.said().startswith("已同意退款")


def test_an_amount_that_does_not_fit_is_settled_with_a_word_and_a_part_of_a_fee_goes_back(
    at_desk: At, office: House
) -> None:
    with handed_in(
        office, "zhang-min", "id-card", reason="expired", support="none", window="donghu", pickup="office"
    ) as payer:
        clerk, finance, supervisor = at_desk(CLERK), at_desk("gongan-caiwu"), at_desk(SUPERVISOR)
        number = opened(clerk, item="身份证")
        clerk.press_on("a")
        payment = at_the_till(payer)
        pays(payer, payment, fen=19_00)
        finance.page.goto(f"{finance.address}/desk/approvals")
        until_there(finance, "缴费金额对不上")
        finance.press("j")
        while "缴费金额对不上" not in finance.at:
            finance.press("j")
        finance.press("Enter", "Tab")
        opened_now = finance.page.locator("details[open]")
        expect(opened_now).to_contain_text(number)
        expect(opened_now).to_contain_text("20.00 元")
        expect(opened_now).to_contain_text("19.00 元")
        assert opened_now.locator("a").count() == 0, "finance sees no case"
        finance.press("Tab")
        finance.press_on("Enter")
        assert finance.page.locator("textarea:focus, [role=alert]:focus").count() == 1
        expect(finance.page.get_by_role("alert")).to_have_text("请写明意见")
        finance.page.get_by_label("怎么回事，怎么处理的").focus()
        finance.write("付款的银行少报了一元，已更正。")
        finance.press("Tab", "Tab")
        finance.press_on("Enter")
        assert finance.said() == "这一笔处理好了，写进了办件经过"
        expect(finance.page.locator("main")).to_contain_text("没有对不上的账")
        pays(payer, payment, fen=20_00, force=True)
        until_paid(payer, payment)

        assert opened(supervisor, item="身份证", state="in_review") == number
        history = supervisor.page.locator("table.history")
        expect(history).to_contain_text("付款的银行少报了一元，已更正。")
        box = supervisor.page.get_by_label("退多少（元）")
        assert "最多 20.00 元" in supervisor.page.locator(f"#{box.get_attribute('aria-describedby')}").inner_text()
        for wrong in ("", "0", "20.01", "-1", "五元", "1.005"):
            box.focus()
            supervisor.write(wrong) if wrong else supervisor.press("Control+a", "Delete")
            supervisor.press_on("Enter")
            expect(supervisor.page.get_by_role("alert")).to_contain_text("退费要多于 0")
            box = supervisor.page.get_by_label("退多少（元）")
        box.focus()
        supervisor.write("5.5")
        supervisor.press_on("Enter")
        assert supervisor.said() == "已申请退款，等另一位同事同意"
        expect(supervisor.page.get_by_label("退多少（元）")).to_have_count(0)
        supervisor.page.goto(f"{supervisor.address}/desk/approvals")
        row = supervisor.page.locator("tr", has_text=number)
        expect(row).to_contain_text("您申请的，要由别人同意")
        finance.page.goto(f"{finance.address}/desk/approvals")
        asked = finance.page.locator("tr", has_text=number)
        expect(asked).to_contain_text("5.50 元")
        expect(asked).to_contain_text("工作人员申请")
        finance.press("j")
        finance.press_on("Enter")
        assert finance.said().startswith("已同意退款")


def test_another_office_s_case_is_not_there(at_desk: At) -> None:
    officer, elsewhere = at_desk(OFFICER), at_desk("minzheng-shencha")
    expect(elsewhere.page.locator("[data-row]")).to_have_count(0)
    opened(officer)
    elsewhere.page.goto(officer.page.url)
    assert elsewhere.heading == "没有找到这个办件"


def test_a_supervisor_sees_who_is_late_and_an_auditor_who_looked(at_desk: At, applicant: Caller) -> None:
    supervisor = at_desk(SUPERVISOR)
    supervisor.page.goto(f"{supervisor.address}/desk/supervision")
    assert supervisor.heading == "督办"
    assert supervisor.page.locator(".figures dd").first.inner_text().isdigit()
    auditor = at_desk("zhengwu-shenji")
    assert auditor.path == "/desk/access"
    auditor.press("/")
    auditor.write(applicant.person["id_number"])
    auditor.press_on("Enter")
    assert applicant.person["id_number"] not in auditor.page.url
    expect(auditor.page.locator("tbody")).to_contain_text("韩松")


def test_signing_out_ends_it(at_desk: At, office: House) -> None:
    officer = at_desk("gongan-shencha")
    before = officer.page.context.cookies()
    assert {one["name"]: (one["httpOnly"], one["sameSite"], one["path"]) for one in before}["zbd"] == (
        True,
        "Strict",
        "/desk",
    )
    officer.page.get_by_role("button", name="退出").focus()
    officer.press_on("Enter")
    assert officer.path == "/desk/sign-in"
    officer.page.context.add_cookies(before)  # type: ignore[arg-type]  # as the browser itself gave them
    officer.page.goto(f"{office.address}/desk")
    assert officer.path == "/desk/sign-in?next=/desk"


@contextlib.contextmanager
def handed_in(office: House, person_id: str, scene: str, **answers: object) -> Iterator[Caller]:
    """One more application, of somebody else."""
    person = next(one for one in office.people() if one["id"] == person_id)
    with httpx.Client(base_url=office.address, timeout=40) as http:
        caller = Caller(http, person)
        caller.sign_in()
        caller.verify()
        sheet = caller.begin(scene, **answers)
        assert caller.upload(sheet["id"], picture(), "old_card").status_code == 201
        sheet = caller.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
        assert caller.submit(sheet).status_code == 200
        yield caller


def at_the_till(payer: Caller) -> str:
    """They go to pay what they owe; the payment's id."""

    def due() -> list[str] | None:
        orders = [order for sheet in sheets(payer) for order in sheet["orders"] if order["state"] == "due"]  # type: ignore[attr-defined]  # a test's JSON
        return [order["id"] for order in orders] or None

    started = payer.post("/orders/pay", {"orders": until(due), "provider": "sandbox", "till": "browser"})
    assert started.status_code == 200, started.text
    return str(started.json()["payment"])


def pays(payer: Caller, payment: str, **how: object) -> None:
    answer = payer.http.post(f"/sandbox/pay/sandbox/{payment}", json={"outcome": "paid", **how})
    assert answer.status_code == 200, answer.text


def until_paid(payer: Caller, payment: str) -> None:
    until(lambda: payer.get(f"/payments/{payment}").json()["state"] == "paid" or None)


def until_there(officer: Officer, words: str) -> None:
    """Looks again until the worker has done its part."""
    for _ in range(100):
        if officer.page.get_by_text(words).count():
            return
        officer.page.wait_for_timeout(100)
        officer.page.reload()
    raise AssertionError(officer.page.locator("main").inner_text())


def sheets(applicant: Caller) -> list[dict[str, object]]:
    items = applicant.get("/applications").json()["items"]
    return [applicant.get(f"/applications/{one['id']}").json() for one in items]
