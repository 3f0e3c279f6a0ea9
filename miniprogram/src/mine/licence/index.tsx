import { View } from "@tarojs/components";
import { useState } from "react";

import { licenceFile } from "../../api/calls";
import { Refusal } from "../../api/refusals";
import type { Licence as Shape } from "../../api/shapes";
import { NotHere } from "../../apply/progress/not-here";
import { type Paper, usePaper } from "../../apply/progress/use-paper";
import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Licence as Document } from "../../components/licence";
import { Notice } from "../../components/notice";
import { Failed } from "../../components/offline";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { useManner } from "../../look/manner";
import { go, param, replace } from "../../ways";
import { t } from "../../words";
import { Showing } from "./showing";
import { rowsOf, useLicence } from "./use-licence";
import { type Showing as Pass, usePass } from "./use-pass";
import "./index.scss";

/** A licence as a document: read, shown to somebody for a minute, saved as PDF. */
export default function Licence() {
  const [id] = useState(() => param("id"));
  const { licence, photo, behind, error, again } = useLicence(id);
  const showing = usePass(id);
  const paper = usePaper();
  const { elder } = useManner();
  if (isGone(error)) return <Page title={t("me.licences")}><Gone /></Page>;
  if (licence === null) return <Page title={t("me.licences")}><NotHere error={error} onAgain={again} /></Page>;
  const rows = rowsOf(licence);
  const speak = [licence.title, licence.issued_by, ...rows.map(([label, value]) => `${label} ${value}`)].join("\n");
  const bar = licence.status === "active" ? <ShowBar showing={showing} /> : undefined;
  return (
    <Page title={licence.title} speak={speak} bar={elder ? undefined : bar}>
      {behind ? <Notice tone="mind" icon="globe" live>{t("licence.no_net")}</Notice> : null}
      {showing.error && !showing.pass ? <Failed error={showing.error} onAgain={showing.renew} /> : null}
      {elder ? bar : null}
      <Document licence={{ ...licence, rows }} {...(photo ? { photo } : {})} />
      {licence.status === "active" ? <View className="small">{t("licence.show_says")}</View> : null}
      <Below licence={licence} paper={paper} />
      <Showing title={licence.title} showing={showing} />
    </Page>
  );
}

function isGone(error: unknown): boolean {
  return error instanceof Refusal && error.status === 404;
}

function Gone() {
  return <Empty page icon="card" says={t("licence.gone")}><Button onPress={() => void replace("mine/licences")}>{t("me.licences")}</Button></Empty>;
}

function ShowBar({ showing: { busy, renew } }: { showing: Pass }) {
  return <SheetBar><Button icon="code" busy={busy} onPress={renew}>{t(busy ? "licence.making" : "licence.show")}</Button></SheetBar>;
}

function Below({ licence: { id, application_id }, paper }: { licence: Shape; paper: Paper }) {
  return (
    <View className="stack-near">
      <Button look="plain" icon="download" busy={paper.busy !== ""} onPress={() => void paper.open(id, licenceFile)}>{t(paper.busy ? "licence.opening" : "licence.open")}</Button>
      {paper.error ? <Failed error={paper.error} /> : null}
      {application_id ? <Button look="quiet" onPress={() => void go("apply/progress", { id: application_id })}>{t("licence.from")}</Button> : null}
      <View className="small">{t("licence.law")}</View>
    </View>
  );
}
