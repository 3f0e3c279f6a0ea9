/** `require` between the modules of a package, and the names each platform hands them. */
import { code, type ComponentEnv } from "./engine";
import { problem } from "./problems";
import { evaluate, moduleScope } from "./scope";
import { built, isWeapp, type Loose } from "./world";

type Constructor = (definition: Loose) => unknown;
interface Module {
  exports: unknown;
}
/** The life of the app as the package tells it. */
export interface App extends Loose {
  onLaunch?(options: Loose): void;
  onShow?(options: Loose): void;
  onHide?(): void;
  onPageNotFound?(options: Loose): void;
}

const loaded = new Map<string, Module>();
const registered = new Set<string>();
const outside = (name: string): Constructor => () => problem("script", `${name}() was called outside a page or component`);
let now: Record<"Page" | "Component" | "Behavior", Constructor> = {
  Page: outside("Page"),
  Component: outside("Component"),
  Behavior: (definition) => definition,
};
let app: App = {};
let scope: Loose = {};

export function currentApp(): App {
  return app;
}

/** `native` is `wx` or `my`. */
export function begin(native: Loose, getCurrentPages: () => unknown[]): void {
  scope = moduleScope({
    [isWeapp ? "wx" : "my"]: native,
    [isWeapp ? "my" : "wx"]: undefined,
    App: (definition: App) => void (app = definition),
    getApp: () => app,
    getCurrentPages,
    Page: (definition: Loose) => now.Page(definition),
    Component: (definition: Loose) => now.Component(definition),
    Behavior: (definition: Loose) => now.Behavior(definition),
  });
  load("app");
}

/** Makes a page or component known, with everything it uses. */
export function register(path: string): void {
  if (registered.has(path)) return;
  registered.add(path);
  const config = built.configs[path] ?? {};
  const used = { ...(built.app.usingComponents as Loose), ...(config.usingComponents as Loose) };
  const usingComponents: Record<string, string> = {};
  for (const [name, target] of Object.entries(used)) {
    const whole = resolve(path, String(target));
    if (!(whole in built.modules)) continue; // the packer has told of it
    usingComponents[name] = `/${whole}`;
    register(whole);
  }
  code.addComponentStaticConfig(path, { ...config, usingComponents } as never);
  code.addCompiledTemplate(path, { groupList: built.templates, content: built.templates[path] } as never);
  code.componentEnv(path, (environment) => within(environment, () => load(path)));
}

function within(environment: ComponentEnv, work: () => void): void {
  const before = now;
  now = environment as unknown as typeof now;
  try {
    work();
  } finally {
    now = before;
  }
}

function load(path: string): unknown {
  const there = loaded.get(path);
  if (there) return there.exports;
  const source = built.modules[path];
  if (source === undefined) throw new Error(`no module ${path}`);
  const module: Module = { exports: {} };
  loaded.set(path, module);
  const require = (target: string) => load(resolve(path, target).replace(/\.js$/, ""));
  evaluate(path, source, scope, { require, module, exports: module.exports });
  return module.exports;
}

function resolve(from: string, target: string): string {
  const steps = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
