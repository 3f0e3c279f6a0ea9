import { Icon } from ".";

export const fixtures = { "for eyes only": <Icon name="check" />, "said aloud": <Icon name="bell" label="有新消息" size="large" /> };
