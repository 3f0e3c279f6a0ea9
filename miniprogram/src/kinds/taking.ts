/** A file before it goes anywhere: whether it can be taken, said at once. What is inside it only the server judges. */
import type { Picked } from "../platform/platform";
import { t } from "../words";

export type Taken = "photo" | "file";

const MEGA = 1024 * 1024;
const MOST = 10 * MEGA;
const TAKEN = /\.(jpe?g|png|pdf|ofd)$/i;
const PAPER = /\.(pdf|ofd)$/i;
/** Endings of what nobody takes. All others tell nothing: Alipay calls a chosen photo `….image`. */
const OTHER = /\.(gif|hei[cf]|webp|bmp|tiff?|svg|psd|raw|mp4|mov|avi|mp3|m4a|wav|docx?|xlsx?|pptx?|wps|et|rtf|txt|csv|html?|xml|json|zip|rar|7z|apk|exe)$/i;

/** What has only the name of a path gets one that can be read; the server adds the ending of what it is. `before`: how many there are. */
export function named(chosen: readonly Picked[], before: number): Picked[] {
  return chosen.map((file, at) => (TAKEN.test(file.name) || OTHER.test(file.name) ? file : { ...file, name: t("kinds.photo_nth", { number: before + at + 1 }) }));
}

/** In words, or "". What is not known to be something else is let through. */
export function wrongFile(file: Picked, kind: Taken): string {
  if (file.size > MOST) return t("kinds.too_big", { name: file.name, mb: Math.ceil((file.size / MEGA) * 10) / 10 });
  if (OTHER.test(file.name) || (kind === "photo" && PAPER.test(file.name))) {
    return t("kinds.wrong_type", { name: file.name, types: t(kind === "photo" ? "kinds.types_photo" : "kinds.types_file") });
  }
  return "";
}

/** Whether a chosen file can be drawn. */
export function isPicture({ name }: Picked): boolean {
  return !PAPER.test(name);
}
