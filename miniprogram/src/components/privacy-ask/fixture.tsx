import { PrivacyAsk } from ".";

/** Drawn only while the platform asks; what it looks like then is in its test. */
export const fixtures = { unasked: <PrivacyAsk /> };
