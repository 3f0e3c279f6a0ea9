"""How large a rule may be and how long it may run: a scene file must not be able to stop the office."""

MAX_DEPTH = 40  # nested operators; a rule a person can still read has five
MAX_STEPS = 20_000  # operators run in one evaluation, lists included
MAX_SIZE = 20_000  # characters of a text, members of a list, made by a rule


class RuleError(ValueError):
    """A rule that cannot be, or went over its limits. `near` is the word in it that is wrong, to find its line."""

    def __init__(self, says: str, near: str = "") -> None:
        super().__init__(says)
        self.near = near
