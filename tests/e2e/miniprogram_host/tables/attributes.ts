/** Every attribute a built-in component has on each platform, as their documents (and Taro's tables of them, 4.1.11) list them.
 * One that is not here is none, and a phone ignores it: the host says so. */
type Table = Record<string, { both?: string; weapp?: string; alipay?: string }>;

const HOVER = "hover-class hover-start-time hover-stay-time hover-stop-propagation";
const TYPED = "confirm-hold confirm-type cursor cursor-spacing disabled focus maxlength name placeholder placeholder-class placeholder-style selection-end selection-start value";

export const EVERY = {
  both: "hidden",
  aria: "label hidden live level checked required invalid describedby labelledby disabled expanded selected pressed busy atomic controls current haspopup modal multiselectable orientation owns readonly relevant setsize posinset sort valuemax valuemin valuenow valuetext role-description",
  weapp: "aria-role tabindex",
  alipay: "role",
};

export const ATTRIBUTES: Table = {
  "view": { both: `animation ${HOVER}`, alipay: "disable-scroll" },
  "cover-view": { both: "scroll-top", weapp: "marker-id slot" },
  "root-portal": { both: "enable" },
  "text": { both: "decode selectable space", weapp: "max-lines overflow user-select", alipay: "number-of-lines" },
  "button": {
    both: `app-parameter disabled form-type ${HOVER} loading name open-type plain size type`,
    weapp: "bindagreeprivacyauthorization business-id lang phone-number-no-quota-toast send-message-img send-message-path send-message-title session-from show-message-card need-show-entrance entrance-path group-id activity-id",
    alipay: "bindagreeprivacyauthorization public-id scope",
  },
  "input": {
    both: `${TYPED} password type`,
    weapp: "adjust-position always-embed auto-fill auto-focus cursor-color hold-keyboard safe-password-cert-path safe-password-custom-hash safe-password-length safe-password-nonce safe-password-salt safe-password-time-stamp",
    alipay: "always-system controlled enable-native random-number",
  },
  "textarea": {
    both: `${TYPED} auto-focus auto-height fixed`,
    weapp: "adjust-keyboard-to adjust-position disable-default-padding hold-keyboard show-confirm-bar",
    alipay: "controlled enable-native show-count",
  },
  "radio": { both: "checked color disabled name value" },
  "radio-group": { both: "name" },
  "checkbox": { both: "checked color disabled name value" },
  "checkbox-group": { both: "name" },
  "label": { both: "for name" },
  "picker": { both: "custom-item disabled end fields mode name range range-key start value", weapp: "header-text level" },
  "switch": { both: "checked color disabled name type", alipay: "controlled" },
  "slider": { both: "active-color background-color block-color block-size disabled max min name show-value step value", weapp: "color selected-color", alipay: "handle-color handle-size track-size" },
  "image": { both: "lazy-load mode src", weapp: "fade-in show-menu-by-longpress webp", alipay: "default-source" },
  "cover-image": { both: "src" },
  "scroll-view": {
    both: "animation enable-back-to-top lower-threshold scroll-into-view scroll-left scroll-top scroll-with-animation scroll-x scroll-y upper-threshold",
    weapp: "associative-container bounces cache-extent clip enable-flex enable-passive enhanced fast-deceleration min-drag-distance padding paging-enabled refresher-background refresher-ballistic-refresh-enabled refresher-default-style refresher-enabled refresher-threshold refresher-triggered refresher-two-level-close-threshold refresher-two-level-enabled refresher-two-level-pinned refresher-two-level-scroll-enabled refresher-two-level-threshold refresher-two-level-triggered reverse scroll-anchoring scroll-into-view-alignment scroll-into-view-within-extent show-scrollbar type using-sticky",
    alipay: "scroll-animation-duration trap-scroll",
  },
  "form": { both: "name report-submit", weapp: "report-submit-timeout" },
  "navigator": { both: `delta ${HOVER} open-type url`, weapp: "app-id extra-data path target version" },
  "rich-text": { both: "nodes", weapp: "mode space user-select" },
  "page-meta": {
    both: "background-color background-color-bottom background-color-top page-style root-background-color root-font-size scroll-duration scroll-top",
    weapp: "background-text-style page-font-size page-orientation",
    alipay: "page-font-size",
  },
  "icon": { both: "color size type" },
  "progress": { both: "active active-color active-mode background-color color percent show-info stroke-width", weapp: "border-radius duration font-size" },
};
