// Somebody at a desk: opens pages, types, presses, and reads what the page says. Nothing is sent but by pressing.

import { join } from "node:path";

/// What a page said instead of what it should have.
export class Fault extends Error {}

// How long a page may take, in milliseconds. A debug build is slow.
const PATIENCE = 60_000;

// How much of a page is told of a fault; the screenshot has the rest.
const MOST_LINES = 60;

export class Desk {
  constructor(browser, house, screenshots) {
    Object.assign(this, { browser, house, screenshots, people: new Map(), pictures: 0 });
  }

  /// The person of that name, in a browser of their own.
  async person(name) {
    if (!this.people.has(name)) {
      const context = await this.browser.newContext({ locale: "zh-CN", reducedMotion: "reduce", acceptDownloads: true });
      context.setDefaultTimeout(PATIENCE);
      this.people.set(name, new Person(this, name, context, await context.newPage()));
    }
    const person = this.people.get(name);
    await person.arrive();
    return person;
  }

  async close() {
    for (const person of this.people.values()) await person.context.close();
  }
}

class Person {
  constructor(desk, name, context, page) {
    Object.assign(this, { desk, name, context, page, errors: [] });
    page.on("dialog", (dialog) => dialog.accept().catch(() => {}));
    page.on("pageerror", (error) => this.errors.push(`${page.url()}: ${error.message}`));
    page.on("response", (answer) => {
      if (answer.status() >= 500) this.errors.push(`${answer.url()} answers ${answer.status()}`);
    });
  }

  /// Takes their post by the switcher of the demonstration, if they have not.
  async arrive() {
    if (this.since === this.desk.house.day) return;
    await this.open("/public/notices");
    const current = this.page.locator("details.switcher > summary strong");
    if (!(await current.innerText().catch(() => "")).startsWith(this.name)) {
      await this.page.locator("details.switcher > summary").click();
      await this.pressing(this.page.locator("details.switcher button", { hasText: this.name }).first());
      await this.open("/public/notices");
      const now = await current.innerText();
      if (!now.startsWith(this.name)) await this.fault(`wanted to be ${this.name}, is ${now}`);
    }
    this.since = this.desk.house.day;
  }

  async open(path) {
    const answer = await this.page.goto(this.desk.house.origin + path, { waitUntil: "load" });
    if (answer && answer.status() !== 200) await this.fault(`${path} answers ${answer.status()}`);
    return this;
  }

  /// The address of the page, without the origin.
  get path() {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }

  async text() {
    return (await this.page.locator("main").innerText()).replace(/[ \t]+/g, " ");
  }

  /// Fails, with everything that somebody needs to mend it.
  async fault(sentence) {
    const picture = join(this.desk.screenshots, `fault-${++this.desk.pictures}.png`);
    await this.page.screenshot({ path: picture, fullPage: true }).catch(() => {});
    const says = await this.text().catch(() => "(no page)");
    throw new Fault(`${this.name} at ${this.path}: ${sentence}\n      screenshot ${picture}\n      the page says:\n${indented(says)}`);
  }

  async sees(...sentences) {
    const says = await this.text();
    for (const sentence of sentences) {
      const is = sentence instanceof RegExp ? sentence.test(says) : says.includes(sentence);
      if (!is) await this.fault(`does not see ${sentence}`);
    }
    return this;
  }

  async seesNot(...sentences) {
    const says = await this.text();
    for (const sentence of sentences) if (says.includes(sentence)) await this.fault(`should not see “${sentence}”`);
    return this;
  }

  /// Types into the fields of the form, by their names. A choice is chosen by its words.
  async type(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.page.locator(`main [name="${name}"]:not([type=hidden])`);
      if ((await field.count()) === 0) await this.fault(`there is no field ${name}`);
      const kind = await field.first().evaluate((one) => (one.tagName === "SELECT" ? "select" : one.type));
      if (kind === "select") await field.selectOption(value);
      else if (kind === "radio") await this.page.locator(`main [name="${name}"][value="${value}"]`).check();
      else if (kind === "checkbox") await field.setChecked(value);
      else await field.fill(value);
    }
    return this;
  }

  /// What stands in a field.
  value(name) {
    return this.page.locator(`main [name="${name}"]:not([type=hidden])`).inputValue();
  }

  /// Presses the button or follows the link that says so.
  async press(words, within = "main") {
    const saying = new RegExp(`^\\s*${escaped(words)}\\s*(还差 \\d+ 项)?\\s*$`);
    const found = this.page.locator(`${within} :is(button, a)`).filter({ hasText: saying, visible: true });
    if ((await found.count()) === 0) await this.fault(`there is nothing to press that says “${words}”`);
    await this.pressing(found.first());
    return this;
  }

  async pressing(what) {
    const [answer] = await Promise.all([
      this.page.waitForNavigation({ waitUntil: "load" }).catch(() => null),
      what.click(),
    ]);
    this.status = answer?.status() ?? 0;
    if (this.status >= 500) await this.fault(`answers ${this.status}`);
  }

  /// Saves the form; a form that comes back with problems is a fault.
  async save(words = "保存") {
    await this.press(words);
    return this.went();
  }

  /// The last press did what it was to do.
  async went() {
    const fault = this.page.locator("main .notice.fault");
    if ((await fault.count()) > 0 || this.status >= 400) await this.fault(`is refused (${this.status})`);
    return this;
  }

  /// The last press was refused with this sentence.
  async refused(...sentences) {
    if (this.status < 400) await this.fault(`is not refused (${this.status})`);
    return this.sees(...sentences);
  }

  /// Takes a step of the case on whose page they are, and sees where it is then.
  async step(words, values, stage) {
    await this.press(words, "#handling .actions");
    if (this.path.startsWith("/cases/") && this.status < 400) {
      await this.type(values ?? {});
      await this.press(words, ".save-bar");
    } else if (values) {
      await this.fault(`“${words}” asks for nothing, but ${Object.keys(values)} were to be typed`);
    }
    await this.went();
    if (stage) await this.isAt(stage);
    return this;
  }

  /// The word of the stage on the page of a case.
  async isAt(stage) {
    const sign = this.page.locator("#handling h2 .stage");
    const now = (await sign.count()) ? (await sign.first().innerText()).trim() : "nowhere";
    if (now !== stage) await this.fault(`the case is at “${now}”, should be at “${stage}”`);
    return this;
  }

  /// A case waits for them on their work page, or in a list that it leads to; they open it from there.
  async takesUp(name) {
    const link = this.page.locator("main a", { hasText: name });
    await this.open("/work");
    if ((await link.count()) === 0) {
      const lists = await this.page.locator("main a", { hasText: "查看全部" }).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      for (const list of lists) {
        await this.open(list);
        if ((await link.count()) > 0) break;
      }
    }
    if ((await link.count()) === 0) await this.fault(`“${name}” does not wait for them`);
    await this.pressing(link.first());
    return this;
  }

  /// Uploads a file for a paper of the case on whose page they are.
  async upload(paper, file) {
    const form = this.page.locator("main form.upload").filter({ hasText: paper });
    if ((await form.count()) === 0) {
      const link = this.page.locator("main #papers .panel-head a, main #papers a.button");
      if ((await link.count()) === 0) await this.fault(`there is nowhere to upload “${paper}”`);
      await this.pressing(link.first());
    }
    if ((await form.count()) === 0) await this.fault(`there is no form to upload “${paper}”`);
    await form.first().locator("input[type=file]").setInputFiles(file);
    await this.pressing(form.first().locator("button[type=submit]"));
    return this;
  }

  /// Follows a link that is a download, and returns its bytes.
  async download(words) {
    const link = this.page.locator("main a").filter({ hasText: words }).first();
    if ((await link.count()) === 0) await this.fault(`there is no link that says “${words}”`);
    const [download] = await Promise.all([this.page.waitForEvent("download"), link.click()]);
    const pieces = [];
    for await (const piece of await download.createReadStream()) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

function escaped(words) {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function indented(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  const told = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `(and ${lines.length - MOST_LINES} lines more)`] : lines;
  return told.map((line) => `        ${line}`).join("\n");
}
