import { Loading } from ".";

export const fixtures = { waiting: <Loading />, named: <Loading says="正在取您的证照" /> };
