/** `wx` or `my`, whole: every name the platform has. What the host does not answer says so when it is called, and fails. */
import { APIS } from "../../tables/apis";
import { later, type Api } from "../calling";
import { problem } from "../problems";
import { refuse } from "../refusals";
import { isWeapp, platform } from "../world";
import { account } from "./account";
import { deviceApi } from "./device";
import { filesApi } from "./files";
import { navigation } from "./navigation";
import { network } from "./network";
import { payment } from "./payment";
import { privacy } from "./privacy";
import { sharing } from "./sharing";
import { storage } from "./storage";
import { ui } from "./ui";

export function native(): Api {
  const groups = [account, deviceApi, filesApi, navigation, network, payment, privacy, sharing, storage, ui];
  const answered = Object.assign({}, ...groups.map((group) => group())) as Api;
  const names = APIS[platform];
  const real = Object.fromEntries(Object.entries(answered).filter(([name]) => names.includes(name)));
  return { ...Object.fromEntries(names.map((name) => [name, unanswered(name)])), ...real };
}

/** A name of the platform's that the host does not play. */
function unanswered(name: string): unknown {
  const object = isWeapp ? "wx" : "my";
  const fails = later(name, () => refuse("not supported by the host", 3));
  return (...given: unknown[]) => {
    problem("platform", `${object}.${name}: the host does not answer it`);
    return /Sync$|^(create|get)[A-Z].*(Manager|Context)$|^(on|off)[A-Z]/.test(name) ? undefined : fails((given[0] ?? {}) as Record<string, never>);
  };
}
