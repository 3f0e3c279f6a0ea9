/** Whose phone it is now: what one person leaves on it is not shown to another, and is there again when they come back. */
let owner = "";

/** The citizen's id; "" before anybody was known. */
export function whose(): string {
  return owner;
}

export function belongTo(id: string): void {
  owner = id;
}

/** Whether what `asked` (an id as of `whose`) began may go on: the same person is here, or a visitor who became known meanwhile. */
export function isStill(asked: string): boolean {
  return asked === owner || asked === "";
}

/** A private shelf's name, one a person. */
export function own(shelf: string): string {
  return owner === "" ? shelf : `${shelf}@${owner}`;
}
