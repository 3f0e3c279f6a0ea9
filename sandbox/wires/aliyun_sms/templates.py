"""Templates of texts: asked for by name, approved at once, never changed. The same template asked for again keeps
its code.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from ...clock import Clock
from ...kinds import Json, JsonObject
from ...world import World
from .refused import Refused, counted, wanted

VARIABLE = re.compile(r"\$\{(\w+)\}", re.ASCII)
LONGEST_NAME, LONGEST_CONTENT = 30, 500
TYPES = ("0", "1", "2", "3")  # code to type in, notice, marketing, abroad
FIRST_CODE = 990_000_001
PAGE = 50


@dataclass(frozen=True, slots=True)
class Template:
    code: str
    name: str
    content: str
    type: int
    remark: str
    created_ms: int

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(VARIABLE.findall(self.content))

    def filled(self, values: Mapping[str, str]) -> str:
        """Every variable replaced once: a value that looks like a variable stays as it is."""
        return VARIABLE.sub(lambda found: values[found[1]], self.content)


def find(db: sqlite3.Connection, code: str) -> Template | None:
    row = db.execute(
        "select code, name, content, type, remark, created_ms from templates where code=?", (code,)
    ).fetchone()
    return Template(*row) if row else None


async def create_sms_template(world: World, asked: Mapping[str, str]) -> JsonObject:
    name, content, kind = wanted(asked, "TemplateName"), wanted(asked, "TemplateContent"), wanted(asked, "TemplateType")
    if len(name) > LONGEST_NAME or len(content) > LONGEST_CONTENT:
        raise Refused("isv.PARAM_LENGTH_LIMIT")
    if kind not in TYPES or "【" in content:
        raise Refused("isv.INVALID_PARAMETERS")
    code = await world.store.do(
        lambda db: _code(db, Template("", name, content, int(kind), asked.get("Remark", ""), world.clock.real_ms()))
    )
    return {"TemplateCode": code, "TemplateName": name, "OrderId": code.removeprefix("SMS_")}


def _code(db: sqlite3.Connection, wish: Template) -> str:
    same = db.execute(
        "select code from templates where name=? and content=? and type=?", (wish.name, wish.content, wish.type)
    ).fetchone()
    if same:
        return str(same["code"])
    code = f"SMS_{FIRST_CODE + db.execute('select count(*) as n from templates').fetchone()['n']}"
    values = (code, wish.name, wish.content, wish.type, wish.remark, wish.created_ms)
    db.execute(
        "insert into templates (code, name, content, type, remark, created_ms) values (?, ?, ?, ?, ?, ?)", values
    )
    return code


async def get_sms_template(world: World, asked: Mapping[str, str]) -> JsonObject:
    code = wanted(asked, "TemplateCode")
    template = await world.store.do(lambda db: find(db, code))
    if template is None:
        raise Refused("isv.SMS_TEMPLATE_ILLEGAL")
    return {**_shown(template), "TemplateStatus": "1", "Remark": template.remark, "TemplateType": str(template.type)}


async def query_sms_template_list(world: World, asked: Mapping[str, str]) -> JsonObject:
    """The newest first, so that of two templates with one name the one in force comes first."""
    index, size = counted(asked.get("PageIndex", "1")), counted(asked.get("PageSize", "10"), most=PAGE)
    query = "select code, name, content, type, remark, created_ms from templates order by rowid desc"
    found = [Template(*row) for row in await world.store.do(lambda db: db.execute(query).fetchall())]
    page = found[(index - 1) * size : index * size]
    items: list[Json] = [{**_shown(one), "TemplateType": one.type, "AuditStatus": "AUDIT_STATE_PASS"} for one in page]
    return {"SmsTemplateList": items, "TotalCount": len(found), "CurrentPage": index, "PageSize": size}


def _shown(template: Template) -> JsonObject:
    made = Clock.stamp(template.created_ms)
    return {
        "TemplateCode": template.code,
        "TemplateName": template.name,
        "TemplateContent": template.content,
        "CreateDate": made,
    }
