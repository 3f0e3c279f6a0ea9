/** The way every call of a platform is answered: by callbacks, by a promise where there are none, later and never at once. */
import { problem } from "./problems";
import { Refused, said } from "./refusals";
import { isWeapp, type Loose } from "./world";

export type Api = Record<string, unknown>;
type Callback = (result: Loose) => void;
export type Options = Loose & { success?: Callback; fail?: Callback; complete?: Callback };

/** Settles `work` as the platform would settle the call `name`; gives a promise where the caller gave no callbacks. */
export function answer(name: string, options: Options | undefined, work: Promise<Loose>): Promise<Loose> | undefined {
  const given = options ?? {};
  const settled = work.then(
    (result) => {
      const whole = isWeapp ? { errMsg: `${name}:ok`, ...result } : result;
      given.success?.(whole);
      given.complete?.(whole);
      return whole;
    },
    (failure: unknown) => fail(name, given, failure),
  );
  if (given.success ?? given.fail ?? given.complete) {
    settled.catch((failure: unknown) => problem("script", `${name}: ${failure instanceof Error ? String(failure.stack) : JSON.stringify(failure)}`));
    return undefined;
  }
  return settled;
}

function fail(name: string, given: Options, failure: unknown): Loose {
  if (!(failure instanceof Refused)) throw failure;
  const told = said(name, failure.why);
  given.fail?.(told);
  given.complete?.(told);
  if (given.success ?? given.fail ?? given.complete) return told;
  throw told;
}

/** A call that takes one object and answers later. */
export function later(name: string, work: (options: Options) => Loose | Promise<Loose> | void): (options?: Options) => Promise<Loose> | undefined {
  return (options) =>
    answer(
      name,
      options,
      Promise.resolve().then(async () => (await work(options ?? {})) ?? {}),
    );
}

/** Listeners of one event, as `onX` and `offX` of a platform keep them. */
export class Listeners<Given> {
  private readonly all: ((given: Given) => void)[] = [];

  readonly on = (listener: (given: Given) => void): void => {
    this.all.push(listener);
  };

  readonly off = (listener?: (given: Given) => void): void => {
    if (listener) this.all.splice(this.all.indexOf(listener), this.all.includes(listener) ? 1 : 0);
    else this.all.length = 0;
  };

  tell(given: Given): void {
    for (const listener of [...this.all]) listener(given);
  }
}
