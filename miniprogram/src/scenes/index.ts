/** Scenes on the phone: what is asked, what is answered, what follows. Pure; it draws nothing and calls nobody. */

export type { Answers } from "./ground";
export { defects, defectsOf, judge, shown, summary, unanswered, visible } from "./judge";
export { learnt } from "./learning";
export type { Defect, Eligible, Fact, Field, Fill, Item, Judgement, Knowing, Line, Outcome, Reason, Scene, Visibility } from "./shapes";
