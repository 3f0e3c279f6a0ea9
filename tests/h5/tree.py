"""A drawn page as a tree that tests can ask: who is labelled by what, what leads where. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "use", "wbr"}


@dataclass
class Element:
    """One element. `text` is everything said inside, spaces squeezed."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        return name in self.attributes

    @property
    def text(self) -> str:
        return " ".join("".join(self._said()).split())

    def _said(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield " "
                yield from child._said()
                yield " "

    def all(self, *tags: str) -> list[Element]:
        return [one for one in self.walk() if not tags or one.tag in tags]

    def one(self, tag: str) -> Element:
        (found,) = self.all(tag)
        return found

    def walk(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def above(self, tag: str) -> Element | None:
        up = self.parent
        while up is not None and up.tag != tag:
            up = up.parent
        return up


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("#page", {})
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> says an attribute twice: {names}")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in _VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.at.tag != tag or self.at.parent is None:
            self.wrong.append(f"</{tag}> closes <{self.at.tag}>")
            return
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read(html: str) -> Element:
    """Raises: AssertionError when an element is left open, closed by another or says an attribute twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.wrong, reader.wrong
    assert reader.at is reader.root, f"<{reader.at.tag}> is left open"
    return reader.root


def flaws(page: Element) -> list[str]:
    """What every page and every component must keep: names, wiring, forms with their token, nothing inline."""
    return [*_wiring(page), *_names(page), *_shapes(page), *_inline(page), *_forms(page)]


def _wiring(page: Element) -> Iterator[str]:
    ids = [one["id"] for one in page.walk() if one["id"]]
    yield from (f"the id {one} is used twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    for one in page.walk():
        for attribute in ("for", "aria-describedby", "aria-labelledby"):
            yield from (f"{attribute}={to} leads nowhere" for to in one[attribute].split() if to not in ids)
        if one.tag == "a" and one["href"].startswith("#") and one["href"][1:] not in ids:
            yield f"the link {one['href']} leads nowhere"


def _names(page: Element) -> Iterator[str]:
    labelled = {one["for"] for one in page.all("label")}
    for one in page.walk():
        if _is_box(one) and one["id"] not in labelled and one.above("label") is None and not one["aria-label"]:
            yield f"<{one.tag} name={one['name']}> has no label"
        if one.tag in ("a", "button") and not (one.text or one["aria-label"]):
            yield f"<{one.tag}> has no name"


def _shapes(page: Element) -> Iterator[str]:
    for one in page.walk():
        if one.tag == "img" and not one.has("alt"):
            yield "a picture without words"
        if one.tag == "svg" and one["aria-hidden"] != "true":
            yield "an icon speaks"
        if one.tag == "fieldset" and not any(child.tag == "legend" and child.text for child in one.walk()):
            yield "a group without a legend"
        if one.tag == "a" and not one["href"]:
            yield "a link without an address"


def _is_box(one: Element) -> bool:
    return one.tag in ("input", "select", "textarea") and one["type"] != "hidden"


def _inline(page: Element) -> Iterator[str]:
    for one in page.walk():
        inline = [name for name in one.attributes if name == "style" or name.startswith("on")]
        yield from (f"<{one.tag}> has {name}: nothing inline" for name in inline)
        if one.tag == "style" or (one.tag == "script" and not one["src"]):
            yield f"an inline <{one.tag}>"


def _forms(page: Element) -> Iterator[str]:
    for form in page.all("form"):
        fields = [one["name"] for one in form.all("input")]
        if form["method"] == "post" and fields.count("csrf") != 1:
            yield f"the form {form['action']} has no token"
        if form["method"] != "post" and "csrf" in fields:
            yield f"the form {form['action']} shows its token in the address"
        if not form.all("button"):
            yield f"the form {form['action']} cannot be sent without a script"
