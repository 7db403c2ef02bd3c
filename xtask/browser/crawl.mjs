// Follows every link of the demo, up to a bound, and tells which pages there are and which links are broken.

// Pages asked for at most. Filters multiply without end, so kinds of page seen least often come first.
const MOST_PAGES = 400;

// A record's own page and the like: many addresses, one kind. What holds a digit or a capital stands for a record,
// and so do the children of a folder that has more of them than a person would write by hand.
const MOST_SIBLINGS = 16;

export class Crawl {
  constructor(origin) {
    this.origin = origin;
    this.waiting = new Map(); // address -> the page that links to it
    this.seen = new Set();
    this.siblings = new Map(); // folder -> its children
    this.asked = new Map(); // kind -> how many pages of it were asked for
    this.enough = new Set(); // kinds of which no more are asked for
    this.pages = []; // { address, kind } of HTML pages
    this.broken = []; // { address, from, why }
    this.files = 0;
  }

  /// Takes in a link as it stands in a page.
  offer(link, from) {
    let url;
    try {
      url = new URL(link, new URL(from, this.origin));
    } catch {
      this.broken.push({ address: link, from, why: "is no address" });
      return;
    }
    if (url.origin !== this.origin || !url.protocol.startsWith("http")) return;
    const address = url.pathname + url.search;
    if (this.seen.has(address) || this.enough.has(this.kind(address))) return;
    this.seen.add(address);
    this.waiting.set(address, from);
    const parts = url.pathname.split("/");
    const child = parts.pop();
    const folder = parts.join("/");
    if (!this.siblings.has(folder)) this.siblings.set(folder, new Set());
    this.siblings.get(folder).add(child);
  }

  /// What an address is like: the path with records replaced by a star, and the names in the query.
  kind(address) {
    const url = new URL(address, this.origin);
    const parts = url.pathname.split("/").slice(1);
    const shape = parts.map((part, at) => {
      const folder = ["", ...parts.slice(0, at)].join("/");
      const many = (this.siblings.get(folder)?.size ?? 0) > MOST_SIBLINGS;
      const plain = decodeURIComponent(part).match(/^[a-z.-]*$/) !== null;
      return plain && !(many && at > 0) ? part : "*";
    });
    const query = url.search === "" ? "" : "?";
    return "/" + shape.join("/") + query;
  }

  next() {
    let best = null;
    for (const address of this.waiting.keys()) {
      const times = this.asked.get(this.kind(address)) ?? 0;
      if (best === null || times < best.times) best = { address, times };
      if (times === 0) break;
    }
    return best?.address;
  }

  async run() {
    this.offer("/", "/");
    let count = 0;
    while (this.waiting.size > 0 && count < MOST_PAGES) {
      const address = this.next();
      const from = this.waiting.get(address);
      this.waiting.delete(address);
      const kind = this.kind(address);
      this.asked.set(kind, (this.asked.get(kind) ?? 0) + 1);
      count += 1;
      await this.ask(address, from);
    }
    this.count = count;
    this.left = this.waiting.size;
  }

  async ask(address, from) {
    let answer;
    try {
      answer = await fetch(this.origin + address, { signal: AbortSignal.timeout(60_000) });
    } catch (error) {
      this.broken.push({ address, from, why: `does not answer: ${error.message}` });
      return;
    }
    if (answer.status !== 200) {
      this.broken.push({ address, from, why: `answers ${answer.status}` });
      await answer.arrayBuffer();
      return;
    }
    if (answer.redirected) {
      // A switch, such as the one for large type: not a page of its own, and a few of its kind are enough.
      await answer.arrayBuffer();
      this.offer(answer.url, address);
      if ((this.asked.get(this.kind(address)) ?? 0) >= 3) this.drop(this.kind(address));
      return;
    }
    const type = answer.headers.get("content-type") ?? "";
    if (!type.startsWith("text/html")) {
      this.files += 1;
      await answer.arrayBuffer();
      return;
    }
    const html = await answer.text();
    const disposition = answer.headers.get("content-disposition") ?? "";
    if (disposition.startsWith("attachment")) {
      this.files += 1;
      return;
    }
    this.pages.push({ address, kind: this.kind(address) });
    for (const link of links(html)) this.offer(link, address);
  }

  /// Asks for no more addresses of a kind.
  drop(kind) {
    for (const address of this.waiting.keys()) if (this.kind(address) === kind) this.waiting.delete(address);
    this.enough.add(kind);
  }

  /// A few pages of each kind, the kinds taken anew now that all folders are known.
  examples(each) {
    const kinds = new Map();
    for (const { address } of this.pages) {
      const kind = this.kind(address);
      const known = kinds.get(kind) ?? [];
      if (known.length < each) kinds.set(kind, [...known, address]);
    }
    return [...kinds].flatMap(([kind, addresses]) => addresses.map((address) => ({ kind, address })));
  }
}

/// The targets of links, images, scripts and style sheets of a page; forms are not sent.
export function links(html) {
  const text = html.replace(/<!--[\s\S]*?-->/g, "");
  const found = [];
  for (const [, double, single] of text.matchAll(/<(?:a|area|link|img|script|use|iframe)\b[^>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)')/g)) {
    const link = (double ?? single).replaceAll("&amp;", "&").replaceAll("&#38;", "&").replaceAll("&quot;", '"').replaceAll("&#34;", '"');
    if (!link.startsWith("#") && !/^(mailto|tel|javascript|data):/.test(link)) found.push(link.split("#")[0]);
  }
  return found;
}
