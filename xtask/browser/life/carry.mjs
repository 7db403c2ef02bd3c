// The third day: the list is issued; one project goes on to the archive, the other is changed and ended.

import { BUREAU, DAYS, PROJECTS, pdf } from "./cast.mjs";
import { entries, text } from "./zip.mjs";

const [first, second, third] = PROJECTS;
const TODAY = DAYS.carry;
const TABLE = (number) => ({ minutes: `瓷科〔2023〕${number}号`, held_on: TODAY });

export async function carryDay(desk, story, act) {
  await act("list: issued", () => issued(desk, story), ["objections: one in vain, one upheld"]);
  await act("money: this year's appropriation", () => money(desk, story));
  for (const [at, project] of [first, second].entries()) {
    const rests = [`contract of ${project.applicant}: signed`];
    await act(rests[0], () => contract(desk, story, project, at), ["list: issued"]);
    const paid = `payment to ${project.applicant}`;
    await act(paid, () => payment(desk, story, project, at), [...rests, "money: this year's appropriation"]);
  }
  const signed = `contract of ${second.applicant}: signed`;
  await act("progress report", () => progress(desk, story), [`contract of ${first.applicant}: signed`]);
  await act("acceptance", () => acceptance(desk, story), ["progress report", `payment to ${first.applicant}`]);
  await act("archive", () => archived(desk, story), ["acceptance"]);
  await act("extension", () => extended(desk, story), [signed]);
  await act("a second extension is refused", () => extendedAgain(desk, story), ["extension"]);
  await act("termination, money returned", () => ended(desk, story), ["a second extension is refused", `payment to ${second.applicant}`]);
}

async function issued(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  await officer.open(story.list);
  await officer.step("结束公示", null, "公示无异议");
  await officer.step("发文立项", { document: "瓷科字〔2023〕2号" }, "已发文");
  const notice = await officer.download("立项通知（Word）");
  if (!text(notice, "word/document.xml").includes(first.name)) await officer.fault("the notice does not name the project");
  for (const [project, stage] of [[first, "已立项"], [second, "已立项"], [third, "未立项"]]) {
    const unit = await desk.person(project.applicant);
    await unit.open(story[project.name].path);
    await unit.isAt(stage);
  }
}

/// The section enters the budget of the year and what of it may be spent on projects.
async function money(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  story.appropriation = "瓷财教指〔2023〕1号";
  await officer.open("/funds/budgets/new");
  await officer.type({ number: "预算2301", year: "2023", item: "科技专项经费", kind: "年初预算", amount: "500" });
  await officer.type({ document: "瓷财预〔2023〕1号", approved_on: TODAY });
  await officer.save();
  await officer.open("/funds/appropriations/new");
  await officer.type({ number: story.appropriation, budget: "预算2301", purpose: "科技专项经费：项目资助", issued_on: TODAY, amount: "100" });
  await officer.save();
}

/// The unit writes the contract; one is sent back once; then it is agreed and signed.
async function contract(desk, story, project, at) {
  const [unit, officer, leader] = [await desk.person(project.applicant), await desk.person(BUREAU.officer), await desk.person(BUREAU.leader)];
  const mine = story[project.name];
  await unit.takesUp(project.name);
  await unit.isAt("请填写任务书");
  mine.contract = unit.path;
  await unit.press("修改", ".page-head");
  await unit.type({ goals: "完成中试并形成工艺规程。", ownership: "归承担单位。", account_name: "别的公司", account_number: "36001234567890", bank: "瓷源农商银行" });
  await unit.save();
  await unit.press("填写拨款计划和指标");
  const [now, last] = project.grant;
  await unit.type({ kind_1: "首拨", condition_1: "任务书签订后", planned_on_1: TODAY, amount_1: now });
  await unit.type({ kind_2: "验收尾款", condition_2: "验收通过后", planned_on_2: "2025-01-31", amount_2: "900" });
  const agreed = unit.page.locator("main input[name^=agreed_]");
  for (const [number, value] of ["2", "300"].entries()) await agreed.nth(number).fill(value);
  await unit.press("保存");
  if (unit.status < 400) await unit.sees("超过批准资助");
  if (!/\/terms$/.test(unit.path)) await unit.press("填写拨款计划和指标");
  await unit.type({ amount_2: last });
  await unit.save();
  await unit.sees("不是承担单位");
  await unit.press("修改", ".page-head");
  await unit.type({ account_name: project.unit });
  await unit.save();
  await unit.step("提交任务书", null, "任务书审核中");
  if (at === 1) {
    await officer.takesUp(project.name);
    await officer.step("退回修改", { reason: "请写明中试地点" }, "待填任务书");
    await unit.takesUp(project.name);
    await unit.sees("请写明中试地点");
    await unit.press("修改", ".page-head");
    await unit.type({ goals: "在本单位完成中试并形成工艺规程。" });
    await unit.save();
    await unit.step("提交任务书", null, "任务书审核中");
  }
  await officer.takesUp(project.name);
  await officer.step("审核通过", null, "待签订");
  await leader.takesUp(project.name);
  await leader.step("登记签订", TABLE(3 + at), "实施中");
}

/// The unit asks, the officer, finance and the leader agree, finance pays; nothing is paid twice.
async function payment(desk, story, project, at) {
  const people = [project.applicant, BUREAU.officer, BUREAU.finance, BUREAU.leader];
  const [unit, officer, finance, leader] = await Promise.all(people.map((name) => desk.person(name)));
  const mine = story[project.name];
  await unit.open(mine.contract);
  await unit.sees("待项目通过验收");
  await unit.press("申请用款");
  await unit.type({ grounds: "购置试验炉。" });
  await unit.save();
  mine.request = unit.path;
  const number = (await unit.page.locator("main h1").innerText()).trim();
  await unit.step("提交", null, "审核中");
  await officer.takesUp(number);
  await officer.step("经办同意", null, "待财务审核");
  await finance.takesUp(number);
  if (at === 1) {
    await finance.step("退回", { reason: "请附合同" }, "已退回");
    await unit.takesUp(number);
    await unit.step("提交", null, "审核中");
    await officer.takesUp(number);
    await officer.step("经办同意", null, "待财务审核");
    await finance.takesUp(number);
  }
  await finance.press("财务同意", "#handling .actions");
  await finance.type({ appropriation: "没有这个文号" });
  await finance.press("财务同意", ".save-bar");
  await finance.refused("没有文号为“没有这个文号”的指标");
  await finance.type({ appropriation: story.appropriation });
  await finance.press("财务同意", ".save-bar");
  await finance.went();
  await leader.takesUp(number);
  await leader.step("审批同意", null, "待支付");
  await finance.takesUp(number);
  await finance.step("登记支付", { voucher: `记202301-${at + 1}`, ...TABLE(5) }, "已支付");
  await unit.open(mine.contract);
  await unit.sees("已付清");
}

async function progress(desk, story) {
  const [unit, officer] = [await desk.person(first.applicant), await desk.person(BUREAU.officer)];
  await unit.open(story[first.name].contract);
  await unit.pressing(unit.page.locator("main section.panel").filter({ has: unit.page.locator("h2", { hasText: "进展报告" }) }).locator("tbody a").first());
  await unit.isAt("请报送");
  const report = unit.path;
  await unit.press("修改", ".page-head");
  await unit.type({ done: "完成小试。", spent: "3" });
  await unit.save();
  await unit.step("报送", null, "已报送");
  await officer.open(report);
  await officer.step("审阅", null, "已审");
}

async function acceptance(desk, story) {
  const [unit, officer, head] = [await desk.person(first.applicant), await desk.person(BUREAU.officer), await desk.person(BUREAU.head)];
  const mine = story[first.name];
  await unit.open(mine.contract);
  await unit.press("申请验收");
  await unit.type({ summary: "各项任务已完成。", results: "发明专利 3 件。", spent: "10", audited: "是", science_report: "是" });
  await unit.save();
  const path = unit.path;
  await unit.press("填写", "#comparison");
  const values = unit.page.locator("main form .fields input.num");
  for (const [number, value] of ["3", "320"].entries()) await values.nth(number).fill(value);
  await unit.save();
  await unit.open(path);
  for (const paper of ["验收申请书", "总结报告", "经费决算表", "科技报告"]) {
    await unit.open(path);
    await unit.upload(paper, pdf(paper));
    await unit.went();
  }
  await unit.open(path);
  await unit.step("提交验收申请", null, "审核中");
  await officer.open(path);
  await officer.step("组织验收", null, "验收中");
  await head.open(path);
  const marks = { execution: "9", output: "46", benefit: "28", satisfaction: "9", opinion: "同意通过验收。" };
  await head.step("通过", { ...marks, ...TABLE(8) }, "通过");
  await head.sees("优");
  await unit.open(mine.contract);
  await unit.isAt("已有验收结论");
}

/// The papers of the contract, the archive, and what lies in the package.
async function archived(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  const mine = story[first.name];
  await officer.open(mine.contract);
  for (const paper of ["签订的任务书", "收款账户证明", "验收意见书"]) {
    await officer.open(mine.contract);
    await officer.upload(paper, pdf(paper));
    await officer.went();
  }
  await officer.open(mine.contract);
  await officer.step("归档", null, "已归档");
  const zip = await officer.download("下载归档包");
  const index = text(zip, "目录.csv");
  const names = entries(zip).map((entry) => entry.name);
  for (const part of ["可行性研究报告", "签订的任务书", "验收意见书", "拨款一览"]) {
    if (!index.includes(part)) await officer.fault(`the index does not list ${part}:\n${index}`);
    if (!names.some((name) => name.includes(part))) await officer.fault(`the package has no ${part}: ${names.join("、")}`);
  }
}

async function asks(unit, contract, values, paper) {
  await unit.open(contract);
  await unit.press("申请变更");
  await unit.type(values);
  await unit.save();
  const path = unit.path;
  await unit.sees(`还缺${paper}`);
  await unit.upload(paper, pdf(paper));
  await unit.went();
  await unit.open(path);
  return path;
}

async function agrees(desk, path, improper, number) {
  const [officer, leader] = [await desk.person(BUREAU.officer), await desk.person(BUREAU.leader)];
  await officer.open(path);
  await officer.step("审核同意", improper, "待审批");
  await leader.open(path);
  await leader.step("同意变更", TABLE(number), "已同意");
}

async function extended(desk, story) {
  const unit = await desk.person(second.applicant);
  const mine = story[second.name];
  const path = await asks(unit, mine.contract, { kind: "实施期限", becomes: "2025-06-30", reason: "设备到货推迟" }, "变更证明材料");
  await unit.step("提交", null, "审核中");
  await agrees(desk, path, {}, 11);
  await unit.open(mine.contract);
  await unit.sees("2025-06-30");
}

async function extendedAgain(desk, story) {
  const unit = await desk.person(second.applicant);
  await asks(unit, story[second.name].contract, { kind: "实施期限", becomes: "2025-09-30", reason: "再延" }, "变更证明材料");
  await unit.sees("已经延期过一次");
  await unit.press("提交", "#handling .actions");
  await unit.press("提交", ".save-bar");
  await unit.refused("已经延期过一次");
  await unit.press("不办，返回");
  await unit.step("撤回", { reason: "按原期限完成" }, "已撤回");
}

async function ended(desk, story) {
  const unit = await desk.person(second.applicant);
  const mine = story[second.name];
  const wish = { kind: "终止", becomes: TODAY, reason: "市场变化", unspent: "4" };
  const path = await asks(unit, mine.contract, wish, "经费支出明细或审计报告");
  await unit.step("提交", null, "审核中");
  await agrees(desk, path, { improper: "1" }, 12);
  await unit.open(mine.contract);
  await unit.isAt("已终止");
  const finance = await desk.person(BUREAU.finance);
  await finance.open(mine.request);
  await finance.step("登记退回", { voucher: "记202301-9", amount: "5", reason: "项目终止", ...TABLE(13) }, "已支付");
  await unit.open(mine.contract);
  await unit.seesNot("申请用款");
}
