/** `<button>`: pressed by a finger or a key, and the one component that opens what only a person may open. */
import { Form } from "./boxes";
import { attribute, part, Piece, pieceOf, truth } from "./piece";
import { phoneNumber } from "../api/account";
import { openSettings } from "../api/device";
import { agreedBy } from "../api/privacy";
import { shareFrom } from "../api/sharing";
import { problem } from "../problems";
import { isWeapp, text } from "../world";

const OPENS: Record<string, (button: Button) => void | Promise<void>> = {
  share: (button) => shareFrom("button", { id: button.host.id, dataset: button.dataset }),
  getPhoneNumber: async (button) => button.tell("getphonenumber", await phoneNumber()),
  agreePrivacyAuthorization: (button) => {
    agreedBy(button.host.id);
    button.tell("agreeprivacyauthorization", { errMsg: "button.agreePrivacyAuthorization:ok" });
  },
  openSetting: async (button) => button.tell("opensetting", { ...(await openSettings()) }),
};

const WECHAT_ONLY = ["agreePrivacyAuthorization", "getPhoneNumber", "openSetting"];

class Button extends Piece {
  override readonly usual = "button";

  get dataset(): Record<string, unknown> {
    return this.live.dataset;
  }

  override born(): void {
    this.pressable();
    this.live.addListener("tap", () => void this.pressed());
  }

  override changed(name: string, value: unknown): void {
    super.changed(name, value);
    if (name === "disabled") this.disable(truth(value));
    if (name === "loading") attribute(this.host, "aria-busy", truth(value) ? "true" : "");
    if (name === "type" || name === "size") attribute(this.host, name, value);
    if (name === "ariaDisabled" && truth(this.given("disabled"))) this.disable(true);
  }

  private disable(disabled: boolean): void {
    attribute(this.host, "aria-disabled", disabled ? "true" : "");
    this.host.tabIndex = disabled ? -1 : 0;
  }

  private async pressed(): Promise<void> {
    const form = pieceOf(this.host.closest("wx-form"));
    const kind = text(this.given("formType"));
    if (form instanceof Form && kind === "submit") form.submit();
    if (form instanceof Form && kind === "reset") form.reset();
    const opens = text(this.given("openType"));
    if (!opens) return;
    const open = !isWeapp && WECHAT_ONLY.includes(opens) ? undefined : OPENS[opens];
    if (open) await open(this);
    else problem("component", `<button open-type="${opens}"> is not drawn by the host`);
  }
}

export function button(): void {
  part("button", Button);
}
