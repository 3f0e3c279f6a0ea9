"""The codes of the state, checked and made by their standards. One module for each; nothing here knows a table."""
