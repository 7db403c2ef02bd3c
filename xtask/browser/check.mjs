// The browser checks: node check.mjs ORIGIN SCREENSHOTS PROFILE
// Prints what is wrong, page by page, and ends with 1 if anything is.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Crawl } from "./crawl.mjs";
import { MODES, visit } from "./visit.mjs";

const [origin, screenshots, profile] = process.argv.slice(2);

// Headless, offline and quiet: on a closed network Chromium would otherwise spend its time on refused connections.
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const name = process.env.KESHU_CHROMIUM ?? "chromium";
const executablePath = (process.env.PATH ?? "").split(":").map((folder) => join(folder, name)).find(existsSync);

// The elder mode is a cookie; `/elder` or the like would set the same one.
const ELDER = { name: "elder", value: "1", url: origin };

function fileName(kind, seen) {
  const plain = kind.replaceAll("*", "one").replace(/^\//, "").replaceAll("/", "-").replace("?", "-filtered") || "home";
  const times = seen.get(plain) ?? 0;
  seen.set(plain, times + 1);
  return times === 0 ? plain : `${plain}-${times + 1}`;
}

const began = Date.now();
const crawl = new Crawl(origin);
await crawl.run();
const examples = crawl.examples(2);
const kinds = new Set(examples.map((example) => example.kind)).size;
console.log(
  `browser: ${crawl.count} addresses followed, ${crawl.pages.length} pages of ${kinds} kinds, ${crawl.files} files, ` +
    `${crawl.broken.length} broken links, ${crawl.left} addresses beyond the bound`,
);

let faults = 0;
for (const { address, from, why } of crawl.broken) {
  faults += 1;
  console.log(`  ${address} ${why}; linked from ${from}`);
}
if (crawl.pages.length === 0) {
  console.log("  there is no page to look at");
  process.exit(1);
}

let visits = 0;
for (const mode of MODES) {
  const context = await chromium.launchPersistentContext(join(profile, mode.name), {
    executablePath,
    args: FLAGS,
    viewport: { width: mode.width, height: mode.height },
    locale: "zh-CN",
    reducedMotion: "reduce",
  });
  if (mode.elder) await context.addCookies([ELDER]);
  const folder = join(screenshots, mode.name);
  await mkdir(folder, { recursive: true });
  const seen = new Map();
  for (const { kind, address } of examples) {
    const picture = join(folder, `${fileName(kind, seen)}.png`);
    const wrong = await visit(context, origin, address, mode, picture);
    visits += 1;
    if (wrong.length === 0) continue;
    faults += wrong.length;
    console.log(`  ${mode.name} ${address}\n    ${wrong.join("\n    ")}`);
  }
  await context.close();
}

console.log(`browser: ${visits} visits, ${faults} faults, ${((Date.now() - began) / 1000).toFixed(0)} s`);
process.exit(faults === 0 ? 0 : 1);
