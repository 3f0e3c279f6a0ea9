"""The city with one scene more: it asks by every kind of question there is, with a group inside a group."""

import shutil
from pathlib import Path

from tests.miniprogram.packages import ROOT

SLUG, TITLE = "heating", "我要申请装暖气"

ITEM = """
slug: heating
name: 暖气安装申请
code: {catalog: "992000102099", task: 11990100MB1001013F3992000102099}
kind: public-service
handled_by: {by: household, level: county, department: civil-affairs}
handled_in: desk
online: full
limit: {promised: 2, statutory: 10}
materials:
  - {id: id_card, label: 身份证, from: [licence.id_card, upload]}
  - {id: lease, label: 租房合同, from: [upload], when: {"==": [{var: owns}, rents]}}
phones: {ask: 0900-6610001, complain: 0900-6612345}
"""

SCENE = """
slug: heating
title: 我要申请装暖气
says: 每一种问题都问到。
themes: [证件办理]
assurance: 3
items: [{item: heating}]
eligible:
  - {id: grown, rule: {">=": [{var: subject.age}, 18]}, says: 年满 18 周岁, else: {says: 请家里大人来办}}
form:
  - {id: note, label: 哪间屋子, says: 装在哪间屋子？, kind: text, min: 2, max: 12}
  - {id: floor, label: 楼层, says: 住在几楼？, kind: number, min: 1, max: 60, unit: 层}
  - {id: since, label: 入住, says: 哪天搬来的？, kind: date, min: "1990-01-01", max: "2026-11-01"}
  - {id: owns, label: 房子, says: 房子是谁的？, kind: choice, options: {own: 自己的, rents: 租的}}
  - id: rooms
    label: 想装的
    says: 想装哪些？
    kind: choices
    options: {floor: 地暖, wall: 暖气片, fan: 风机}
    min: 1
    max: 2
  - {id: village, label: 社区, says: 在哪个社区？, kind: region, level: village}
  - {id: home, label: 地址, says: 装到哪里？, kind: address}
  - {id: call, label: 联系电话, says: 打哪个电话？, kind: phone}
  - {id: other, label: 同住人的身份证号, says: 同住的人身份证号是多少？, kind: id_number, optional: true}
  - {id: portrait, label: 大头照, says: 拍一张您的照片, kind: photo}
  - {id: plan, label: 户型图, says: 交一张户型图, kind: file}
  - id: family
    label: 家里人
    says: 家里还有谁？
    kind: group
    each: 家里人
    optional: true
    max: 2
    fields:
      - {id: called, label: 称呼, says: 怎么称呼？, kind: text, max: 8}
      - {id: cold, label: 怕冷, says: 怕冷吗？, kind: choice, options: {very: 很怕, little: 不太怕}}
      - {id: why, label: 为什么怕冷, says: 为什么怕冷？, kind: text, when: {"==": [{var: each.cold}, very]}}
      - id: pets
        label: 养的
        says: 养了什么？
        kind: group
        each: 宠物
        optional: true
        max: 2
        fields:
          - {id: sort, label: 种类, says: 是什么？, kind: text, min: 1, max: 6}
  - {id: honest, label: 声明, says: 上面写的都是真的, kind: statement}
examples:
  - {facts: {subject: {age: 35}}, answers: {owns: own}, outcome: yes}
  - {facts: {subject: {age: 12}}, answers: {owns: own}, outcome: no, because: [grown]}
  - {answers: {owns: own}, outcome: maybe, missing: [subject.age]}
"""


def written(place: Path) -> Path:
    """The whole city under `place`, this scene in it."""
    shutil.copytree(ROOT / "city", place)
    (place / "items" / f"{SLUG}.yaml").write_text(ITEM, "utf-8")
    (place / "scenes" / f"{SLUG}.yaml").write_text(SCENE, "utf-8")
    return place
