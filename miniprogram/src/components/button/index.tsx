import { Button as Native } from "@tarojs/components";
import type { ReactNode } from "react";

import { Icon } from "../icon";
import { spoken } from "../spoken";
import "./index.scss";

export interface ButtonProps {
  children: ReactNode;
  /** act: the one action of a page; plain: another way; quiet: like a link; stop: ends something. */
  look?: "act" | "plain" | "quiet" | "stop";
  icon?: string;
  /** When the text alone does not say which one: 修改 → 修改 邮寄地址. */
  label?: string;
  disabled?: boolean;
  /** It is being done: a second press does nothing. */
  busy?: boolean;
  id?: string;
  /** The platform's own abilities: `share`, `getPhoneNumber`, `agreePrivacyAuthorization` … */
  openType?: "share" | "getPhoneNumber" | "agreePrivacyAuthorization" | "contact";
  onGetPhoneNumber?: (code: string) => void;
  onAgreePrivacy?: () => void;
  onPress?: () => void;
}

export function Button({ children, look = "act", icon, label, disabled = false, busy = false, ...rest }: ButtonProps) {
  const still = disabled || busy;
  return (
    <Native
      {...(rest.id ? { id: rest.id } : {})}
      className={`button button-${look}${still ? " button-still" : ""}`}
      hoverClass={still ? "none" : "button-pressed"}
      {...(rest.openType ? { openType: rest.openType } : {})}
      onClick={() => (still ? undefined : rest.onPress?.())}
      onGetPhoneNumber={(event) => rest.onGetPhoneNumber?.(event.detail.code ?? "")}
      onAgreePrivacyAuthorization={() => rest.onAgreePrivacy?.()}
      {...spoken({ role: "button", label, disabled: still ? true : undefined })}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Native>
  );
}
