/** Every page there is, by package: the front in the main package, the rest in packages of their own. */
export const MAIN = ["pages/home", "pages/search"] as const;
/** A package of its own at its own address: it judges rules and draws every kind of question, which home does not. */
export const SCENE = ["pages/scene"] as const;
export const APPLY = ["sheet", "materials", "summary", "sent", "party", "pay", "progress", "correct", "withdraw"] as const;
export const MINE = ["home", "applications", "licences", "licence", "letters", "letter", "settings", "real", "verified", "notice"] as const;
export const DOOR = ["verify-me", "phone", "sms-sign-in", "privacy"] as const;
