/** What a test's hand may do to this phone; host.py calls these and nothing else. */
import { passingWords } from "./dialogs";
import { currentApp } from "./modules";
import { call, canPull, pop, stack, top } from "./pages";
import { problems, type Problem } from "./problems";
import { startTimers, stopTimers } from "./timers";
import { settings, text, type Loose, type Network } from "./world";
import { subscriptions } from "./api/account";
import { device, life, willScan } from "./api/device";
import { opened, willChoose } from "./api/files";
import { launchAt, place } from "./api/navigation";
import { busiest, setNetwork, sleep } from "./api/network";
import { tills } from "./api/payment";
import { contractsOpened } from "./api/privacy";
import { lastShared, shareFrom } from "./api/sharing";
import { stored } from "./api/storage";
import { pull, pulled } from "./api/ui";
import { measure } from "./frame";

interface Given {
  name: string;
  type: string;
  /** Base64; zeros follow up to `size` bytes. */
  data: string;
  size: number;
}

function file(given: Given): File {
  const bytes = new Uint8Array(given.size);
  bytes.set(Uint8Array.from(atob(given.data), (one) => one.charCodeAt(0)));
  return new File([bytes], given.name, { type: given.type });
}

/** False: this page does not let itself be pulled. */
function pullDown(): boolean {
  const page = top();
  if (!page || !canPull(page.path)) return false;
  pulled.refreshing = true;
  call(page.page, "onPullDownRefresh");
  return true;
}
pull.start = () => void pullDown();

function hide(stop: boolean): void {
  call(top()?.page, "onHide");
  currentApp().onHide?.();
  life.hide.tell({});
  if (!stop) return;
  stopTimers();
  sleep(true);
}

function show(path: string | null, query: Record<string, string>, scene: number): void {
  sleep(false);
  startTimers();
  const options: Loose = { path: path ?? text(top()?.path), query, scene, referrerInfo: {} };
  currentApp().onShow?.(options);
  life.show.tell(options);
  if (path === null) call(top()?.page, "onShow");
  else launchAt(path, query);
}

export const driver = {
  open: (url: string, further: Record<string, string>, scene: number) => {
    const { path, query } = place(`/${url}`);
    show(path, { ...query, ...further }, scene);
  },
  back: () => pop(1),
  hide,
  show: () => show(null, {}, settings.launch.scene),
  pullDown,
  refreshing: () => pulled.refreshing,
  share: async () => {
    await shareFrom("menu");
    return lastShared();
  },
  shared: lastShared,
  stack: () => stack.map((one) => ({ path: one.path, query: one.query })),
  /** Calls a method of the page that is open and gives what it gives. */
  ask: async (method: string, ...given: unknown[]) => (await call(top()?.page, method, ...given)) ?? null,
  scan: willScan,
  pick: (files: Given[]) => willChoose(files.map(file)),
  network: (network: Network, slowness?: number) => {
    if (slowness !== undefined) settings.slowness = slowness;
    setNetwork(network);
  },
  storage: stored,
  kept: () => ({ storage: stored(), privacyAgreed: settings.privacyAgreed }),
  problems: (): Problem[] => problems,
  forget: () => problems.splice(0),
  toast: passingWords,
  busiest,
  seen: () => ({ clipboard: device.clipboard, called: device.called, brightness: device.brightness, opened, tills, subscriptions, contractsOpened: contractsOpened.times }),
  height: () => {
    measure();
    return { content: top()?.scroller.scrollHeight ?? 0, seen: top()?.scroller.clientHeight ?? 0 };
  },
};

export type Driver = typeof driver;

declare global {
  interface Window {
    phone: Driver;
  }
}
