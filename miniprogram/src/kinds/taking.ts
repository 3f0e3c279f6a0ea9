/** A file before it goes anywhere: whether it can be taken, said at once. What is inside it only the server judges. */
import type { Picked } from "../platform/platform";
import { t } from "../words";

export type Taken = "photo" | "file";

const MEGA = 1024 * 1024;
const MOST = 10 * MEGA;
const ENDINGS: Record<Taken, RegExp> = { photo: /\.(jpe?g|png)$/i, file: /\.(jpe?g|png|pdf|ofd)$/i };
const HAS_ENDING = /\.[a-z0-9]{1,5}$/i;
const PICTURE = /\.(jpe?g|png)$/i;

/** In words, or "". A name without an ending tells nothing (a platform's temporary path), so it is let through. */
export function wrongFile(file: Picked, kind: Taken): string {
  if (file.size > MOST) return t("kinds.too_big", { name: file.name, mb: Math.ceil((file.size / MEGA) * 10) / 10 });
  if (HAS_ENDING.test(file.name) && !ENDINGS[kind].test(file.name)) {
    return t("kinds.wrong_type", { name: file.name, types: t(kind === "photo" ? "kinds.types_photo" : "kinds.types_file") });
  }
  return "";
}

/** Whether a chosen file can be drawn. */
export function isPicture(file: Picked): boolean {
  return PICTURE.test(file.name) || PICTURE.test(file.path);
}
