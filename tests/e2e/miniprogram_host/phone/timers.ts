/** Timers of the package. Five seconds after a person leaves, a platform stops them; when the person comes back they go on. */

type Callback = (...given: unknown[]) => void;

let stopped = false;
const waiting: (() => void)[] = [];
const cleared = new Set<number>();

export function setTimer(again: boolean): (callback: Callback, after?: number, ...given: unknown[]) => number {
  const set = again ? window.setInterval.bind(window) : window.setTimeout.bind(window);
  return (callback, after, ...given) => {
    const number: number = set(() => {
      const run = () => {
        if (!cleared.has(number)) callback(...given);
      };
      if (!stopped) run();
      else if (!again || waiting.every((one) => one !== run)) waiting.push(run);
    }, after);
    return number;
  };
}

export function clearTimer(number: number): void {
  cleared.add(number);
  window.clearTimeout(number);
}

export function stopTimers(): void {
  stopped = true;
}

export function startTimers(): void {
  stopped = false;
  for (const run of waiting.splice(0)) run();
}
