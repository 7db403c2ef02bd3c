// keshu.js: conveniences only. Every page works without it; nothing here decides anything.
// Loaded in <head> without defer: the first line marks the page, the rest waits for it to be read.
"use strict";
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // The menu is open in the markup, for those without scripts. On a phone it starts folded.
  const menu = document.querySelector(".menu");
  if (menu) {
    const narrow = window.matchMedia("(max-width: 45em)");
    const fold = () => { menu.open = !narrow.matches; };
    fold();
    menu.dataset.ready = "";
    narrow.addEventListener("change", fold);
  }
  // Filters of a listing stand beside the table; where they would push it off the screen they start folded.
  const filters = document.querySelector("details.filters");
  const elder = document.documentElement.classList.contains("elder");
  if (filters && (elder || window.matchMedia("(max-width: 60em)").matches)) filters.open = false;

  // A choice in a filter form takes effect at once; text waits for Enter or the button. Empty fields stay out of the address.
  for (const form of all("form[data-filter]")) {
    const tidy = () => all("input, select", form).forEach((field) => { if (field.name && field.value === "") field.disabled = true; });
    form.addEventListener("submit", tidy);
    form.addEventListener("change", (event) => {
      if (event.target.matches("input[type=checkbox], input[type=radio], select")) form.requestSubmit ? form.requestSubmit() : (tidy(), form.submit());
    });
  }
  // Coming back through the browser's history shows the form as it was: open its fields again.
  window.addEventListener("pageshow", () => all("form[data-filter] [disabled]").forEach((field) => { field.disabled = false; }));

  // A slash goes to the search box, unless somebody is typing.
  const seek = document.querySelector("[data-seek]");
  if (seek) document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    seek.focus();
    seek.select();
  });

  // Edits that are not saved yet are not lost without a question.
  for (const form of all("form[data-guard]")) {
    let dirty = form.hasAttribute("data-dirty");
    form.addEventListener("input", () => { dirty = true; });
    for (const end of ["submit", "keshu:dropped"]) form.addEventListener(end, () => { dirty = false; });
    window.addEventListener("beforeunload", (event) => { if (dirty) { event.preventDefault(); event.returnValue = ""; } });
  }
  // What is typed and not sent is kept by the house while it is typed, and comes back when the form is opened again.
  const typed = (form) => {
    const secret = new Set(all("input[type=password], input[type=file]", form).map((field) => field.name));
    return new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret.has(name))).toString();
  };
  const put = (form, fields) => {
    const left = new Map();
    for (const [name, value] of fields) left.set(name, [...(left.get(name) || []), value]);
    for (const field of form.elements) {
      if (!field.name || /^(password|file|submit|button)$/.test(field.type)) continue;
      const values = left.get(field.name) || [];
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values.shift();
    }
  };
  for (const form of document.documentElement.hasAttribute("data-drafts") ? all("form[data-guard][method=post]") : []) {
    const path = new URL(form.getAttribute("action"), window.location.href).pathname;
    const before = typed(form);
    let kept = before, timer = 0, sent = false;
    const tell = (body, keepalive) => fetch("/drafts", { method: "POST", keepalive, body: new URLSearchParams({ path, body }) });
    const save = (leaving) => {
      window.clearTimeout(timer);
      const body = typed(form);
      if (sent || body === kept || body.length > 180000) return;
      kept = body;
      tell(body, leaving && body.length < 20000).catch(() => { kept = ""; });
    };
    form.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(save, 3000, false); });
    form.addEventListener("submit", (event) => { sent = !event.defaultPrevented; });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
    window.addEventListener("pagehide", () => save(true));
    if (form.hasAttribute("data-dirty")) continue;
    fetch(`/drafts?path=${encodeURIComponent(path)}`).then((answer) => (answer.status === 200 ? answer.json() : null)).then((draft) => {
      if (!draft || typed(form) !== before) return;
      put(form, draft.fields);
      if (typed(form) === before) return;
      kept = typed(form);
      form.dispatchEvent(new Event("input", { bubbles: true }));
      const notice = document.createElement("div");
      notice.className = "notice";
      notice.setAttribute("role", "status");
      notice.textContent = `有 ${draft.saved} 未提交的填写，已恢复。`;
      const drop = document.createElement("button");
      Object.assign(drop, { type: "button", className: "button plain", textContent: "放弃，恢复原样" });
      drop.addEventListener("click", () => { sent = true; form.dispatchEvent(new Event("keshu:dropped")); tell("", false).finally(() => window.location.reload()); });
      notice.append(drop);
      form.prepend(notice);
    }).catch(() => {});
  }
  // A form that only asks is answered while it is filled in: its marked parts are taken from the page of the answer, except
  // the one in which somebody is typing. The address follows, so that it can be kept or sent on.
  for (const form of all("form[data-recompute]")) {
    const path = new URL(form.getAttribute("action"), window.location.href).pathname;
    let turn = 0, timer = 0;
    const answer = async () => {
      const mine = ++turn;
      const typed = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
      const page = new DOMParser().parseFromString(await (await fetch(path, { method: "POST", body: typed })).text(), "text/html");
      if (mine !== turn) return;
      for (const id of all("[data-recomputed]", form).map((part) => part.id)) {
        const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
        if (old && fresh && !old.contains(document.activeElement)) old.replaceWith(fresh);
      }
      window.history.replaceState(null, "", `${path}?${typed}`);
    };
    form.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(() => answer().catch(() => {}), 200); });
  }

  // A step that cannot be taken back asks first; the sentence comes from the server.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const question = (button && button.dataset.confirm) || event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
  // One press, one request.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(() => { delete form.dataset.sent; }, 5000);
  });

  // After a refused form the reader starts at the summary of what is wrong.
  const errors = document.querySelector("[data-errors]");
  if (errors) errors.focus();

  // Rows: a click anywhere opens the record; up, down, Home and End walk from row to row.
  for (const table of all("table[data-rows]")) {
    const links = all("a.row-link", table);
    table.addEventListener("click", (event) => {
      if (event.target.closest("a, button, input, label, summary") || String(window.getSelection())) return;
      const row = event.target.closest("tbody tr");
      const link = row && row.querySelector("a.row-link");
      if (link) link.click();
    });
    table.addEventListener("keydown", (event) => {
      const at = links.indexOf(document.activeElement);
      if (at < 0) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
      if (to === undefined || !links[to]) return;
      event.preventDefault();
      links[to].focus();
    });
  }

  // A file may be dropped on the upload box.
  for (const box of all(".upload")) {
    const input = box.querySelector("input[type=file]");
    const mark = (on) => (event) => { event.preventDefault(); box.classList.toggle("over", on); };
    box.addEventListener("dragover", mark(true));
    box.addEventListener("dragleave", mark(false));
    box.addEventListener("drop", (event) => { mark(false)(event); if (input && event.dataTransfer.files.length) input.files = event.dataTransfer.files; });
  }

  // Template editor: narrow the list of figures; put a code where the cursor stands.
  const text = document.querySelector("textarea[data-template]");
  for (const search of all("input[data-narrows]")) {
    const items = all(`#${search.dataset.narrows} li`);
    search.addEventListener("input", () => items.forEach((item) => { item.hidden = !item.textContent.includes(search.value.trim()); }));
  }
  for (const button of all("button[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (!text) return;
      text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    });
  }
});
