// The second day: the formal check, the panel, the ranked list to its publication, and two objections.

import { BUREAU, CALL, DAYS, EXPERTS, PROJECTS } from "./cast.mjs";

const [first, second, third] = PROJECTS;

export async function decideDay(desk, story, act) {
  const proposals = PROJECTS.map((project) => `proposal of ${project.applicant}`);
  await act("call: closed by the house", () => closed(desk, story), proposals);
  await act("formal check", () => checked(desk, story), ["call: closed by the house"]);
  await act("two officers on one case: one wins", () => together(desk, story), ["formal check"]);
  await act("two officers on one case: the other is told", () => told(story), ["two officers on one case: one wins"]);
  await act("pool of experts", () => pool(desk));
  await act("panel: drawn", () => drawn(desk, story), ["two officers on one case: one wins", "pool of experts"]);
  await act("panel: invited, one declines, the others accept", () => invited(desk, story), ["panel: drawn"]);
  await act("panel: marked", () => marked(desk, story), ["panel: invited, one declines, the others accept"]);
  await act("panel: locked, replayed, opened", () => locked(desk, story), ["panel: marked"]);
  await act("list: drawn up", () => listed(desk, story), ["panel: locked, replayed, opened"]);
  await act("list: sent back, decided, on notice", () => decided(desk, story), ["list: drawn up"]);
  await act("objections: one in vain, one upheld", () => objected(desk, story), ["list: sent back, decided, on notice"]);
}

/// The house closes what is over by itself, soon after it wakes up.
async function closed(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  for (let tries = 0; tries < 40; tries += 1) {
    await officer.open(story.call);
    if ((await officer.text()).includes("截止受理：受理中→已截止")) break;
    await officer.page.waitForTimeout(250);
  }
  await officer.isAt("已截止");
  for (const project of PROJECTS) {
    await officer.open(story[project.name].path);
    await officer.isAt("待形式审查");
  }
}

/// The rules run over all, and a person judges each finding.
async function checked(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  await officer.open(`${story.call}/check`);
  await officer.press("对全部运行规则");
  for (let tries = 0; tries < 40 && (await officer.text()).includes("正在运行"); tries += 1) {
    await officer.page.waitForTimeout(500);
    await officer.open(`${story.call}/check`);
  }
  for (const project of PROJECTS) {
    await officer.open(`${story.call}/check`);
    await officer.pressing(officer.page.locator("main a.row-link", { hasText: project.name }));
    await officer.sees(project.unit);
    const rows = officer.page.locator("main tbody tr", { has: officer.page.locator("input[type=radio]") });
    for (const row of await rows.all()) {
      await row.locator("input[type=radio][value=符合]").check();
      if ((await row.locator(".stage").first().innerText()).trim() === "符合") continue;
      await row.locator("input[name^=remark-]").fill("已电话核实，情况属实");
    }
    await officer.save("保存判断");
    if (project === third) continue;
    await officer.press("通过形式审查");
    if (officer.path.startsWith("/cases/")) await officer.press("通过形式审查", ".save-bar");
    await officer.went();
    await officer.isAt("待评审");
    const unit = await desk.person(project.applicant);
    await unit.open(story[project.name].path);
    await unit.isAt("等待评审");
  }
}

/// Officer and head press the same button; the second is told, and it happened once.
async function together(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  const head = await desk.person(BUREAU.head);
  const form = `/cases/proposal/${story[third.name].path.split("/").pop()}/Accept`;
  await officer.open(form);
  await head.open(form);
  await Promise.all([officer.press("通过形式审查", ".save-bar"), head.press("通过形式审查", ".save-bar")]);
  const [winner, loser] = officer.status < 400 ? [officer, head] : [head, officer];
  await winner.went();
  await winner.isAt("待评审");
  if (loser.status !== 409) await loser.fault(`answers ${loser.status} where it should refuse`);
  story.loser = loser;
  await winner.open(story[third.name].path);
  const times = (await winner.text()).split("通过形式审查：待形式审查→待评审").length - 1;
  if (times !== 1) await winner.fault(`the step was taken ${times} times`);
}

/// Whoever was slower learns that somebody was faster, and where the case is now.
async function told(story) {
  await story.loser.sees("刚被别人办理过", "待评审");
}

/// The pool is made of the experts who can sign in; the others rest.
async function pool(desk) {
  const officer = await desk.person(BUREAU.officer);
  await officer.open("/review/experts?state=在库");
  const known = await officer.page.locator("main tbody a.row-link").evaluateAll((links) =>
    links.map((link) => [link.textContent.trim(), link.getAttribute("href")]));
  for (const [name, path] of known) {
    if (EXPERTS.some(([expert]) => expert === name)) continue;
    await officer.open(`${path}/edit`);
    await officer.type({ state: "暂停" });
    await officer.save();
  }
  for (const [name, kind] of EXPERTS) {
    const found = known.find(([known]) => known === name);
    await officer.open(found ? `${found[1]}/edit` : "/review/experts/new");
    if (!found) await officer.type({ person: name, unit: "南岭农业大学" });
    await officer.type({ class: kind, field1: kind === "技术" ? "43045" : "63044", declared_on: DAYS.apply, state: "在库" });
    await officer.save();
  }
}

async function drawn(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  await officer.open(story.call);
  await officer.press("组建评审组");
  await officer.type({ finance: "1", most_of_unit: "5", fee: "800", place: "三楼会议室" });
  await officer.save();
  await officer.isAt("组建");
  story.panel = officer.path;
  await officer.step("抽取专家", { witness: BUREAU.supervisor }, "已抽取");
  const names = await officer.page.locator("#experts tbody tr th").allInnerTexts();
  story.drawn = names.map((name) => name.trim());
  if (story.drawn.length !== 5) await officer.fault(`drew ${story.drawn.length} experts, not 5`);
}

/// The financial expert declines, and the other one of the pool comes instead. Of the technical experts one is tied to an
/// applicant, so that there is none in reserve.
async function invited(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  await officer.open(`${story.panel}/replay`);
  await officer.sees("与申报单位有其他利害关系");
  await officer.open(story.panel);
  const leaves = story.drawn.find((name) => EXPERTS.some(([expert, kind]) => expert === name && kind === "财务"));
  const gone = await desk.person(leaves);
  await gone.open("/projects/review");
  const invitation = (person) => person.page.locator("main section.panel", { hasText: `评审邀请：${CALL}` });
  await gone.pressing(invitation(gone).getByRole("button", { name: "谢绝" }));
  await gone.refused("理由");
  await invitation(gone).locator("textarea[name=reason]").fill("出差在外");
  await gone.pressing(invitation(gone).getByRole("button", { name: "谢绝" }));
  await gone.went();
  await officer.open(story.panel);
  await officer.sees("替补", "出差在外");
  const seats = await officer.page.locator("#experts tbody").first().locator("tr").evaluateAll((rows) =>
    rows.map((row) => [row.querySelector("th").textContent.replace("替补", "").trim(), row.textContent]));
  story.experts = seats.filter(([, says]) => says.includes("待回复")).map(([name]) => name);
  for (const name of story.experts) {
    const expert = await desk.person(name);
    await expert.open("/projects/review");
    await expert.pressing(invitation(expert).getByRole("button", { name: "接受邀请" }));
    await expert.went();
    await expert.sees("已接受");
  }
  await officer.open(story.panel);
  await officer.step("确认到齐", null, "已齐");
  await officer.step("分派申报书", { judge_by: DAYS.carry }, "评审中");
}

/// Every expert marks every proposal, sees no score of another, and hands in.
async function marked(desk, story) {
  for (const [at, name] of story.experts.entries()) {
    const expert = await desk.person(name);
    for (const project of PROJECTS) {
      await expert.open("/projects/review");
      await expert.pressing(expert.page.locator("main a.row-link", { hasText: project.name }));
      const marks = expert.page.locator("#sheet input.num");
      for (const field of await marks.all()) await field.fill("101");
      await expert.press("保存草稿");
      if (at === 0) await expert.refused("100");
      for (const field of await marks.all()) await field.fill(String(project.mark + at));
      await expert.type({ advice: "可以资助", opinion: `${project.name}目标明确，路线可行，建议支持。` });
      await expert.press("提交", "#sheet");
      await expert.went();
    }
    await expert.open("/projects/review");
    const pile = await expert.page.locator("main section.panel", { hasText: CALL }).first().innerText();
    if (!pile.includes("已全部提交")) await expert.fault("the sheets of this call are not all handed in");
  }
}

async function locked(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  await officer.open(story.panel);
  await officer.sees("任何人都看不到分数");
  await officer.step("汇总分差", null, "复议");
  await officer.step("锁定评分", { consensus: "三项均达到立项要求，按得分排序。" }, "已锁定");
  const supervisor = await desk.person(BUREAU.supervisor);
  await supervisor.open(`${story.panel}/replay`);
  await supervisor.sees("与原结果一致");
  await officer.open(`${story.panel}/results`);
  await officer.sees(...PROJECTS.map((project) => project.name));
  for (const project of PROJECTS) {
    await officer.open(story[project.name].path);
    await officer.isAt("已评审");
  }
}

async function listed(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  await officer.open(story.call);
  await officer.press("编制拟立项名单");
  await officer.type({ budget: "60", contact: "规划项目科，0789-6600000，瓷源区行政中心" });
  await officer.save();
  await officer.isAt("编制");
  story.list = officer.path;
  await officer.press("编制名单");
  const names = await officer.page.locator("main form a.row-link").allInnerTexts();
  const wanted = PROJECTS.map((project) => project.name);
  if (names.join() !== wanted.join()) await officer.fault(`the order is ${names.join("、")}`);
  await officer.sees("各项要求都已满足");
  await officer.open(story.list);
  await officer.step("提交审核", null, "待科室负责人审核");
}

/// Sent back by the leader, every approval before is void; then the meeting decides and the list is public.
async function decided(desk, story) {
  const [officer, head, leader] = await Promise.all(["officer", "head", "leader"].map((role) => desk.person(BUREAU[role])));
  await head.takesUp(CALL.replace("申报通知", "拟立项名单"));
  await head.step("科室同意", null, "待分管领导审核");
  await leader.open(story.list);
  await leader.step("退回重编", { reason: "请核对资助额" }, "编制");
  await leader.sees("退回前的 2 步已作废");
  await officer.open(story.list);
  await officer.step("提交审核", null, "待科室负责人审核");
  await head.open(story.list);
  await head.step("科室同意", null, "待分管领导审核");
  await leader.open(story.list);
  await leader.step("同意上会", null, "待会议研究");
  await leader.press("会议通过", "#handling .actions");
  const meeting = { entitled: "5", recused: "无", resolution: "同意", minutes: "局党组纪要〔2023〕1号", held_on: DAYS.decide };
  await leader.type({ ...meeting, present: "2", in_favour: "2" });
  await leader.press("会议通过", ".save-bar");
  await leader.refused("不足应到 5 人的半数");
  await leader.type({ present: "5", in_favour: "5" });
  await leader.press("会议通过", ".save-bar");
  await leader.went();
  await leader.isAt("已研究");
  await officer.open(story.list);
  await officer.step("公示", null, "公示中");
  const unit = await desk.person(third.applicant);
  await unit.open("/public/notices");
  await unit.pressing(unit.page.locator("main a.row-link", { hasText: CALL.replace("申报通知", "") }).first());
  await unit.sees(...PROJECTS.map((project) => project.name), "怎样提出异议");
}

/// Two objections in the period: the list cannot go on while they stand; one is found wrong, one right.
async function objected(desk, story) {
  const [officer, leader] = await Promise.all(["officer", "leader"].map((role) => desk.person(BUREAU[role])));
  for (const [project, step, stage] of [[second, "认定不成立", "不成立"], [third, "认定成立", "成立"]]) {
    await officer.open(story.list);
    await officer.press("登记异议");
    const proposal = `#${story[project.name].path.split("/").pop()}`;
    await officer.type({ proposal, objector: "何先生", phone: "13900000000", content: "与已有成果相同。" });
    await officer.save();
    await officer.isAt("已收到");
    const objection = officer.path;
    await officer.seesNot("何先生", "13900000000");
    await officer.step("开始核查", null, "核查中");
    await officer.open(story.list);
    await officer.sees("还有 1 件异议没有办结");
    await leader.open(objection);
    await leader.step(step, { finding: "经查阅材料和实地核查作出结论。" }, stage);
  }
  await officer.open(story[third.name].path);
  await officer.isAt("已评审");
}
