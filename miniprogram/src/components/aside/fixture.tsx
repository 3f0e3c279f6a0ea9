import { Aside } from ".";

export const fixtures = { aside: <Aside speak="您要办什么？" /> };
