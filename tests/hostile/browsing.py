"""A browser without a picture: it fetches a page's token and sends forms with it."""

import re
from dataclasses import dataclass, field
from typing import Any

import httpx

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Browser:
    http: httpx.Client
    page: str = "/settings"
    cookie: str = "zb"
    _tokens: dict[str | None, str] = field(default_factory=dict)

    def token(self) -> str:
        """Of the visit at hand: asked for again when its cookie is another one."""
        if (visit := self.http.cookies.get(self.cookie)) not in self._tokens:
            found = TOKEN.search(self.http.get(self.page).text)
            assert found
            visit = self.http.cookies.get(self.cookie)
            self._tokens[visit] = found[1]
        return self._tokens[visit]

    def send(self, path: str, **typed: Any) -> httpx.Response:
        return self.http.post(path, data={"csrf": self.token(), **typed})

    def send_parts(self, path: str, charset: str, **typed: str) -> httpx.Response:
        """As multipart, in a charset that the request claims."""
        parts = {"csrf": self.token(), **typed}
        said = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}' for name, text in parts.items()]
        body = "\r\n".join([*said, "--x--", ""]).encode()
        return self.http.post(path, content=body, headers={"Content-Type": f"multipart/form-data; boundary=x{charset}"})
