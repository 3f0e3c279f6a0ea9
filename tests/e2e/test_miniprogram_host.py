"""The host of the mini-programs itself: what a platform draws it draws, and what a platform refuses it refuses.

The packages here are written by hand, in each platform's own words (miniprogram_host/fixtures); what they call
is answered by a server that remembers. The real packages are driven in tests/miniprogram.
"""

import contextlib
import http.server
import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import or_missing
from tests.e2e.miniprogram_host.host import Chosen, Host, Phone, host
from tests.e2e.miniprogram_host.host import chromium as browser

HERE = Path(__file__).parent / "miniprogram_host"
OURS = "https://zhangban.example"
LONGEST_TYPESCRIPT = 250


@dataclass
class Server:
    """What the packages call: it remembers what came, and holds `/held` until told to let go."""

    address: str = ""
    came: list[dict[str, Any]] = field(default_factory=list)
    at_once: int = 0
    most: int = 0
    gate: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def asked(self, path: str) -> list[dict[str, Any]]:
        return [one for one in self.came if one["path"].partition("?")[0] == path]

    def says(self, path: str) -> tuple[int, str]:
        if path == "/held":
            self.hold()
        if path.startswith("/status/"):
            return int(path.rsplit("/", 1)[1]), '{"code": "no", "detail": "words for people"}'
        if path.endswith("codes"):
            return 201, '{"code": "a-code"}'
        return 200, "just words" if path == "/words" else '{"ok": true}'

    def hold(self) -> None:
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        self.gate.wait(10)
        with self.lock:
            self.at_once -= 1


def _line_to(server: Server) -> type[http.server.BaseHTTPRequestHandler]:
    class Line(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.came.append({"path": self.path, "method": self.command, "headers": headers, "body": body})
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.reply(*server.says(self.path.partition("?")[0]))

        def reply(self, status: int, text: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("X-Told", "yes")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        setattr(Line, f"do_{method}", Line.answer)
    return Line


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    http_server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _line_to(made))
    made.address = f"http://127.0.0.1:{http_server.server_port}"
    thread = threading.Thread(target=http_server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.gate.set()
    http_server.shutdown()
    http_server.server_close()
    thread.join()


@pytest.fixture(scope="module")  # synchronous Playwright keeps the event loop that async tests need
def chromium() -> Iterator[Browser]:
    with contextlib.ExitStack() as stack:
        with or_missing():
            running = stack.enter_context(browser())
        yield running


def hosted(chromium: Browser, package: str) -> Iterator[Host]:
    with contextlib.ExitStack() as stack:
        with or_missing():
            platform = "alipay" if package == "alipay" else "weapp"
            running = stack.enter_context(host(platform, HERE / "fixtures" / package, browser=chromium))
        yield running


@pytest.fixture(scope="module")
def weapp_host(chromium: Browser) -> Iterator[Host]:
    yield from hosted(chromium, "weapp")


@pytest.fixture(scope="module")
def alipay_host(chromium: Browser) -> Iterator[Host]:
    yield from hosted(chromium, "alipay")


def opened(running: Host, server: Server, page: str, **settings: Any) -> Iterator[Phone]:
    phone = running.phone(address=server.address, **{"person": "zhang", **settings})
    phone.open(page)
    yield phone
    problems = phone.problems()
    running.put_away()
    assert problems == []


@pytest.fixture
def weapp(weapp_host: Host, server: Server) -> Iterator[Phone]:
    """A WeChat phone with the probe open. A test that means to meet problems ends with `forget()`."""
    yield from opened(weapp_host, server, "pages/probe/index")


@pytest.fixture
def alipay(alipay_host: Host, server: Server) -> Iterator[Phone]:
    yield from opened(alipay_host, server, "pages/probe/index")


@pytest.fixture
def parts(weapp_host: Host, server: Server) -> Iterator[Phone]:
    yield from opened(weapp_host, server, "pages/parts/index", agreed=True)


@pytest.fixture
def alipay_parts(alipay_host: Host, server: Server) -> Iterator[Phone]:
    yield from opened(alipay_host, server, "pages/parts/index")


def call(phone: Phone, name: str, /, **options: Any) -> dict[str, Any]:
    """How a call of the platform ended: `{"ok": ...}` or `{"no": ...}`."""
    answer = phone.ask("call", name, options)
    assert isinstance(answer, dict)
    return dict(answer)


def said(phone: Phone) -> str:
    return phone.screen.locator("#said").inner_text()


# --- The host's own house ---------------------------------------------------------------------------------------------


def test_the_hosts_typescript_holds_and_its_files_are_short():
    command = ["node_modules/.bin/tsc", "-p", "miniprogram_host"]
    if not (HERE.parent / command[0]).exists():
        pytest.skip("no packages from npm here: ./dev test brings them")
    done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    files = [path for folder in ("pack", "phone") for path in (HERE / folder).rglob("*.ts")]
    long = {path.name for path in files if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_TYPESCRIPT}
    assert len(files) > 30
    assert long == set()


# --- Templates, styles, modules, life ---------------------------------------------------------------------------------


def test_a_template_draws_lists_conditions_scripts_and_components_of_its_own(weapp: Phone):
    expect(weapp.screen.get_by_text("好好")).to_be_visible()
    expect(weapp.screen.get_by_text("2. 乙")).to_be_visible()
    expect(weapp.screen.get_by_text("看得见")).to_have_count(0)
    weapp.screen.get_by_role("button", name="下笔").click()
    expect(weapp.screen.get_by_text("看得见")).to_be_visible()
    weapp.screen.get_by_text("卡：按我").click()
    assert weapp.ask("taps") == ["卡"]


def test_alipays_words_draw_the_same(alipay: Phone):
    expect(alipay.screen.get_by_text("好好")).to_be_visible()
    expect(alipay.screen.get_by_text("1-乙")).to_be_visible()
    expect(alipay.screen.get_by_text("还没有")).to_be_visible()
    alipay.screen.get_by_role("button", name="下笔").click()
    expect(alipay.screen.get_by_text("看得见")).to_be_visible()
    assert alipay.page.title() == "探针"


@pytest.mark.parametrize("platform", ["weapp", "alipay"])
def test_a_tap_rises_until_it_is_caught_by_mouse_and_by_finger(platform: str, request: pytest.FixtureRequest):
    phone: Phone = request.getfixturevalue(platform)
    phone.screen.locator("#inner").click()
    phone.screen.locator("#inner").tap()
    phone.screen.locator("#caught").click()
    assert phone.ask("taps") == ["inner", "outer", "inner", "outer", "inner"]


def test_styles_know_rpx_the_height_between_the_bars_and_one_page_from_another(weapp: Phone):
    assert weapp.screen.locator("#wide").evaluate("one => one.getBoundingClientRect().width") == 195
    high = weapp.page.evaluate("phone.height().seen")
    assert weapp.screen.locator("#tall").evaluate("one => one.getBoundingClientRect().height") == high / 2
    colour = weapp.screen.get_by_role("button", name="订阅").evaluate("one => getComputedStyle(one).color")
    assert colour == "rgb(17, 34, 51)"
    weapp.open("deep/page/index?id=7")
    own = weapp.screen.get_by_text("深 7")
    expect(own).to_have_css("color", "rgb(1, 2, 3)")


def test_a_package_finds_a_language_and_a_platform_and_no_browser(weapp: Phone):
    names = weapp.ask("names")
    assert isinstance(names, dict)
    there = {name for name, kind in names.items() if kind != "undefined"}
    assert there == {"Promise", "Map", "Proxy", "Intl", "setTimeout", "console", "wx"}


def test_alipays_package_finds_my_and_not_wx(alipay: Phone):
    names = alipay.ask("names")
    assert isinstance(names, dict)
    assert (names["my"], names["wx"], names["window"]) == ("object", "undefined", "undefined")


def test_text_is_never_run_as_code(weapp: Phone):
    assert weapp.ask("code") == {"Function": "EvalError", "called": "EvalError", "eval": "TypeError"}


def test_pages_and_the_app_are_told_of_their_life_in_order(weapp: Phone):
    weapp.open("deep/page/index?id=1", scene=1011)
    weapp.open("pages/probe/index?a=%E4%B8%AD", {"b": "2"}, scene=1014)
    weapp.leave()
    weapp.come_back()
    lives = weapp.ask("lives")
    assert isinstance(lives, dict)
    assert lives["pages"] == ["pages/probe/index"]
    assert lives["page"] == [["load", {"a": "%E4%B8%AD", "b": "2"}], ["show"], ["hide"], ["show"]]
    app = lives["app"]
    assert [one[0] for one in app] == ["launch", "show", "show", "show", "hide", "show"]
    assert app[2][1]["scene"] == 1011


def test_alipay_gives_a_page_its_query_decoded(alipay: Phone):
    alipay.open("pages/probe/index?a=%E4%B8%AD")
    assert alipay.ask("asked") == {"a": "中"}


def test_what_was_stored_is_there_after_the_app_was_thrown_away(weapp: Phone):
    weapp.ask("sync", "setStorageSync", "draft", {"name": "张"})
    weapp.relaunch("pages/probe/index")
    assert weapp.ask("sync", "getStorageSync", "draft") == {"gave": {"name": "张"}}
    assert weapp.ask("sync", "getStorageSync", "other") == {"gave": ""}


def test_a_page_is_pulled_down_only_where_it_says_so(weapp: Phone):
    assert weapp.pull_down()
    assert weapp.refreshing()
    call(weapp, "stopPullDownRefresh")
    assert not weapp.refreshing()
    weapp.open("deep/page/index")
    assert not weapp.pull_down()


def test_a_page_says_what_sharing_it_would_send_or_cannot_be_shared(weapp: Phone):
    shared = weapp.share()
    assert shared is not None
    assert (shared["title"], shared["path"]) == ("来看", "/pages/probe/index?from=menu")
    weapp.open("deep/page/index")
    assert weapp.share() is None


def test_timers_stand_while_the_person_is_away_for_long(weapp: Phone):
    weapp.ask("tick")
    ticks = weapp.screen.locator("#timer")
    expect(ticks).not_to_have_text("0")
    weapp.leave(for_long=True)
    stood = ticks.inner_text()
    weapp.page.wait_for_function("() => new Promise(done => setTimeout(() => done(true), 200))")
    assert ticks.inner_text() == stood
    weapp.come_back()
    expect(ticks).not_to_have_text(stood)


# --- Components -------------------------------------------------------------------------------------------------------


def test_fields_are_found_by_their_labels_and_typed_into(parts: Phone):
    name = parts.screen.get_by_label("姓名")
    name.fill("abc")
    expect(name).to_have_value("ABC")
    name.press("Enter")
    expect(parts.screen.locator("#said")).to_contain_text("blur")
    number = parts.screen.get_by_role("textbox", name="证件号")
    number.fill("3" * 30)
    expect(number).to_have_value("3" * 18)
    assert number.evaluate("one => one.required")
    expect(number).to_have_accessible_description("十八位")
    assert parts.screen.get_by_label("密码").get_attribute("type") == "password"
    expect(parts.screen.get_by_label("金额")).to_be_disabled()
    parts.screen.get_by_label("说明").fill("一二三四五六七")
    assert '"value":"一二三四五"' in said(parts)


def test_radios_and_checkboxes_are_the_browsers_own(parts: Phone):
    radios = parts.screen.get_by_role("radiogroup", name="性别")
    expect(radios.get_by_role("radio", name="女")).to_be_checked()
    radios.get_by_text("男").click()
    expect(radios.get_by_role("radio", name="男")).to_be_checked()
    expect(radios.get_by_role("radio", name="女")).not_to_be_checked()
    assert said(parts) == 'change {"value":"m"}'
    radios.get_by_role("radio", name="男").focus()
    parts.page.keyboard.press("ArrowDown")
    assert said(parts) == 'change {"value":"f"}'
    parts.screen.get_by_role("checkbox", name="丙").check()
    parts.screen.get_by_role("checkbox", name="甲").check()
    assert said(parts) == 'change {"value":["1","3"]}'
    expect(parts.screen.get_by_role("checkbox", name="乙")).to_be_disabled()


def test_switches_and_sliders_say_what_they_are(parts: Phone):
    parts.screen.get_by_role("switch", name="开关").check()
    assert said(parts) == 'change {"value":true}'
    parts.screen.get_by_role("slider", name="大小").fill("7")
    assert said(parts) == 'change {"value":7}'


def test_a_form_gathers_what_has_a_name(parts: Phone):
    parts.screen.get_by_label("姓名").fill("li")
    parts.screen.get_by_role("checkbox", name="甲").check()
    parts.screen.get_by_role("button", name="交").click()
    gathered = json.loads(said(parts))
    assert gathered == {"name": "LI", "id": "", "words": "", "sex": "f", "tags": ["1"], "on": False, "size": 5}
    parts.screen.get_by_role("button", name="清").click()
    assert said(parts) == "清了"
    expect(parts.screen.get_by_role("checkbox", name="甲")).not_to_be_checked()


PICKERS = {
    "人：": (["李四"], '{"value":"1"}'),
    "多列": (["下", "后"], '{"value":[1,1]}'),
    "日期": (["2026-06-30"], '{"value":"2026-06-30"}'),
    "月份": (["2026-11"], '{"value":"2026-11"}'),
    "时间": (["09:30"], '{"value":"09:30"}'),
    "地区": (["江苏省", "苏州市", "吴中区"], '{"value":["江苏省","苏州市","吴中区"],"code":[],"postcode":""}'),
}


@pytest.mark.parametrize("name", PICKERS)
def test_a_picker_opens_a_dialog_that_can_be_answered(parts: Phone, name: str):
    options, told = PICKERS[name]
    parts.screen.get_by_role("button", name=name).click()
    parts.picked(*options)
    assert said(parts) == f"change {told}"
    expect(parts.page.get_by_role("dialog")).to_have_count(0)


def test_a_date_outside_its_limits_cannot_be_picked(parts: Phone):
    parts.screen.get_by_role("button", name="日期").click()
    parts.picked("2027-06-30")
    assert said(parts) == ""


def test_a_picker_opens_by_key_and_closes_by_escape(parts: Phone):
    parts.screen.get_by_role("button", name="人：").focus()
    parts.page.keyboard.press("Enter")
    dialog = parts.page.get_by_role("dialog", name="选一个人")
    expect(dialog).to_be_visible()
    parts.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(parts.screen.get_by_role("button", name="人：")).to_be_focused()


def test_what_is_disabled_feels_nothing(parts: Phone):
    parts.screen.get_by_role("button", name="不可按").click(force=True)
    parts.screen.get_by_role("button", name="不可选").click(force=True)
    expect(parts.screen.get_by_role("button", name="不可按")).to_be_disabled()
    assert said(parts) == ""


def test_a_box_with_a_role_is_pressed_by_keys_as_a_screen_reader_presses_it(parts: Phone):
    button = parts.screen.get_by_role("button", name="看着像按钮")
    button.focus()
    parts.page.keyboard.press("Space")
    assert said(parts).startswith("tap ")
    expect(parts.screen.get_by_role("heading", name="部件", level=1)).to_be_visible()


def test_pictures_have_names_and_tell_when_they_are_missing(parts: Phone):
    expect(parts.screen.get_by_role("img", name="一点")).to_be_visible()
    parts.ask("lose")
    expect(parts.screen.get_by_text("人：图坏了")).to_be_visible()
    assert parts.forget() == ["package: no such file in the package: /pictures/gone.png"]


def test_rich_text_is_only_text(parts: Phone):
    expect(parts.screen.get_by_text("富文链")).to_be_visible()
    expect(parts.screen.get_by_role("heading", name="节点", level=2)).to_be_visible()
    assert parts.page.evaluate("window.bad") is None
    assert parts.screen.locator("wx-rich-text a, wx-rich-text script").count() == 0


def test_a_scrolled_box_tells_its_end(parts: Phone):
    parts.ask("down")
    expect(parts.screen.locator("#said")).to_have_text('scrolltolower {"direction":"bottom"}')


def test_a_page_may_set_the_size_of_its_root(parts: Phone):
    assert parts.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"


def test_a_link_goes_there_and_the_phone_goes_back(parts: Phone):
    parts.screen.get_by_role("link", name="去探针").click()
    assert parts.at() == "pages/probe/index"
    parts.page.get_by_role("button", name="返回").click()
    assert parts.at() == "pages/parts/index"


def test_a_share_button_says_what_it_would_send(parts: Phone):
    parts.screen.get_by_role("button", name="分享").click()
    shared = parts.shared()
    assert shared is not None
    assert shared["title"] == "部件"


def test_the_phone_number_comes_as_a_code_when_the_person_allows_it(parts: Phone, server: Server):
    parts.screen.get_by_role("button", name="手机号").click()
    parts.refuse()
    assert "getPhoneNumber:fail user deny" in said(parts)
    parts.screen.get_by_role("button", name="手机号").click()
    parts.allow()
    expect(parts.screen.locator("#said")).to_contain_text('"code":"a-code"')
    assert json.loads(server.asked("/sandbox/wechat/phone_codes")[0]["body"]) == {"person": "zhang"}


def test_alipays_components_say_the_same_in_alipays_words(alipay_parts: Phone):
    phone = alipay_parts
    phone.screen.get_by_label("姓名").fill("李")
    phone.screen.get_by_text("女").click()
    assert said(phone) == 'change {"value":"f"}'
    phone.screen.get_by_role("checkbox", name="甲").check()
    phone.screen.get_by_role("button", name="选一个").click()
    phone.picked("二")
    assert said(phone) == 'change {"value":1}'
    phone.screen.get_by_role("button", name="日期").click()
    phone.picked("2026-05-02")
    phone.screen.get_by_role("switch", name="开关").check()
    phone.screen.get_by_role("button", name="交").click()
    assert json.loads(said(phone)) == {"name": "李", "sex": "f", "tags": ["1"]}
    phone.screen.get_by_role("button", name="看着像按钮").press("Enter")
    assert said(phone).startswith("tap ")
    phone.screen.get_by_role("link", name="去探针").click()
    assert phone.ask("asked") == {"a": "中"}


@pytest.mark.parametrize("platform", ["parts", "alipay_parts"])
def test_axe_finds_no_fault_of_the_hosts_own(platform: str, request: pytest.FixtureRequest):
    phone: Phone = request.getfixturevalue(platform)
    phone.page.evaluate((HERE.parent / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = phone.page.evaluate("rules => axe.run(document, {runOnly: rules}).then(all => all.violations)", rules)
    assert [rule["id"] + rule["nodes"][0]["html"] for rule in found] == []


# --- Requests ---------------------------------------------------------------------------------------------------------


def test_a_request_reaches_the_house_and_its_answer_comes_whole(weapp: Phone, server: Server):
    body = {"a": ["中"]}
    done = call(weapp, "request", url=f"{OURS}/echo", method="POST", data=body, header={"Idempotency-Key": "k"})["ok"]
    assert (done["statusCode"], done["data"], done["header"]["x-told"]) == (200, {"ok": True}, "yes")
    came = server.asked("/echo")[0]
    assert (came["method"], json.loads(came["body"]), came["headers"]["idempotency-key"]) == ("POST", body, "k")
    assert came["headers"]["content-type"] == "application/json"
    got = call(weapp, "request", url=f"{OURS}/words", data={"q": "一 二"})["ok"]
    assert got["data"] == "just words"
    assert server.asked("/words")[0]["path"] == "/words?q=%E4%B8%80%20%E4%BA%8C"


def test_wechat_shows_the_body_of_a_refusal_and_alipay_hides_it(weapp: Phone, alipay: Phone):
    shown = call(weapp, "request", url=f"{OURS}/status/422")["ok"]
    assert (shown["statusCode"], shown["data"]["code"]) == (422, "no")
    hidden = call(alipay, "request", url=f"{OURS}/status/422")["no"]
    assert (hidden["error"], hidden["status"]) == (19, 422)
    assert "data" not in hidden
    fine = call(alipay, "request", url=f"{OURS}/echo")["ok"]
    assert (fine["status"], fine["data"], fine["headers"]["x-told"]) == (200, {"ok": True}, "yes")
    assert call(alipay, "request", url=f"{OURS}/words", dataType="json")["no"]["error"] == 14


def test_methods_a_platform_does_not_know_are_refused(weapp: Phone, alipay: Phone, server: Server):
    assert call(weapp, "request", url=f"{OURS}/echo", method="PATCH")["no"]["errno"] == 1001
    assert call(alipay, "request", url=f"{OURS}/echo", method="PATCH")["no"]["error"] == 2
    assert call(alipay, "request", url=f"{OURS}/echo", method="HEAD")["no"]["error"] == 2
    assert server.came == []


def test_a_method_our_api_does_not_take_is_a_problem_though_the_platform_lets_it_go(weapp: Phone):
    assert "ok" in call(weapp, "request", url=f"{OURS}/echo", method="PUT")
    assert weapp.forget() == [f"rule: PUT {OURS}/echo: our API takes GET and POST only"]


FOREIGN = [
    "https://elsewhere.example/x",
    "http://zhangban.example/x",
    "https://127.0.0.1/x",
    "https://zhangban.example:443/x",
]


@pytest.mark.parametrize("url", FOREIGN[:3])
def test_wechat_calls_only_hosts_on_its_list(weapp: Phone, url: str, server: Server):
    refused = {"errMsg": "request:fail url not in domain list", "errno": 600002}
    assert call(weapp, "request", url=url)["no"] == refused
    assert call(weapp, "downloadFile", url=url)["no"]["errno"] == 600002
    assert call(weapp, "uploadFile", url=url, filePath="x", name="file")["no"]["errno"] == 600002
    assert server.came == []


def test_each_kind_of_call_has_a_list_of_its_own(weapp_host: Host, server: Server):
    phone = weapp_host.phone(
        address=server.address, domains={"request": ["zhangban.example"], "upload": [], "download": []}
    )
    phone.open("pages/probe/index")
    assert "ok" in call(phone, "request", url=f"{OURS}/echo")
    assert call(phone, "downloadFile", url=f"{OURS}/echo")["no"]["errno"] == 600002
    assert call(phone, "uploadFile", url=f"{OURS}/echo", filePath="x", name="file")["no"]["errno"] == 600002
    assert phone.problems() == []
    weapp_host.put_away()


def test_alipay_compares_the_registered_domain_and_wants_https(alipay_host: Host, server: Server):
    elsewhere = "https://api.city.example"
    domains = {"request": ["city.example"]}
    phone = alipay_host.phone(address=server.address, domains=domains, addresses={elsewhere: server.address})
    phone.open("pages/probe/index")
    assert "ok" in call(phone, "request", url=f"{elsewhere}/echo")
    assert call(phone, "request", url="https://othercity.example/echo")["no"]["error"] == 4
    assert call(phone, "request", url="http://city.example/echo")["no"]["error"] == 20
    assert call(phone, "downloadFile", url="http://city.example/echo")["no"]["error"] == 20
    assert phone.problems() == []
    alipay_host.put_away()


def test_an_address_too_long_is_refused(weapp: Phone, alipay: Phone):
    long = f"{OURS}/echo?q={'x' * 2100}"
    assert "url too long" in call(weapp, "request", url=long)["no"]["errMsg"]
    assert call(alipay, "request", url=long)["no"]["error"] == 2


def test_a_body_too_large_is_refused(weapp: Phone, server: Server):
    told = weapp.page.evaluate(
        "url => phone.ask('call', 'request', {url, method: 'POST', data: 'x'.repeat(11 * 1024 * 1024)})", f"{OURS}/echo"
    )
    assert "exceeds" in told["no"]["errMsg"]
    assert server.came == []


@pytest.mark.parametrize(("platform", "most"), [("weapp", 10), ("alipay", 12)])
def test_wechat_lets_ten_requests_go_at_once_and_alipay_all(
    platform: str, most: int, request: pytest.FixtureRequest, server: Server
):
    phone: Phone = request.getfixturevalue(platform)
    phone.page.evaluate("url => { window.many = phone.ask('many', 12, url); }", f"{OURS}/held")
    phone.page.wait_for_function("most => phone.busiest() === most", arg=most)
    server.gate.set()
    assert phone.page.evaluate("window.many") == 12
    assert phone.busiest() == most


def test_a_request_that_takes_too_long_is_given_up(weapp: Phone, alipay: Phone):
    assert call(weapp, "request", url=f"{OURS}/held", timeout=100)["no"] == {
        "errMsg": "request:fail timeout",
        "errno": 5,
    }
    assert call(alipay, "request", url=f"{OURS}/held", timeout=100)["no"]["error"] == 13


def test_a_request_can_be_called_back(weapp: Phone):
    assert weapp.ask("abort", f"{OURS}/held") == {"errMsg": "request:fail abort"}


def test_without_a_line_nothing_goes_and_the_app_is_told(weapp: Phone, alipay: Phone, server: Server):
    for phone in (weapp, alipay):
        phone.line("offline")
    assert call(weapp, "request", url=f"{OURS}/echo")["no"]["errno"] == 600001
    assert call(alipay, "request", url=f"{OURS}/echo")["no"]["error"] == 12
    assert call(weapp, "getNetworkType")["ok"]["networkType"] == "none"
    assert call(alipay, "getNetworkType")["ok"]["networkAvailable"] is False
    assert call(weapp, "login")["no"]["errMsg"].startswith("login:fail")
    assert server.came == []
    weapp.line("online")
    assert "ok" in call(weapp, "request", url=f"{OURS}/echo")


def test_a_slow_line_is_slow_and_time_runs_out_on_it(weapp: Phone):
    weapp.line("slow", 60)
    assert "ok" in call(weapp, "request", url=f"{OURS}/echo", timeout=5000)
    weapp.line("slow", 20_000)
    assert call(weapp, "request", url=f"{OURS}/echo", timeout=100)["no"]["errno"] == 5


def test_away_for_long_requests_are_broken_off_and_none_begins(weapp: Phone):
    weapp.page.evaluate("url => { window.held = phone.ask('call', 'request', {url}); }", f"{OURS}/held")
    weapp.page.wait_for_function("phone.busiest() === 1")
    weapp.leave(for_long=True)
    assert weapp.page.evaluate("window.held") == {"no": {"errMsg": "request:fail interrupted", "errno": 600003}}
    assert call(weapp, "request", url=f"{OURS}/echo")["no"]["errno"] == 600003
    weapp.come_back()
    assert "ok" in call(weapp, "request", url=f"{OURS}/echo")


def test_the_referer_is_the_platforms(weapp: Phone, server: Server):
    call(weapp, "request", url=f"{OURS}/echo", header={"Referer": "https://mine.example"})
    assert "mine" not in server.asked("/echo")[0]["headers"].get("referer", "")
    assert weapp.forget() == ["rule: the header referer cannot be set"]


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("platform", ["weapp", "alipay"])
def test_a_chosen_file_is_sent_in_one_field_with_texts_beside_it(
    platform: str, request: pytest.FixtureRequest, server: Server
):
    phone: Phone = request.getfixturevalue(platform)
    phone.pick_files(Chosen("照片.png", b"a picture"))
    if platform == "weapp":
        phone.ask("privately", None)
        phone.relaunch("pages/probe/index")
        phone.pick_files(Chosen("照片.png", b"a picture"))
        phone.page.evaluate("window.chosen = phone.ask('call', 'chooseMedia', {count: 1}); null")
        phone.allow()
        chosen = phone.page.evaluate("window.chosen")["ok"]
        path, size = chosen["tempFiles"][0]["tempFilePath"], chosen["tempFiles"][0]["size"]
    else:
        chosen = call(phone, "chooseImage", count=1)["ok"]
        path, size = chosen["apFilePaths"][0], chosen["tempFiles"][0]["size"]
    assert size == 9
    field_name = {"name": "file"} if platform == "weapp" else {"fileName": "file"}
    sent = call(phone, "uploadFile", url=f"{OURS}/up", filePath=path, formData={"target": "photo"}, **field_name)["ok"]
    assert sent["statusCode"] == 200
    assert json.loads(sent["data"]) == {"ok": True}
    came = server.asked("/up")[0]
    assert came["method"] == "POST"
    assert b'name="file"; filename="' in came["body"]
    assert "照片.png".encode() in came["body"]
    assert b'name="target"\r\n\r\nphoto' in came["body"]


def test_a_file_too_large_or_gone_is_not_sent(alipay: Phone, server: Server):
    alipay.pick_files(Chosen("big.png", b"x", size=10 * 1024 * 1024 + 1))
    path = call(alipay, "chooseImage")["ok"]["apFilePaths"][0]
    assert call(alipay, "uploadFile", url=f"{OURS}/up", filePath=path, fileName="file")["no"]["error"] == 12
    assert call(alipay, "uploadFile", url=f"{OURS}/up", filePath="gone", fileName="file")["no"]["error"] == 11
    assert server.came == []


def test_a_download_gives_a_path_that_can_be_opened_and_sent_on(weapp: Phone):
    path = call(weapp, "downloadFile", url=f"{OURS}/echo")["ok"]["tempFilePath"]
    assert "ok" in call(weapp, "openDocument", filePath=path)
    assert weapp.seen()["opened"] == ["echo"]
    assert "no" in call(weapp, "openDocument", filePath="nowhere")


def test_the_person_may_go_back_without_choosing(alipay: Phone):
    alipay.pick_files()
    assert call(alipay, "chooseImage")["no"]["error"] == 11
    alipay.scan(None)
    assert call(alipay, "scan")["no"]["error"] == 10
    assert call(alipay, "scan")["no"]["error"] == 10
    assert alipay.forget() == ["rule: the test did not say what the camera sees"]


def test_only_the_kinds_of_files_asked_for_can_be_chosen(weapp_host: Host, server: Server):
    phone = weapp_host.phone(address=server.address, agreed=True)
    phone.open("pages/probe/index")
    phone.pick_files(Chosen("a.pdf", b"1"), Chosen("b.exe", b"2"))
    chosen = call(phone, "chooseMessageFile", count=5, extension=["pdf"])["ok"]
    assert [one["name"] for one in chosen["tempFiles"]] == ["a.pdf"]
    phone.pick_files(Chosen("a.png", b"1"), Chosen("b.png", b"2"))
    assert len(call(phone, "chooseImage", count=1)["ok"]["tempFilePaths"]) == 1
    assert [one.partition(":")[0] for one in phone.forget()] == ["rule", "rule"]
    weapp_host.put_away()


# --- Privacy ----------------------------------------------------------------------------------------------------------

PRIVATE = [
    "chooseMedia",
    "chooseImage",
    "chooseMessageFile",
    "getClipboardData",
    "setClipboardData",
    "requirePrivacyAuthorize",
]


@pytest.mark.parametrize("name", PRIVATE)
def test_wechat_keeps_private_things_from_an_app_nobody_agreed_with(weapp: Phone, name: str):
    weapp.ask("privately", None)
    told = call(weapp, name, data="x")
    assert told["no"] == {"errMsg": f"{name}:fail privacy permission is not authorized", "errno": 104}
    assert weapp.ask("referred") == name
    assert call(weapp, "getPrivacySetting")["ok"]["needAuthorization"] is True


def test_an_agreement_counts_only_when_its_button_was_pressed(weapp_host: Host, server: Server):
    phone = weapp_host.phone(address=server.address)
    phone.open("pages/probe/index")
    phone.ask("privately", "agree")
    assert call(phone, "getClipboardData")["no"]["errno"] == 104
    assert "nobody pressed" in phone.forget()[0]
    phone.open("pages/parts/index")
    phone.screen.get_by_role("button", name="同意").click()
    expect(phone.screen.locator("#said")).to_contain_text("agreeprivacyauthorization")
    phone.relaunch("pages/probe/index")
    assert call(phone, "getClipboardData")["ok"]["data"] == ""
    assert call(phone, "getPrivacySetting")["ok"]["needAuthorization"] is False
    assert phone.problems() == []
    weapp_host.put_away()


def test_without_a_listener_wechat_asks_in_its_own_words(weapp: Phone):
    weapp.page.evaluate("window.asked = phone.ask('call', 'setClipboardData', {data: 'x'}); null")
    weapp.refuse()
    assert weapp.page.evaluate("window.asked")["no"]["errno"] == 104
    weapp.page.evaluate("window.asked = phone.ask('call', 'setClipboardData', {data: 'x'}); null")
    weapp.allow()
    assert "ok" in weapp.page.evaluate("window.asked")
    assert weapp.seen()["clipboard"] == "x"


def test_scanning_needs_no_agreement(weapp: Phone):
    weapp.scan("https://zhangban.example/verify/abc")
    assert call(weapp, "scanCode")["ok"]["result"] == "https://zhangban.example/verify/abc"


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_ten_pages_lie_on_each_other_and_no_more(weapp: Phone, alipay: Phone):
    for phone, page in ((weapp, "pages/probe/index"), (alipay, "pages/probe/index")):
        for _ in range(9):
            assert "ok" in call(phone, "navigateTo", url=f"/{page}")
        assert len(phone.stack()) == 10
        assert "no" in call(phone, "navigateTo", url=f"/{page}")
        assert "ok" in call(phone, "redirectTo", url=f"/{page}?a=1")
        assert len(phone.stack()) == 10
    assert (
        call(weapp, "navigateTo", url="/deep/page/index")["no"]["errMsg"]
        == "navigateTo:fail webview count limit exceed"
    )
    call(weapp, "navigateBack", delta=4)
    assert len(weapp.stack()) == 6
    call(weapp, "reLaunch", url="/deep/page/index")
    assert [one["path"] for one in weapp.stack()] == ["deep/page/index"]


def test_pages_that_are_not_there_are_refused_and_told(weapp: Phone, alipay: Phone):
    refused = call(weapp, "navigateTo", url="/pages/nowhere/index")["no"]
    assert refused["errMsg"] == 'navigateTo:fail page "pages/nowhere/index" is not found'
    assert weapp.forget() == ["platform: navigateTo: no page pages/nowhere/index"]
    assert call(alipay, "redirectTo", url="/pages/nowhere/index")["no"]["error"] == 1
    assert alipay.forget() == ["platform: redirectTo: no page pages/nowhere/index"]
    weapp.open("pages/old/index")
    assert weapp.forget() == ["platform: page not found: pages/old/index"]


def test_tabs_are_reached_by_their_own_call_only(weapp: Phone, alipay: Phone):
    assert (
        call(weapp, "navigateTo", url="/pages/tab/index")["no"]["errMsg"]
        == "navigateTo:fail can not navigateTo a tabbar page"
    )
    assert (
        call(weapp, "switchTab", url="/deep/page/index")["no"]["errMsg"]
        == "switchTab:fail can not switch to no-tabBar page"
    )
    assert call(alipay, "switchTab", url="/pages/parts/index")["no"]["error"] == 1
    assert "ok" in call(weapp, "switchTab", url="/pages/tab/index")
    weapp.page.get_by_role("navigation", name="标签栏").get_by_role("button", name="标签乙").click()
    assert [one["path"] for one in weapp.stack()] == ["pages/bare/index"]


def test_the_first_page_has_no_way_back(weapp: Phone):
    assert "no" in call(weapp, "navigateBack")
    weapp.back()
    assert weapp.at() == "pages/probe/index"
    expect(weapp.page.get_by_role("button", name="返回")).to_have_count(0)


def test_an_address_without_a_slash_is_seen_from_the_page(weapp: Phone):
    assert "ok" in call(weapp, "navigateTo", url="../parts/index")
    assert weapp.at() == "pages/parts/index"


# --- Storage and data -------------------------------------------------------------------------------------------------


def test_a_key_holds_as_much_as_its_platform_lets_it(weapp: Phone, alipay: Phone):
    assert weapp.ask("fill", "a", 1000) == {"gave": None}
    assert "entry size limit reached" in str(weapp.ask("fill", "a", 1025))
    assert call(weapp, "setStorage", key="b", data="x" * 1_100_000)["no"]["errMsg"].startswith("setStorage:fail")
    assert alipay.ask("fill", "a", 190) == {"gave": {"success": True}}
    refused = alipay.ask("fill", "a", 201)
    assert isinstance(refused, dict)
    assert refused["gave"] == {"success": False, "error": 14, "errorMessage": "data长度超限"}
    assert call(alipay, "setStorage", key="b", data="x" * 210_000)["no"]["error"] == 14


def test_all_keys_together_hold_ten_megabytes(weapp: Phone):
    for key in range(10):
        assert weapp.ask("fill", str(key), 1000) == {"gave": None}
    assert "exceed storage max size" in str(weapp.ask("fill", "last", 1000))
    assert call(weapp, "getStorageInfo")["ok"]["limitSize"] == 10_240
    call(weapp, "clearStorage")
    assert weapp.storage() == {}


def test_data_too_large_never_reaches_a_page(weapp: Phone):
    assert weapp.ask("heavy", 900) == 900 * 1024
    assert weapp.ask("heavy", 1100) == 900 * 1024
    assert weapp.forget() == ["data: pages/probe/index: setData of 1100 KB; at most 1024 KB go through"]


# --- Who is here, money, messages -------------------------------------------------------------------------------------


def test_sign_in_gives_a_code_of_the_person_who_holds_the_phone(weapp: Phone, alipay: Phone, server: Server):
    assert call(weapp, "login")["ok"]["code"] == "a-code"
    assert call(alipay, "getAuthCode", scopes=["auth_base"])["ok"]["authCode"] == "a-code"
    assert json.loads(server.asked("/sandbox/wechat/codes")[0]["body"]) == {"person": "zhang"}
    assert json.loads(server.asked("/sandbox/alipay/codes")[0]["body"]) == {"person": "zhang"}
    assert call(alipay, "getAuthCode", scopes=["everything"])["no"]["error"] == 3


SIGNED = {"timeStamp": "1", "nonceStr": "n", "package": "prepay_id=wx123", "signType": "RSA", "paySign": "s"}


def test_wechats_till_is_confirmed_or_left_by_the_person(weapp: Phone, server: Server):
    for leave in (True, False):
        weapp.page.evaluate("given => { window.paid = phone.ask('call', 'requestPayment', given); }", SIGNED)
        expect(weapp.page.get_by_role("dialog", name="微信支付")).to_be_visible()
        if leave:
            weapp.leave_till()
            assert weapp.page.evaluate("window.paid") == {"no": {"errMsg": "requestPayment:fail cancel"}}
            assert server.came == []
        else:
            weapp.pay()
            assert weapp.page.evaluate("window.paid") == {"ok": {"errMsg": "requestPayment:ok"}}
    assert json.loads(server.asked("/sandbox/pay/sandbox/wx123")[0]["body"]) == {"outcome": "paid"}
    assert [one["outcome"] for one in weapp.seen()["tills"]] == ["cancel", "paid"]


@pytest.mark.parametrize("missing", ["timeStamp", "nonceStr", "package", "paySign"])
def test_wechats_till_wants_everything_signed(weapp: Phone, missing: str):
    told = call(weapp, "requestPayment", **{**SIGNED, missing: ""})
    assert told["no"]["errMsg"].startswith("requestPayment:fail parameter error")


def test_alipays_till_says_by_number_what_happened(alipay: Phone, server: Server):
    for leave, code in ((True, "6001"), (False, "9000")):
        alipay.page.evaluate("window.paid = phone.ask('call', 'tradePay', {tradeNO: '2026'}); null")
        (alipay.leave_till if leave else alipay.pay)()
        assert alipay.page.evaluate("window.paid") == {"ok": {"resultCode": code}}
    assert len(server.asked("/sandbox/pay/sandbox/2026")) == 1
    assert call(alipay, "tradePay")["ok"]["resultCode"] == "4000"
    alipay.line("offline")
    assert call(alipay, "tradePay", tradeNO="2026")["ok"]["resultCode"] == "6002"


def test_messages_may_be_asked_for_only_after_a_tap(weapp: Phone):
    refused = call(weapp, "requestSubscribeMessage", tmplIds=["t1"])["no"]
    assert refused["errMsg"] == "requestSubscribeMessage:fail can only be invoked by user TAP gesture."
    weapp.screen.get_by_role("button", name="订阅").click()
    weapp.allow()
    weapp.page.wait_for_function("phone.ask('heard').then(said => said !== null)")
    assert weapp.ask("heard") == {"errMsg": "requestSubscribeMessage:ok", "t1": "accept"}
    assert weapp.seen()["subscriptions"] == [{"template": "t1", "accepted": True}]


def test_alipay_asks_for_messages_in_its_own_shape(alipay: Phone):
    alipay.page.evaluate("window.asked = phone.ask('call', 'requestSubscribeMessage', {entityIds: ['e1']}); null")
    alipay.allow()
    asked = alipay.page.evaluate("window.asked")["ok"]
    assert (asked["behavior"], asked["e1"]) == ("subscribe", "accept")
    alipay.page.evaluate("window.asked = phone.ask('call', 'requestSubscribeMessage', {entityIds: ['e1']}); null")
    alipay.refuse()
    assert alipay.page.evaluate("window.asked")["no"]["errorCode"] == 11


# --- The phone itself -------------------------------------------------------------------------------------------------


def test_the_type_size_a_person_chose_is_told(weapp_host: Host, alipay_host: Host, server: Server):
    for running, name in ((weapp_host, "getSystemInfo"), (alipay_host, "getSystemInfo")):
        phone = running.phone(address=server.address, font_scale=1.375, language="en")
        phone.open("pages/probe/index")
        told = call(phone, name)["ok"]
        assert (told["fontSizeSetting"], told["language"]) == (22, "en")
        assert phone.page.evaluate("document.documentElement.lang") == "en"
        assert phone.problems() == []
        running.put_away()


def test_the_dark_is_dark(weapp: Phone):
    weapp.dark()
    assert weapp.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_questions_and_passing_words_are_drawn(weapp: Phone, alipay: Phone):
    weapp.page.evaluate("window.asked = phone.ask('call', 'showModal', {title: '删除？', content: '不能恢复'}); null")
    dialog = weapp.page.get_by_role("dialog", name="删除？")
    expect(dialog).to_contain_text("不能恢复")
    dialog.get_by_role("button", name="确定").click()
    assert weapp.page.evaluate("window.asked")["ok"]["confirm"] is True
    weapp.page.evaluate("window.asked = phone.ask('call', 'showActionSheet', {itemList: ['拍照', '相册']}); null")
    weapp.page.get_by_role("dialog").get_by_role("button", name="相册").click()
    assert weapp.page.evaluate("window.asked")["ok"]["tapIndex"] == 1
    call(weapp, "showToast", title="好了", duration=10_000)
    expect(weapp.page.get_by_role("status")).to_have_text("好了")
    assert weapp.toast() == "好了"
    alipay.page.evaluate("window.asked = phone.ask('call', 'confirm', {title: '删除？'}); null")
    alipay.refuse()
    assert alipay.page.evaluate("window.asked")["ok"] == {"confirm": False}


def test_two_phones_are_two_people(weapp_host: Host, server: Server):
    first, second = (weapp_host.phone(address=server.address, person=person) for person in ("zhang", "li"))
    for phone in (first, second):
        phone.open("pages/probe/index")
        call(phone, "login")
    first.ask("sync", "setStorageSync", "mine", "1")
    assert second.storage() == {}
    assert [json.loads(one["body"])["person"] for one in server.asked("/sandbox/wechat/codes")] == ["zhang", "li"]
    assert first.problems() + second.problems() == []
    weapp_host.put_away()


def test_a_picture_may_be_as_long_as_the_page(parts: Phone, tmp_path: Path):
    parts.shot(tmp_path / "seen.png")
    parts.shot(tmp_path / "deep" / "whole.png", whole=True)
    heights = [
        int.from_bytes(path.read_bytes()[20:24]) for path in (tmp_path / "seen.png", tmp_path / "deep" / "whole.png")
    ]
    assert heights[0] == 844 * 2
    assert heights[1] > heights[0]


# --- What went wrong --------------------------------------------------------------------------------------------------


def test_mistakes_nobody_sees_are_told(weapp: Phone):
    weapp.ask("console")
    weapp.ask("throws")
    weapp.ask("rejects")
    weapp.page.wait_for_function("phone.problems().length >= 3")
    told = weapp.forget()
    for kind, words in (("console", "心里有事"), ("script", "没人接"), ("script", "没人应")):
        assert any(one.startswith(kind) and words in one for one in told), words


def test_a_package_with_mistakes_tells_each_of_them(chromium: Browser, server: Server):
    for running in hosted(chromium, "broken"):
        phone = running.phone(address=server.address)
        phone.open("pages/probe/index")
        phone.screen.get_by_text("走").click()
        phone.page.wait_for_function("phone.problems().some(one => one.says.includes('nowhere/index'))")
        told = "\n".join(phone.problems())
    for words in (
        "package: page without a file: pages/gone/index.js",
        "package: pages/probe/index.json: <lost> is not there: /components/lost/index",
        "package: pages/probe/index.wxml: <mistake> is no component",
        'attribute: "colour" is not a valid property',
        "component: <video> is not drawn by the host",
        'component: <input type="telepathy">',
        "package: no such file in the package: /nowhere.png",
        "platform: wx.getLocation: the host does not answer it",
        "platform: navigateTo: no page pages/nowhere/index",
    ):
        assert words in told, words
