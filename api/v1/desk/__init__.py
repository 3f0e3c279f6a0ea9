"""The desk's API, `/api/v1/desk`: staff only, and only their own departments' cases are there."""

from api.v1.desk import cases, money, reports, sessions, uploads

NOUNS = (sessions, cases, uploads, money, reports)
