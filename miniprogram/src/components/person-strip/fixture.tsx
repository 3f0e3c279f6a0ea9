import { PersonStrip } from ".";

export const fixtures = { alone: <PersonStrip says="正在替 王桂兰 办" />, switching: <PersonStrip says="正在替 王桂兰 办" change="换人" onChange={() => undefined} /> };
