/** 接着办: what waits for this person first, then drafts, then what runs by itself; guides half answered last. */
import type { ApplicationBrief } from "../../api/shapes";
import type { Tone } from "../../components/row";
import type { Draft } from "../../drafts";
import type { PageName, Params } from "../../ways";
import { t } from "../../words";
import { day, isoToday } from "../../words/speak";

export interface Leading {
  key: string;
  title: string;
  says: string;
  icon: string;
  tone: Tone;
  page: PageName;
  params: Params;
}

const OVER = new Set(["done", "closed", "partly_done"]);
const MIND = new Set(["needs_you", "to_pay"]);
const RUNS = new Set(["submitted", "in_progress"]);
const FIRST = ["needs_you", "to_pay", "draft"];
const ICONS: Record<string, string> = { draft: "edit", needs_you: "bell", to_pay: "coin", done: "check" };

export function isOver({ state }: Pick<ApplicationBrief, "state">): boolean {
  return OVER.has(state);
}

/** One application in a list: where it stands, in words; what waits for the person is marked and led to. */
export function applicationLine(one: ApplicationBrief): Leading {
  const { id, title } = one;
  if (one.actions.includes("confirm")) {
    const says = one.confirm_by ? t("confirm.row_by", { date: day(one.confirm_by) }) : t("confirm.row");
    return { key: id, title, says, icon: "people", tone: "mind", page: "apply/party", params: { id } };
  }
  const forOthers = MIND.has(one.state) && one.actions.length === 0;
  return {
    key: id,
    title,
    says: stateSays(one, forOthers),
    icon: ICONS[one.state] ?? "clock",
    tone: MIND.has(one.state) && !forOthers ? "mind" : "",
    page: pageOf(one),
    params: { id },
  };
}

function stateSays(one: ApplicationBrief, forOthers: boolean): string {
  if (one.state === "draft") return t("home.draft");
  return [t(`progress.state.${forOthers ? "needs_other" : one.state}`), ...lastDay(one)].join(t("facts.joined"));
}

/** The day the person must keep where something waits for them; the day of the answer only where nothing does. */
function lastDay({ state, act_by, due_on }: ApplicationBrief): string[] {
  const date = MIND.has(state) ? act_by : RUNS.has(state) ? due_on : null;
  if (!date) return [];
  return [t(act_by && date < isoToday() ? "row.over" : "row.due", { date: day(date) })];
}

function pageOf({ state, actions }: ApplicationBrief): PageName {
  if (state === "draft") return "apply/sheet";
  return actions.includes("pay") ? "apply/pay" : "apply/progress";
}

function urgency({ state, actions }: ApplicationBrief): number {
  if (actions.includes("confirm")) return -1;
  return actions.length > 0 && FIRST.includes(state) ? FIRST.indexOf(state) : FIRST.length;
}

/** `list`: what the server said last, null when it never did. `kept`: the drafts of this phone. */
export function continuing(list: readonly ApplicationBrief[] | null, kept: readonly { key: string; draft: Draft }[]): Leading[] {
  const open = (list ?? []).filter((one) => !isOver(one));
  const sorted = open.map((one, at) => ({ one, at })).sort((one, other) => urgency(one.one) - urgency(other.one) || one.at - other.at);
  const begun = new Set(open.map(({ scene }) => scene));
  const guides = kept.filter(({ draft }) => draft.application === null && !begun.has(draft.scene) && Object.keys(draft.answers).length > 0);
  const unheard = list === null ? kept.filter(({ draft }) => draft.application !== null) : [];
  return [...sorted.map(({ one }) => applicationLine(one)), ...unheard.map(({ draft }) => sheetLine(draft)), ...guides.map(({ draft }) => guideLine(draft))];
}

function sheetLine({ application, title }: Draft): Leading {
  const id = application ?? "";
  return { key: id, title, says: t("home.kept"), icon: "edit", tone: "", page: "apply/sheet", params: { id } };
}

function guideLine({ scene, title, at }: Draft): Leading {
  return { key: `guide:${scene}`, title, says: t("home.guide"), icon: "question", tone: "", page: "pages/scene", params: { slug: scene, step: at || undefined } };
}
