/** The names a module of a mini-program may use. There is a language here, and a platform, and no browser. */
import { problem } from "./problems";
import { setTimer, clearTimer } from "./timers";
import { isWeapp, type Loose } from "./world";

/** ECMAScript's own, and the four timers and the console, which both platforms have. Neither has URL, TextEncoder, crypto… */
const LANGUAGE = new Set(
  (
    "Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error " +
    "AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Intl ArrayBuffer Atomics " +
    "Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray " +
    "BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet WeakRef FinalizationRegistry Proxy Reflect " +
    "decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN"
  ).split(" "),
);
/** Seen even where they are not own properties of the window. */
const BROWSER = ["window", "document", "self", "top", "parent", "frames", "location", "eval", "addEventListener", "builtPackage", "phone"];

/** Alipay's worker has a navigator with one word in it (Taro's own adapter for Alipay reads it); WeChat has none. */
const OWN: Loose = isWeapp ? {} : { navigator: { swuserAgent: "AlipayClient/10.6.0 MiniProgram" } };

function noCode(): never {
  throw new EvalError("Code generation from strings disallowed for this context");
}

/** `x instanceof Function` holds; `Function("…")` and `new Function("…")` do not. */
const QuietFunction = new Proxy(Function, { apply: noCode, construct: noCode });

const said = {
  log: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  group: () => undefined,
  groupEnd: () => undefined,
  time: () => undefined,
  timeEnd: () => undefined,
  warn: (...what: unknown[]) => console.warn(...what),
  error: (...what: unknown[]) => {
    problem("console", what.map((one) => (one instanceof Error ? (one.stack ?? one.message) : String(one))).join(" "));
    console.warn(...what);
  },
};

/** Everything a module sees beside what it is handed; `given` are the platform's own names. */
export function moduleScope(given: Loose): Loose {
  const hidden = Object.fromEntries([...windowNames(), ...BROWSER].filter((name) => !LANGUAGE.has(name)).map((name) => [name, undefined]));
  const language = Object.fromEntries([...LANGUAGE].map((name) => [name, (window as unknown as Loose)[name]]));
  const timers = { setTimeout: setTimer(false), setInterval: setTimer(true), clearTimeout: clearTimer, clearInterval: clearTimer };
  const seen = { ...timers, console: said, Function: QuietFunction, ...OWN, ...given };
  const everything = Object.assign(Object.create(null) as Loose, language, seen);
  return { ...hidden, ...seen, globalThis: everything, global: everything };
}

/** Runs the text of a module with these names and no others. Raises what the module raises. */
export function evaluate(path: string, source: string, scope: Loose, own: Loose): void {
  const names = Object.keys(scope).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !(name in own));
  const body = `return function (${Object.keys(own).join(", ")}) {\n${source}\n};\n//# sourceURL=package/${path}.js`;
  const made = new Function(...names, body) as (...values: unknown[]) => (...values: unknown[]) => void;
  made(...names.map((name) => scope[name])).apply(undefined, Object.values(own));
}

function windowNames(): string[] {
  const names: string[] = [];
  for (let object: unknown = window; object && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    names.push(...Object.getOwnPropertyNames(object));
  }
  return names.filter((name) => name !== "constructor");
}
