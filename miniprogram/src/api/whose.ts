/** Whose phone it is now: what one person leaves on it is not shown to another, and is there again when they come back. */
let owner = "";

/** The citizen's id; "" before anybody was known. */
export function whose(): string {
  return owner;
}

export function belongTo(id: string): void {
  owner = id;
}

/** A private shelf's name, one a person. */
export function own(shelf: string): string {
  return owner === "" ? shelf : `${shelf}@${owner}`;
}
