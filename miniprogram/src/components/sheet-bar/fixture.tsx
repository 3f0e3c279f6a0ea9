import { Button } from "../button";
import { SheetBar } from ".";

export const fixtures = { bar: <SheetBar says="最晚 11 月 23 日给您答复。"><Button>送给东湖区民政局</Button></SheetBar> };
