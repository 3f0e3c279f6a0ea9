/** The summary in lines: who, what was filled in, what was answered, papers, money, people; and each defect at its line. Pure. */
import type { FieldError } from "../../api/refusals";
import type { Check, FeeForItem, Me, Scene, Sheet } from "../../api/shapes";
import type { Fact } from "../../components/facts";
import { visitFacts } from "../../components/facts/visits";
import type { SummaryRow } from "../../components/summary";
import type { Draft } from "../../drafts";
import { type Errors, nameOf } from "../../kinds/asked";
import { t } from "../../words";
import { day, money } from "../../words/speak";
import { FILES, saysOf, sourceOf, type Standing } from "../filling/form";
import type { Paper } from "../filling/papers";

/** Who applies: the name in full, since it is their own; numbers masked, since others may look over the shoulder. */
export function personRows(sheet: Sheet, me: Me | null): SummaryRow[] {
  const name = sheet.parties.find((party) => party.you)?.name ?? me?.name ?? "";
  const rows = [["name", name], ["number", me?.id_number ?? ""], ["phone", me?.phone ?? ""]] as const;
  return rows.filter(([, value]) => value !== "").map(([what, value]) => ({ id: `me.${what}`, label: t(`summary.${what}`), value }));
}

export function answerRows(all: readonly Standing[], draft: Draft, change: (id: string) => void): { filled: SummaryRow[]; rows: SummaryRow[] } {
  const row = (one: Standing): SummaryRow => ({
    id: one.field.id,
    label: nameOf(one.field),
    value: fileSays(one, draft) || saysOf(one) || t("summary.empty"),
    source: sourceOf(one.known),
    ...pictureOf(one, draft),
    ...(one.fixed ? {} : { onChange: () => change(one.field.id) }),
  });
  return { filled: all.filter((one) => one.known).map(row), rows: all.filter((one) => !one.known).map(row) };
}

function pictureOf(one: Standing, draft: Draft): { picture?: string } {
  if (!FILES.includes(one.field.kind)) return {};
  const picture = draft.given?.[one.field.id]?.[0]?.picture ?? (typeof one.value === "string" ? one.value : "");
  return picture ? { picture } : {};
}

function fileSays({ field, owed }: Standing, draft: Draft): string {
  if (!FILES.includes(field.kind)) return "";
  const given = draft.given?.[field.id] ?? [];
  return given.length > 0 ? t("summary.uploaded", { count: given.length }) : owed ? "" : t("kinds.elsewhere");
}

export function paperRows(papers: readonly Paper[], draft: Draft, change: (id: string) => void): SummaryRow[] {
  return papers.map((paper) => ({
    id: `materials.${paper.id}`,
    label: paper.label,
    value: paperSays(paper, draft),
    ...(paper.takes && paper.state !== "made" && paper.state !== "had" ? { onChange: () => change(paper.id) } : {}),
  }));
}

function paperSays(paper: Paper, draft: Draft): string {
  const count = draft.given?.[paper.id]?.length ?? 0;
  const said = {
    had: () => t("summary.city_has"),
    made: () => t("summary.made", { item: paper.madeBy }),
    unsure: () => t("materials.unsure"),
    given: () => (count > 0 ? t("summary.uploaded", { count }) : t("kinds.elsewhere")),
    promised: () => t("summary.follow"),
    lacking: () => t("summary.lacks"),
  };
  return said[paper.state]();
}

/** What it costs and on what law that rests; where one has to go. */
export function costs(sheet: Sheet): Fact[] {
  const known = sheet.fees.every((fee) => fee.fen !== null);
  const fen = sheet.fees.reduce((sum, fee) => sum + (fee.fen ?? 0), 0);
  const paid = sheet.fees.filter((fee) => fee.fen !== 0);
  const value = !known ? t("facts.cost_later") : fen ? money(fen) : t("facts.free");
  const cost = { icon: "coin", label: t("facts.cost"), value, more: Array.from(new Set(paid.flatMap(feeSays))).filter(Boolean) };
  return [cost, ...visitFacts(sheet.visits.filter(({ times }) => times > 0))];
}

function feeSays(fee: FeeForItem): string[] {
  const parts = fee.lines.map((line) => t("facts.part", { label: line.label, money: money(line.fen) }));
  return [...parts, ...fee.basis.map((basis) => t("facts.basis", { basis })), whenSays(fee.when)];
}

function whenSays(when: string): string {
  if (when === "before_review") return t("facts.pay_before_review");
  return when === "before_certifying" ? t("facts.pay_before_certifying") : "";
}

/** Whom this sheet asks to confirm. */
export function confirming(scene: Scene, sheet: Sheet): Fact[] {
  return sheet.parties.filter((party) => party.state === "to_invite").map((party) => ({
    icon: "people",
    label: party.says,
    value: party.name ?? "",
    more: [
      ...(party.phone ? [t("summary.confirm_phone", { phone: party.phone })] : []),
      t("facts.confirms_how", { days: scene.parties[party.role]?.confirm_within ?? "" }),
    ],
  }));
}

/** Who is told, each once, with every way. */
export function toldFacts(told: Sheet["told"]): Fact[] {
  const parties = Array.from(new Set(told.map((one) => one.party)));
  return parties.map((party) => {
    const [value = "", ...more] = told.filter((one) => one.party === party).map((one) => one.how);
    return { icon: "bell", label: party, value, more };
  });
}

/** What the button says: whom it is handed to, the offices whose work begins at once; or whose word comes first. */
export function sendSays(sheet: Sheet, check: Check | null): string {
  const asked = sheet.parties.filter((party) => party.state === "to_invite").map((party) => party.says);
  if (asked.length > 0) return t("summary.send_ask", { who: asked.join(t("facts.and")) });
  const offices = (check?.cases ?? []).filter((one) => one.after.length === 0).map((one) => one.department_name);
  return offices.length > 0 ? t("summary.send", { office: Array.from(new Set(offices)).join(t("facts.and")) }) : t("summary.send_plain");
}

export function dueSays(check: Check | null): string {
  if (check === null) return "";
  return check.promise.due_on ? t("summary.by", { date: day(check.promise.due_on) }) : t("summary.by_unknown");
}

/** Each defect at the line it is about; what is about no line stands for itself. */
export function atLines(errors: readonly FieldError[], sheet: Sheet): Errors {
  const says = new Map(sheet.consents.map((consent) => [`consents.${consent.id}`, consent.says]));
  const told = errors.map(({ field, message }) => {
    const consent = says.get(field);
    return [field, consent === undefined ? message : t("summary.consent_missing", { says: consent })] as const;
  });
  return Object.fromEntries([...told].reverse());
}

/** Required consents that are not given, by `consents.<id>`. */
export function consentsMissing(sheet: Sheet, given: readonly string[]): Errors {
  const missing = sheet.consents.filter((one) => one.required && !given.includes(one.id));
  return Object.fromEntries(missing.map((one) => [`consents.${one.id}`, t("summary.consent_missing", { says: one.says })]));
}
