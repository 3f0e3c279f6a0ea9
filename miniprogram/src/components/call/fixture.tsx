import { Call } from ".";

export const fixtures = { plain: <Call number="0900-6610001" />, named: <Call number="0900-6612345" says="有人收钱，打这个电话" /> };
