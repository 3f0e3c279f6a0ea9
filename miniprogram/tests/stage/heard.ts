/** What axe finds wrong with what is drawn, one line each. Colours are no business of jsdom, and a page of a mini-program has no landmarks. */
import axe from "axe-core";

const rules = Object.fromEntries(["color-contrast", "region", "landmark-one-main", "heading-order", "empty-heading"].map((id) => [id, { enabled: false }]));

export async function heard(container: Parameters<typeof axe.run>[0]): Promise<string[]> {
  const { violations } = await axe.run(container as never, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
