import { View } from "@tarojs/components";
import { useState } from "react";

import type { Json } from "../../api/json";
import type { Field, Scene } from "../../api/shapes";
import { Button } from "../../components/button";
import { Empty } from "../../components/empty";
import { Errors } from "../../components/errors";
import { Page } from "../../components/page";
import { SheetBar } from "../../components/sheet-bar";
import { Ask } from "../../kinds/ask";
import { anchor, emptySays, questionOf, saidNothing, wrongWith } from "../../kinds/asked";
import { useManner } from "../../look/manner";
import { replace } from "../../ways";
import { t } from "../../words";
import { reach } from "../reach";
import { useShown } from "../use-shown";
import { nextStep, questionIn, say, standing, typed } from "./guide";
import { onward } from "./onward";

/** One question. What is typed is kept at once; the next comes without asking the net. */
export function Asking({ scene, step }: { scene: Scene; step: string }) {
  const field = questionIn(scene, step);
  if (field === null) return <Elsewhere scene={scene} />;
  return <Question key={field.id} scene={scene} field={field} />;
}

function Question({ scene, field }: { scene: Scene; field: Field }) {
  const { elder } = useManner();
  const [value, setValue] = useState<Json>(() => standing(scene.slug, field.id));
  const [errors, setErrors] = useState<Record<string, string>>({});
  useShown(() => setValue(standing(scene.slug, field.id))); // it may have been answered on a page above this one
  const type = (given: Json): void => {
    typed(scene, field.id, given);
    setValue(given);
  };
  const on = (given: Json): void => {
    const wrong = mistakes(field, given);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return reach("errors");
    pass(given);
  };
  const pass = (given: Json): void => {
    say(scene, field.id, given);
    void onward(scene);
  };
  const tap = elder && field.kind === "choice";
  const skip = <Button look="quiet" onPress={() => pass(null)}>{t("question.skip")}</Button>;
  const bar = <SheetBar>{tap ? skip : <View className="actions"><Button onPress={() => on(value)}>{t("ui.continue")}</Button>{skip}</View>}</SheetBar>;
  return (
    <Page title={scene.title} speak={[questionOf(field), field.help, ...Object.values(field.options ?? {})].join(" ")} bar={bar}>
      <Errors errors={Object.entries(errors).map(([path, message]) => ({ field: path, message }))} onGo={(path) => reach(`field-${anchor(path)}`)} />
      <Ask field={field} value={value} error={errors[field.id]} errors={errors} page elder={elder} onAnswer={type} onTap={on} />
    </Page>
  );
}

/** By path, in words; nothing when it can be kept. */
function mistakes(field: Field, given: Json): Readonly<Record<string, string>> {
  if (saidNothing(given)) return field.optional ? {} : { [field.id]: emptySays(field) };
  return wrongWith(field, given);
}

/** The scene has changed, and this is no question of it any more. */
function Elsewhere({ scene }: { scene: Scene }) {
  return (
    <Page title={scene.title}>
      <Empty page icon="question" says={t("scene.changed")}>
        <Button onPress={() => void replace("pages/scene", { slug: scene.slug, step: nextStep(scene) })}>{t("scene.go_on")}</Button>
      </Empty>
    </Page>
  );
}
