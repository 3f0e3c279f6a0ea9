"""WeChat's open interface (api.weixin.qq.com), as far as we use it, on wechatpy: signing in, a phone, our own token.

Sources: developers.weixin.qq.com, code2Session, getPhoneNumber, getStableAccessToken.
"""

from vendors.wechat.calls import ADDRESS, Account, Person, Refused, WeChat

__all__ = ["ADDRESS", "Account", "Person", "Refused", "WeChat"]
