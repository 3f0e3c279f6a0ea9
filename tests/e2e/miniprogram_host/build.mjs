/** `node build.mjs <weapp|alipay> <built package> <out>`: bundles the packer, which is TypeScript, and lets it run. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const near = path.join(here, "../node_modules/.cache"); // what the bundle does not carry is looked for from where it lies
await mkdir(near, { recursive: true });
const bench = await mkdtemp(path.join(near, "pack-"));
try {
  const packer = path.join(bench, "pack.mjs");
  await esbuild.build({
    entryPoints: [path.join(here, "pack/main.ts")],
    outfile: packer,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["esbuild", "glass-easel-template-compiler"],
    define: { HERE: JSON.stringify(here) },
    logLevel: "warning",
  });
  const { main } = await import(pathToFileURL(packer).href);
  await main(process.argv.slice(2));
} finally {
  await rm(bench, { recursive: true, force: true });
}
