"""The cashier, the ledger, reconciliation: money that citizens pay. It never sees a web request, nor a vendor's wire."""
