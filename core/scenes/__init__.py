"""Scenes: what a city offers, as data, and how it is judged. `load` reads a city's folder; `judge` is a pure function.

It knows no web, no database and no register: facts come in from outside, frozen.
"""

from core.scenes.city import City
from core.scenes.clauses import Eligible, Example, ItemUse, Outcome
from core.scenes.elements import Material
from core.scenes.fields import Field
from core.scenes.ground import Applicant
from core.scenes.item import Item
from core.scenes.judge import approves, awaited, judge
from core.scenes.judgement import (
    Alternative,
    FeeDue,
    Filled,
    Judgement,
    MaterialNeed,
    PlannedCase,
    Promised,
    Reason,
)
from core.scenes.load import load
from core.scenes.places import Department, Region
from core.scenes.scene import Scene
from core.scenes.source import CityNotReady, Problem
from core.scenes.walk import Walk, paths

__all__ = [
    "Alternative",
    "Applicant",
    "City",
    "CityNotReady",
    "Department",
    "Eligible",
    "Example",
    "FeeDue",
    "Field",
    "Filled",
    "Item",
    "ItemUse",
    "Judgement",
    "Material",
    "MaterialNeed",
    "Outcome",
    "PlannedCase",
    "Problem",
    "Promised",
    "Reason",
    "Region",
    "Scene",
    "Walk",
    "approves",
    "awaited",
    "judge",
    "load",
    "paths",
]
