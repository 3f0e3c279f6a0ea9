/** The people of a sheet as the one who was asked sees them. Pure. */
import type { Application, Party } from "../../api/shapes";
import type { Person } from "../../components/people";
import { t } from "../../words";
import { day } from "../../words/speak";

const TONES: Record<string, Person["tone"]> = { confirmed: "good", invited: "mind", declined: "stop", lapsed: "stop" };
const APPLICANT = "applicant";

/** The one who looks. */
export function ownOf(view: Application): Party | undefined {
  return view.parties.find((party) => party.you && party.role === view.role) ?? view.parties.find((party) => party.you);
}

/** Who filled it in, as far as it is told. */
export function whoAsked(view: Application): string {
  const applicant = view.parties.find((party) => party.role === APPLICANT);
  return applicant ? (applicant.name ?? applicant.says) : t("confirm.somebody");
}

/** Everybody else. */
export function othersOf(view: Application): Person[] {
  const own = ownOf(view);
  return view.parties.filter((party) => party !== own).map((party) => ({
    role: party.says,
    name: party.name ?? "",
    says: party.state === "invited" && party.confirm_by ? t("people.by", { date: day(party.confirm_by) }) : t(`people.state.${party.state}`),
    tone: TONES[party.state] ?? "",
  }));
}
