"""Schema changes, in order: add nullable, fill, enforce; never in one step with the code that needs them."""
