// The lives of three projects in the browser: node life.mjs BINARY FOLDER SCREENSHOTS
// Ends with 1 and says what the page said where an act went otherwise than it should.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { firstDay } from "./life/apply.mjs";
import { carryDay } from "./life/carry.mjs";
import { DAYS } from "./life/cast.mjs";
import { decideDay } from "./life/decide.mjs";
import { House } from "./life/house.mjs";
import { Desk, Fault } from "./life/person.mjs";

const [binary, folder, screenshots] = process.argv.slice(2);
const name = process.env.KESHU_CHROMIUM ?? "chromium";
const executablePath = (process.env.PATH ?? "").split(":").map((place) => join(place, name)).find(existsSync);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"];

const began = Date.now();
await mkdir(screenshots, { recursive: true });
const house = new House(binary, folder, join(screenshots, "demo.log"));
const browser = await chromium.launch({ executablePath, args: FLAGS });
const desk = new Desk(browser, house, screenshots);
const done = new Set();
let faults = 0;
let skipped = 0;

/// One act. It is left out where one that it rests on did not come off.
async function act(title, play, rests = []) {
  if (rests.some((other) => !done.has(other))) {
    skipped += 1;
    console.log(`  left out: ${title}`);
    return;
  }
  const from = Date.now();
  try {
    await play();
    done.add(title);
    console.log(`  ${((Date.now() - from) / 1000).toFixed(1).padStart(5)} s  ${title}`);
  } catch (error) {
    faults += 1;
    console.log(`  FAULT in ${title}: ${error instanceof Fault ? error.message : error.stack}`);
  }
}

const story = {};
try {
  for (const [day, play] of [[DAYS.apply, firstDay], [DAYS.decide, decideDay], [DAYS.carry, carryDay]]) {
    const seconds = await house.wakeOn(day);
    console.log(`life: ${day}, the demo answers after ${seconds.toFixed(1)} s`);
    await play(desk, story, act);
  }
} finally {
  for (const person of desk.people.values()) {
    for (const error of person.errors) {
      faults += 1;
      console.log(`  ${person.name}: ${error}`);
    }
  }
  await browser.close();
  await house.sleep();
}
console.log(`life: ${done.size} acts, ${faults} faults, ${skipped} left out, ${((Date.now() - began) / 1000).toFixed(0)} s`);
process.exit(faults === 0 ? 0 : 1);
