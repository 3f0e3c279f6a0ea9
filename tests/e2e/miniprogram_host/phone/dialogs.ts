/** What a platform draws over a page: dialogs with buttons, and words that pass. Real elements, so that a test answers them as a person does. */
import { made, over } from "./frame";

export interface Choice {
  name: string;
  /** What choosing it gives. */
  gives: string;
  main?: boolean;
}

export interface Dialog {
  title: string;
  says?: string;
  choices: Choice[];
  /** Anything between the words and the buttons. */
  within?: HTMLElement;
  sheet?: boolean;
}

let number = 0;

/** Waits for the person. Gives what the chosen button gives. Escape is the first choice that gives "cancel", if any. */
export function ask(dialog: Dialog): Promise<string> {
  const before = document.activeElement;
  const box = drawn(dialog);
  over().append(box);
  return new Promise<string>((resolve) => {
    const close = (gives: string) => {
      box.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(gives);
    };
    dialog.choices.forEach((choice, at) => box.querySelectorAll<HTMLElement>(".host-choice")[at]?.addEventListener("click", () => close(choice.gives)));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && dialog.choices.some((one) => one.gives === "cancel")) close("cancel");
    });
    (box.querySelector<HTMLElement>("select, input") ?? box.querySelector<HTMLElement>(".host-main, .host-choice"))?.focus();
  });
}

function drawn(dialog: Dialog): HTMLElement {
  const box = made("div", "host-shade");
  const inner = made("div", dialog.sheet ? "host-dialog host-sheet" : "host-dialog");
  const title = made("div", "host-dialog-title");
  number += 1;
  title.id = `host-dialog-${number}`;
  title.textContent = dialog.title;
  inner.setAttribute("role", "dialog");
  inner.setAttribute("aria-modal", "true");
  inner.setAttribute("aria-labelledby", title.id);
  inner.append(title);
  if (dialog.says) {
    const says = made("p", "host-dialog-says");
    says.textContent = dialog.says;
    inner.append(says);
  }
  if (dialog.within) inner.append(dialog.within);
  const buttons = made("div", "host-choices");
  for (const choice of dialog.choices) {
    const button = made("button", choice.main ? "host-choice host-main" : "host-choice");
    button.type = "button";
    button.textContent = choice.name;
    buttons.append(button);
  }
  inner.append(buttons);
  box.append(inner);
  return box;
}

let passing: HTMLElement | undefined;

/** Words that pass by themselves after `forMs`; without it, when they are taken back. */
export function say(words: string, forMs?: number): void {
  hush();
  const toast = made("div", "host-toast");
  toast.setAttribute("role", "status");
  toast.textContent = words;
  over().append(toast);
  passing = toast;
  if (forMs !== undefined) window.setTimeout(() => passing === toast && hush(), forMs);
}

export function hush(): void {
  passing?.remove();
  passing = undefined;
}

export function passingWords(): string | null {
  return passing?.textContent ?? null;
}
