import { Button } from "../button";
import { Heading } from "../heading";
import { SheetBar } from "../sheet-bar";
import { Page } from ".";

export const fixtures = {
  plain: <Page title="首页"><Heading>您要办什么？</Heading></Page>,
  whole: (
    <Page bar={<SheetBar says="还有 2 样"><Button>继续</Button></SheetBar>} speak="您要办什么？">
      <Heading>给谁办？</Heading>
    </Page>
  ),
};
