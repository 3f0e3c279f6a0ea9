import { Button } from "../button";
import { Empty } from ".";

export const fixtures = { plain: <Empty says="还没有通知。" />, leading: <Empty icon="search" says="没找到“户口本”。" more="换个说法试试"><Button>看看能办的事</Button></Empty> };
