/** glass-easel, WeChat's own component framework, set up so that a page is drawn into this browser. */
import * as adapter from "glass-easel-miniprogram-adapter";

import { problem, words } from "./problems";
import { built } from "./world";

const easel = adapter.glassEasel;

export type GroupList = Record<string, adapter.glassEasel.template.ComponentTemplate["content"]>;
export type Root = adapter.Root;
export type ComponentEnv = adapter.ComponentEnv;
export type Definition = Parameters<adapter.glassEasel.ComponentSpace["defineComponent"]>[0];
/** A component that stands on a page, as far as the host touches it. */
export interface Live {
  readonly $$: HTMLElement;
  readonly id: string;
  readonly dataset: Record<string, unknown>;
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>): void;
  triggerEvent(name: string, detail?: unknown, options?: { bubbles?: boolean; composed?: boolean }): void;
  addListener(name: string, listener: (event: TapEvent) => void): void;
}
export interface TapEvent {
  detail: unknown;
  target: Live;
}

const environment = new adapter.MiniProgramEnv();
export const code = environment.createCodeSpace("", true);
export const space = code.getComponentSpace();
const window_ = new easel.CurrentWindowBackendContext();
/** Events of the browser's own fields are told by our built-in components, never passed on. */
const FIELDS = /^(change|input|focus|blur|submit|confirm|scroll|load|error|click)$/;
const TAPS = /^(tap|canceltap)$/;
const tapped: (() => void)[] = [];
let clicking: EventTarget | null = null;

easel.globalOptions.throwGlobalError = false;
easel.globalOptions.useMethodCallerListeners = true;
space.updateComponentOptions({ useMethodCallerListeners: true, writeIdToDOM: true });
easel.addGlobalErrorListener((failure: unknown, where: unknown) => {
  problem("script", `${words(failure)} (in ${String((where as { type?: string }).type ?? JSON.stringify(where))})`);
  return false;
});
easel.addGlobalWarningListener((message: unknown) => {
  problem(/not a valid property/.test(String(message)) ? "attribute" : "component", String(message));
  return false;
});
/** A tap is a click here, whatever made it: a finger, a mouse, a key, a screen reader. */
window_.onEvent((target, type, detail, options) => {
  if (FIELDS.test(type) || TAPS.test(type)) return undefined;
  return easel.Event.triggerEvent(target, type, detail, options) as undefined;
});
document.body.addEventListener("click", (event) => clicked(event), { capture: true });
const backend = environment.associateBackend(window_);

code.setOverallBehavior(
  space.defineBehavior({
    lifetimes: {
      attached(this: { _$: { triggerLifetime(name: string, args: unknown[]): void } }) {
        const component = this._$ ?? this;
        queueMicrotask(() => component.triggerLifetime("ready", []));
      },
    },
  } as never),
);

/** A disabled button and what is in it feel nothing. */
function asleep(element: HTMLElement): boolean {
  return element.closest("wx-button[aria-disabled=true]") !== null;
}

/** Told of each tap before the page is. */
export function onTap(tell: () => void): void {
  tapped.push(tell);
}

/** A label hands its click on to its field: that is one tap, not two. */
function clicked(event: MouseEvent): void {
  const target = event.target as HTMLElement;
  const handedOn = clicking !== null && clicking !== target && target.closest("label")?.contains(clicking as Node);
  clicking = target;
  window.setTimeout(() => (clicking = null));
  const live = handedOn ? undefined : nearest(target);
  if (!live || asleep(live.$$)) return;
  for (const tell of tapped) tell();
  const detail = { x: event.clientX, y: event.clientY };
  easel.Event.triggerEvent(live as never, "tap", detail, { originalEvent: event, bubbles: true, composed: true, capturePhase: true } as never);
}

function nearest(element: HTMLElement): Live | undefined {
  for (let one: HTMLElement | null = element; one; one = one.parentElement) {
    const live = (one as HTMLElement & { __wxElement?: Live }).__wxElement;
    if (live) return live;
  }
  return undefined;
}

export function template(name: string): adapter.glassEasel.template.ComponentTemplate {
  return { groupList: built.templates, content: built.templates[name] } as unknown as adapter.glassEasel.template.ComponentTemplate;
}

export function defineGlobal(tag: string, definition: Definition): void {
  space.setGlobalUsingComponent(tag, space.defineComponent(definition));
}

/** Ids of elements stay as the package wrote them, so that one may name another. */
export function createRoot(path: string): Root {
  const definition = space.getComponentByUrl(path, "");
  Object.assign(definition.getComponentOptions(), { idPrefixGenerator: null, writeIdToDOM: true });
  return backend.createRoot("wx-page", code, path);
}
