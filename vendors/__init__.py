"""The only code that touches a vendor's wire: time-outs, signatures, tokens. It decides nothing about people."""
