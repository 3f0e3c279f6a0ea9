/** All that went wrong and that no person would see: a test reads it at the end and finds it empty. */

export type Kind = "script" | "console" | "platform" | "component" | "attribute" | "data" | "package" | "rule";

export interface Problem {
  kind: Kind;
  says: string;
}

export const problems: Problem[] = [];

/** The same once is enough. */
export function problem(kind: Kind, says: string): void {
  if (!problems.some((one) => one.kind === kind && one.says === says)) problems.push({ kind, says });
}

export function words(failure: unknown): string {
  if (failure instanceof Error) return failure.stack?.split("\n").slice(0, 6).join("\n") ?? failure.message;
  if (typeof failure === "object" && failure !== null) return JSON.stringify(failure);
  return String(failure);
}

export function listen(): void {
  window.addEventListener("error", (event) => problem("script", words(event.error ?? event.message)));
  window.addEventListener("unhandledrejection", (event) => problem("script", `nobody caught: ${words(event.reason)}`));
}
