/** Every built-in component of the two platforms, whether the host draws it or not: the names only. */
export const TAGS = [
  "ad", "ad-custom", "audio", "button", "camera", "canvas", "channel-live", "channel-video", "checkbox",
  "checkbox-group", "contact-button", "cover-image", "cover-view", "editor", "error-view", "form", "icon", "image", "input",
  "keyboard-accessory", "label", "lifestyle", "live-player", "live-pusher", "lottie", "map", "match-media", "movable-area",
  "movable-view", "navigation-bar", "navigator", "official-account", "open-data", "page-container", "page-meta", "picker",
  "picker-view", "picker-view-column", "progress", "radio", "radio-group", "rich-text", "root-portal", "scroll-view",
  "share-element", "slider", "swiper", "swiper-item", "switch", "text", "textarea", "video", "view", "voip-room", "web-view",
];
