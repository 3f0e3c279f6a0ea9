import { SearchBox } from ".";

const nothing = (): void => undefined;

export const fixtures = { empty: <SearchBox q="" onType={nothing} onGo={nothing} />, typed: <SearchBox q="lnz" onType={nothing} onGo={nothing} /> };
