/** Pictures and files: chosen by the person (a test says which), kept under paths of the platform's own kind. */
import { later, type Api, type Options } from "../calling";
import { problem } from "../problems";
import { refuse } from "../refusals";
import { built, isWeapp, reached, text, type Loose } from "../world";
import { guarded } from "./privacy";

const files = new Map<string, File>();
const shown = new Map<string, string>();
/** What the person will choose, one entry for each time they are asked. */
const choices: File[][] = [];
let number = 0;

export function willChoose(chosen: File[]): void {
  choices.push(chosen);
}

/** Gives the path under which the package knows it. Alipay tells nothing of a chosen picture in it. Source: opendocs.alipay.com, `my.chooseImage`. */
export function keep(file: File, picture = false): string {
  number += 1;
  const ending = /\.\w+$/.exec(file.name)?.[0] ?? "";
  const path = isWeapp ? `http://tmp/${number}${ending}` : `https://resource/apml${number}${picture || !ending ? ".image" : ending}`;
  files.set(path, file);
  return path;
}

export function fileOf(path: string): File | undefined {
  return files.get(path);
}

/** Where the browser finds what a package names: a file of its own, a chosen one, or one on the net. */
export function pathShown(src: string): string {
  const file = files.get(src);
  if (file) {
    if (!shown.has(src)) shown.set(src, URL.createObjectURL(file));
    return shown.get(src) as string;
  }
  if (/^(data|https?|blob):/.test(src)) return reached(src);
  const path = src.replace(/^\/+/, "");
  if (!built.files.includes(path)) problem("package", `no such file in the package: ${src}`);
  return `files/${path}`;
}

function chosen(name: string, most: number): File[] {
  const next = choices.shift();
  if (!next) problem("rule", `${name}: the test did not say which files the person chooses`);
  if (!next?.length) refuse("cancel", 11, { message: "用户取消操作" });
  if (next.length > most) problem("rule", `${name}: ${next.length} files were chosen where ${most} may be`);
  return next.slice(0, most);
}

function kind(file: File): string {
  return file.type.startsWith("video/") ? "video" : "image";
}

function media(options: Options): Loose {
  const tempFiles = chosen("chooseMedia", Number(options.count ?? 9)).map((file) => ({ tempFilePath: keep(file), size: file.size, fileType: kind(file) }));
  return { tempFiles, type: tempFiles[0]?.fileType };
}

function images(options: Options): Loose {
  const all = chosen("chooseImage", Number(options.count ?? (isWeapp ? 9 : 1)));
  const tempFiles = all.map((file) => ({ path: keep(file, true), size: file.size }));
  const tempFilePaths = tempFiles.map((one) => one.path);
  return isWeapp ? { tempFiles, tempFilePaths } : { tempFiles, tempFilePaths, apFilePaths: tempFilePaths };
}

function messageFiles(options: Options): Loose {
  const allowed = (options.extension as string[] | undefined)?.map((one) => one.replace(/^\./, "").toLowerCase());
  const all = chosen("chooseMessageFile", Number(options.count ?? 100));
  const fit = all.filter((file) => !allowed || allowed.includes(file.name.split(".").at(-1)?.toLowerCase() ?? ""));
  if (fit.length < all.length) problem("rule", `chooseMessageFile: only ${String(allowed)} are offered`);
  return { tempFiles: fit.map((file) => ({ path: keep(file), name: file.name, size: file.size, type: "file", time: 0 })) };
}

function existing(path: string): File {
  const file = files.get(path);
  if (!file) refuse(`no such file or directory, open '${path}'`, 10022, { errno: 1300002 });
  return file;
}

async function imageInfo(options: Options): Promise<Loose> {
  const picture = new Image();
  picture.src = pathShown(text(options.src));
  await picture.decode().catch(() => refuse("image not found", 11));
  return { width: picture.naturalWidth, height: picture.naturalHeight, path: text(options.src), orientation: "up", type: "png" };
}

async function readFile(options: Options): Promise<Loose> {
  const file = existing(text(options.filePath));
  if (options.encoding === undefined) return { data: await file.arrayBuffer() };
  if (options.encoding !== "base64") return { data: await file.text() };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { data: btoa(bytes.reduce((all, one) => all + String.fromCharCode(one), "")) };
}

function fileSystem(): Loose {
  return {
    readFile: later("readFile", readFile),
    access: later("access", (options) => void existing(text(options.path))),
    unlink: later("unlink", (options) => void (existing(text(options.filePath)), files.delete(text(options.filePath)))),
    getFileInfo: later("getFileInfo", (options) => ({ size: existing(text(options.filePath)).size })),
    writeFile: later("writeFile", (options) => void files.set(text(options.filePath), new File([options.data as BlobPart], text(options.filePath).split("/").at(-1) ?? ""))),
  };
}

export function filesApi(): Api {
  const path = (options: Options) => text(options.filePath ?? options.apFilePath);
  const choosing = isWeapp
    ? {
        chooseMedia: later("chooseMedia", guarded("chooseMedia", media)),
        chooseImage: later("chooseImage", guarded("chooseImage", images)),
        chooseMessageFile: later("chooseMessageFile", guarded("chooseMessageFile", messageFiles)),
      }
    : { chooseImage: later("chooseImage", images) };
  return {
    ...choosing,
    getImageInfo: later("getImageInfo", imageInfo),
    compressImage: later("compressImage", (options) => (isWeapp ? { tempFilePath: text(options.src) } : { apFilePaths: options.apFilePaths as string[] })),
    getFileInfo: later("getFileInfo", (options) => ({ size: existing(path(options)).size })),
    getFileSystemManager: fileSystem,
    saveFile: later("saveFile", (options) => ({ savedFilePath: text(options.tempFilePath), apFilePath: text(options.apFilePath) })),
    openDocument: later("openDocument", (options) => void (opened.push(existing(text(options.filePath)).name))),
    previewImage: later("previewImage", (options) => void opened.push(text((options.urls as string[])[0]))),
    saveImageToPhotosAlbum: later("saveImageToPhotosAlbum", guarded("saveImageToPhotosAlbum", (options) => void existing(text(options.filePath)))),
    arrayBufferToBase64: (data: ArrayBuffer) => btoa(new Uint8Array(data).reduce((all, one) => all + String.fromCharCode(one), "")),
    base64ToArrayBuffer: (data: string) => Uint8Array.from(atob(data), (one) => one.charCodeAt(0)).buffer,
  };
}

/** What was opened outside the app: documents and pictures, by name. */
export const opened: string[] = [];
