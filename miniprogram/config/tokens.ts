/** The city's look (`city/look.json`) as SCSS: the same tokens as the pages in a browser, and nothing beside them. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

type Sizes = Record<string, [number, number]>;

export interface Look {
  help_line: string;
  popular: string[];
  colours: Record<"light" | "dark", Record<string, string>>;
  type: Sizes;
  elder: { type: Sizes; sizes: number[]; touch: number; apart: number };
  fonts: string[];
  space: number[];
  edge: number;
  radius: number;
  touch: number;
  apart: number;
  focus: { width: number; offset: number };
}

/** Reads `from`, writes custom properties to `to`. Raises when a token is missing: without its look nothing is built. */
export async function writeTokens(from: string, to: string): Promise<void> {
  const look = JSON.parse(await readFile(from, "utf8")) as Look;
  await mkdir(path.dirname(to), { recursive: true });
  await writeFile(to, scss(look));
}

/** What of the look is said, not drawn: it goes into the package as a constant. Raises when it is missing. */
export async function spokenOf(from: string): Promise<Pick<Look, "help_line" | "popular">> {
  const { help_line, popular } = JSON.parse(await readFile(from, "utf8")) as Look;
  if (!help_line || !Array.isArray(popular)) throw new Error(`${from}: help_line and popular`);
  return { help_line, popular };
}

/** The colours of the platform's own bar, which follows the device: `theme.json` of WeChat. */
export async function writeTheme(from: string, to: string): Promise<void> {
  const { colours } = JSON.parse(await readFile(from, "utf8")) as Look;
  const bar = (shade: "light" | "dark"): Record<string, string | undefined> => ({
    bar: colours[shade].paper,
    barText: shade === "light" ? "black" : "white",
    ground: colours[shade].ground,
  });
  await writeFile(to, `${JSON.stringify({ light: bar("light"), dark: bar("dark") }, null, 2)}\n`);
}

/** px. What stands in a page whatever the city looks like: signs, pictures (width and height), a code that is read at arm's length. */
const MEASURES = {
  "sign-small": 26, sign: 32, "sign-large": 44, "sign-huge": 64,
  picture: 72, "picture-tall": 96, portrait: 96, "portrait-tall": 128,
  "machine-code": 280, figure: 40, "figure-line": 52,
};
/** The shade behind a question, as much of the darkest ground as lets the page be seen. */
const SHADE = .6;

export function scss(look: Look): string {
  const light = [...colours(look.colours.light), ...byDay(look), ...shapes(look), ...sizes(look.type)];
  const larger = look.elder.sizes.slice(1).map((size, at) => block(`.elder.size-${at + 1}`, sizes(grown(look, size))));
  return [
    "/* Written from city/look.json when the package is built. */",
    block("page", light),
    `@media (prefers-color-scheme: dark) { ${block("page", colours(look.colours.dark))} }`,
    block(".elder", [...reach(look.elder), ...sizes(look.elder.type)]),
    ...larger,
    "",
  ].join("\n");
}

function colours(given: Record<string, string>): string[] {
  return Object.entries(given).map(([name, value]) => `--${name}: ${value}`);
}

/** Colours that no night changes: a machine reads what stands on them. And the shade, of no mode either. */
function byDay({ colours: { light, dark } }: Look): string[] {
  const night = /^#(..)(..)(..)$/.exec(dark.ground ?? "");
  if (night === null) throw new Error("colours.dark.ground: six digits, #10151C");
  const [red, green, blue] = night.slice(1).map((part) => parseInt(part, 16));
  return [...["paper", "ink", "ink-soft"].map((name) => `--day-${name}: ${light[name]}`), `--shade: rgba(${red}, ${green}, ${blue}, ${SHADE})`];
}

function shapes(look: Look): string[] {
  const spaces = look.space.map((size, at) => `--space-${at + 1}: ${size}px`);
  const numbers = (["edge", "radius"] as const).map((name) => `--${name}: ${look[name]}px`);
  const corners = [`--radius-small: ${look.radius / 2}px`, `--radius-large: ${Math.round((look.radius * 4) / 3)}px`];
  const measures = Object.entries(MEASURES).map(([name, size]) => `--${name}: ${size}px`);
  const fonts = look.fonts.map((name) => (name.includes(" ") ? `"${name}"` : name)).join(", ");
  return [`--fonts: ${fonts}`, ...spaces, ...numbers, ...corners, ...measures, ...reach(look), `--focus-width: ${look.focus.width}px`, `--focus-offset: ${look.focus.offset}px`];
}

/** How tall and how far apart what fingers touch is: never below the city's own measure. `max()` in a style is too new for some phones. */
function reach({ touch, apart }: Pick<Look, "touch" | "apart">): string[] {
  const least = { tall: [52, touch], taller: [56, touch], row: [64, touch], near: [10, apart], between: [12, apart] } as const;
  const grown = Object.entries(least).map(([name, [usual, measure]]) => `--${name}: ${Math.max(usual, measure)}px`);
  return [`--touch: ${touch}px`, `--apart: ${apart}px`, ...grown];
}

/** Two properties a size: the font and the height of its line, in px; what the person's own setting adds is a class. */
function sizes(given: Sizes): string[] {
  return Object.entries(given).flatMap(([name, [font, line]]) => [`--${name}: ${font}px`, `--${name}-line: ${line}px`]);
}

function grown(look: Look, size: number): Sizes {
  const by = size / (look.elder.sizes[0] ?? size);
  return Object.fromEntries(
    Object.entries(look.elder.type).map(([name, [font, line]]) => [name, [Math.round(font * by), Math.round(line * by)]]),
  );
}

function block(selector: string, lines: string[]): string {
  return `${selector} { ${lines.join("; ")} }`;
}
