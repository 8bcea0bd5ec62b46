// Bundles web/src into taobao_kg/site/assets: the same bytes on every machine.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { gzipSync } from "fflate";
import { writeLicences } from "./licences.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ASSETS = join(HERE, "../taobao_kg/site/assets");

// Each becomes one classic script: modules do not load from file://.
const ENTRIES = ["atlas", "workbench", "explore", "single"];

const SETTINGS = {
  absWorkingDir: HERE,
  bundle: true,
  charset: "utf8",
  // Only for the address oxigraph would fetch its program from; it is given the bytes instead.
  define: { "import.meta.url": "undefined" },
  format: "iife",
  legalComments: "none", // they stand in LICENSES.txt
  logLevel: "warning",
  metafile: true,
  minify: true,
  target: "es2022",
  write: false,
};

/** Style sheets become texts, minified. */
const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, "utf8"), {
        loader: "css",
        minify: true,
      });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** `worker:NAME` is the text of the bundled worker, to start it from a Blob. */
function workers(inputs) {
  return {
    name: "workers",
    setup(build) {
      build.onResolve({ filter: /^worker:/ }, ({ path }) => ({ path, namespace: "worker" }));
      build.onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
        const source = `src/workbench/${path.slice("worker:".length)}.ts`;
        const made = await esbuild.build({ ...SETTINGS, entryPoints: [source] });
        Object.assign(inputs, made.metafile.inputs);
        return { contents: made.outputFiles[0].text, loader: "text" };
      });
    },
  };
}

const inputs = {};
for (const name of ENTRIES) {
  const made = await esbuild.build({
    ...SETTINGS,
    entryPoints: [`src/${name}.ts`],
    plugins: [styles, workers(inputs)],
  });
  Object.assign(inputs, made.metafile.inputs);
  writeFileSync(join(ASSETS, `${name}.js`), made.outputFiles[0].text);
}

// Packed by fflate, not by Node: its gzip gives other bytes in other versions.
const engine = readFileSync(join(HERE, "node_modules/oxigraph/web_bg.wasm"));
const packed = Buffer.from(gzipSync(engine, { level: 9, mtime: 0 })).toString("base64");
writeFileSync(join(ASSETS, "engine.js"), `TaobaoKG.receive("engine","${packed}");\n`);

writeLicences(HERE, Object.keys(inputs), join(ASSETS, "LICENSES.txt"));
