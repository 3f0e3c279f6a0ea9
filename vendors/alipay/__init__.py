"""Alipay's open interface (gateway.do), as far as we use it, with python-alipay-sdk's parts: who signed in.

Sources: opendocs.alipay.com, alipay.system.oauth.token; "signing and verifying" for synchronous answers.
"""

from vendors.alipay.calls import ADDRESS, Account, Alipay, Person, Refused
from vendors.alipay.keys import KeyUnreadable

__all__ = ["ADDRESS", "Account", "Alipay", "KeyUnreadable", "Person", "Refused"]
