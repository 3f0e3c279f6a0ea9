/// <reference types="@tarojs/taro" />

declare module "*.scss";
/** The address of the city's API, written in when the package is built. */
declare const ADDRESS: string;
/** Of the city's look: whom to call, and the scenes (slugs) people often ask for. */
declare const CITY: { help_line: string; popular: string[] };
/** Whether the package has WeChat's plugin for speech (`ZB_WECHAT_SPEECH`). */
declare const SPEECH: boolean;
/** Word files the city adds (`city/words/mini/<tag>.json`), by their tag; written in when the package is built. */
declare const FURTHER_WORDS: Record<string, { [name: string]: FurtherWords }>;
type FurtherWords = string | string[] | { [name: string]: FurtherWords };
/** Vite puts the modules here, for tests that look at every one of a kind. */
interface ImportMeta {
  glob<T>(pattern: string | string[], options: { eager: true; query?: string; import?: string }): Record<string, T>;
}
