/// <reference types="@tarojs/taro" />

declare module "*.scss";
/** The address of the city's API, written in when the package is built. */
declare const ADDRESS: string;
