"""How many slips of the finger lie between what was typed and a part of a text."""


def distance_within(typed: str, text: str, most: int) -> int | None:
    """The least number of letters to change, add or leave out so that `typed` stands somewhere in `text`.

    None when more than `most`. (P. Sellers' variant of the Levenshtein distance: beginning and end in `text` are free.)
    """
    before = [0] * (len(text) + 1)
    for row, letter in enumerate(typed, 1):
        current = [row]
        for column, other in enumerate(text, 1):
            changed = before[column - 1] + (letter != other)
            current.append(min(changed, before[column] + 1, current[column - 1] + 1))
        if min(current) > most:
            return None
        before = current
    nearest = min(before)
    return nearest if nearest <= most else None
