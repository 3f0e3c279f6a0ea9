"""The two packages, unchanged, in a browser, in front of the whole house: what a person does with a phone."""
