import type { ReactNode } from "react";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { NotHere } from "../../apply/progress/not-here";
import { t } from "../../words";
import type { Listing } from "./use-list";

/** A list of one's own in every state it can be in. `empty`: what stands there when there is none. */
export function Listed<T>({ listing, empty, children }: { listing: Listing<T>; empty: ReactNode; children: (items: T[]) => ReactNode }) {
  const { items, behind, error, more, busy, again, older } = listing;
  if (items === null) return <NotHere error={error} onAgain={() => void again()} />;
  return (
    <>
      {behind ? <Notice tone="mind" icon="globe" live>{t("home.stale")}</Notice> : null}
      {items.length === 0 ? empty : children(items)}
      {more ? <Button look="quiet" busy={busy} onPress={older}>{t("letters.older")}</Button> : null}
    </>
  );
}
