import { View } from "@tarojs/components";
import { useCallback, useEffect, useState } from "react";

import { carryOn } from "../../account";
import { letterRead } from "../../api/calls";
import { Refusal } from "../../api/refusals";
import type { Letter as Shape } from "../../api/shapes";
import { NotHere } from "../../apply/progress/not-here";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty } from "../../components/empty";
import { Heading } from "../../components/heading";
import { Page } from "../../components/page";
import { go, param, replace } from "../../ways";
import { t } from "../../words";
import { moment } from "../../words/speak";
import "./index.scss";

/** One letter, read by being opened; it leads to its own case. */
export default function Letter() {
  const [id] = useState(() => param("id"));
  const [letter, setLetter] = useState<Shape | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = useCallback(() => {
    setError(null);
    carryOn(() => letterRead(id)).then(setLetter, setError);
  }, [id]);
  useEffect(again, [again]);
  if (letter === null) return <Page title={t("letters.title")}>{isGone(error) ? <Gone /> : <NotHere error={error} onAgain={again} />}</Page>;
  return <Page title={t("letters.title")} speak={`${letter.title}\n${letter.body}`}><Written letter={letter} /></Page>;
}

function isGone(error: unknown): boolean {
  return error instanceof Refusal && error.status === 404;
}

function Gone() {
  return <Empty page icon="letter" says={t("letters.gone")}><Button onPress={() => void replace("mine/letters")}>{t("letters.title")}</Button></Empty>;
}

function Written({ letter: { title, at, body, code, application_id } }: { letter: Shape }) {
  return (
    <>
      <Card>
        <Heading>{title}</Heading>
        <View className="small">{moment(at)}</View>
        <View className="as-written">{body}</View>
        {code ? <View className="letter-code"><View className="small">{t("letters.code")}</View><View className="code">{code}</View></View> : null}
      </Card>
      {application_id ? <Button onPress={() => void go("apply/progress", { id: application_id })}>{t("letters.follow")}</Button> : null}
    </>
  );
}
