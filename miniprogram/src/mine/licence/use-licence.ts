import { useCallback, useState } from "react";

import { carryOn } from "../../account";
import { licence as fetchLicence, licencePhoto, myLicences } from "../../api/calls";
import { unanswered } from "../../api/refusals";
import type { Licence } from "../../api/shapes";
import { useShown } from "../../pages/use-shown";
import { t } from "../../words";
import { plainDay } from "../../words/speak";

export interface Held {
  licence: Licence | null;
  photo: string;
  /** No net: it is as it was known last. */
  behind: boolean;
  error: unknown;
  again: () => void;
}

/** One of my licences: as this phone knows it, then as it is now. */
export function useLicence(id: string): Held {
  const [licence, setLicence] = useState<Licence | null>(() => lastKnown(id));
  const [photo, setPhoto] = useState("");
  const [error, setError] = useState<unknown>(null);
  const again = useCallback(() => {
    setError(null);
    carryOn(() => fetchLicence(id))
      .then((came) => {
        setLicence(came);
        if (came.has_photo) licencePhoto(id).then(setPhoto, () => undefined); // without it the document still counts
      })
      .catch(setError);
  }, [id]);
  useShown(again);
  const behind = licence !== null && unanswered(error);
  return { licence, photo, behind, error: behind ? null : error, again };
}

function lastKnown(id: string): Licence | null {
  const { last, fresh } = myLicences();
  fresh.catch(() => undefined); // kept for the next time
  return last?.items.find((one) => one.id === id) ?? null;
}

/** The lines of the document, with its days. */
export function rowsOf({ rows, issued_on, valid_until }: Licence): [string, string][] {
  const until = valid_until ? plainDay(valid_until) : t("licence.forever");
  return [...rows, [t("licence.issued_on"), plainDay(issued_on)], [t("licence.valid_until"), until]];
}
