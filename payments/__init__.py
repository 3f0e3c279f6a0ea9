"""The cashier, the ledger, reconciliation: what citizens pay. It sees no web request, nor a vendor's wire."""
