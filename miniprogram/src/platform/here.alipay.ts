export { here } from "./here.weapp";
