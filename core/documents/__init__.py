"""Notices of law (文书): made with the move they belong to, frozen, numbered by the office, checkable by anyone.

`use(load(folder, verify_address))` once at start-up.
"""

from core.documents.checking import Checked, check_code, checked, is_of_notice
from core.documents.files import DocumentsWrong, load
from core.documents.library import Kind, Library, use
from core.documents.making import add_to
from core.documents.page import pdf
from core.documents.reading import Document, DocumentView, of_application, one

__all__ = [
    "Checked",
    "Document",
    "DocumentView",
    "DocumentsWrong",
    "Kind",
    "Library",
    "add_to",
    "check_code",
    "checked",
    "is_of_notice",
    "load",
    "of_application",
    "one",
    "pdf",
    "use",
]
