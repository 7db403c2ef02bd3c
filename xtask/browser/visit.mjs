// Looks at one page in one size: what axe-core says of it, what the console says, and how it looks.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const MODES = [
  { name: "desk", width: 1366, height: 900, elder: false },
  { name: "phone", width: 390, height: 844, elder: false },
  { name: "elder", width: 1366, height: 900, elder: true },
];

/// Returns sentences about what is wrong with the page.
export async function visit(context, origin, address, mode, picture) {
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => wrong.push(`request failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) wrong.push(`asks another origin: ${request.url()}`);
  });
  try {
    const answer = await page.goto(origin + address, { waitUntil: "load", timeout: 60_000 });
    if (answer.status() !== 200) wrong.push(`answers ${answer.status()}`);
    await page.screenshot({ path: picture, fullPage: true, timeout: 60_000 }).catch(() => page.screenshot({ path: picture }));
    const isElder = await page.evaluate(() => document.documentElement.classList.contains("elder"));
    if (isElder !== mode.elder) wrong.push(mode.elder ? "does not change in elder mode" : "is in elder mode unasked");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 1) wrong.push(`is ${overflow} px wider than the window`);
    // Evaluated through the debugger, so that the page's own Content-Security-Policy stays in force.
    await page.evaluate(AXE);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const violation of result.violations) {
      if (violation.impact !== "serious" && violation.impact !== "critical") continue;
      const where = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${firstLine(node.failureSummary)}`);
      wrong.push(`axe ${violation.impact} ${violation.id} (${violation.help}), ${violation.nodes.length} places\n      ${where.join("\n      ")}`);
    }
  } catch (error) {
    wrong.push(`cannot be looked at: ${error.message}`);
  } finally {
    await page.close();
  }
  return wrong;
}

function firstLine(text) {
  return (text ?? "").split("\n").slice(1, 2).join("").trim();
}
