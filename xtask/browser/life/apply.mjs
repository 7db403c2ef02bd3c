// The first day: a call is drafted, sent back, published; three units write their proposals and hand them in.

import { BUREAU, CALL, DAYS, PROJECTS, liar, pdf, texts } from "./cast.mjs";

const SCRIPT = "<script>document.title='taken'</script>";

/// The officer drafts the call with its criteria and a question; the head sends it back once, then publishes it.
export async function call(desk, story) {
  const officer = await desk.person(BUREAU.officer);
  await officer.open("/projects/calls");
  await officer.press("起草申报通知");
  await officer.type({ level: "区级", programme: "科技计划项目", closes_on: DAYS.apply, per_unit: "1", per_leader: "1" });
  await officer.type({ most: "20", budget: "60", publicity: "5", papers: "*可行性研究报告\n查新报告", guidance: "支持工业陶瓷。" });
  // A required field is empty: a sentence, and nothing typed is lost.
  await officer.press("保存");
  await officer.refused("标题");
  if ((await officer.value("guidance")) !== "支持工业陶瓷。") await officer.fault("the guidance that was typed is lost");
  await officer.type({ title: CALL });
  await officer.save();
  await officer.isAt("起草");
  story.call = officer.path;
  await officer.sees("还没有评分指标");
  const id = story.call.split("/").pop();
  for (const [sequence, name, weight, kind] of [["1", "技术水平", "60", "技术"], ["2", "经济效益", "40", "经济"]]) {
    await officer.open("/projects/criteria/new");
    await officer.type({ call: `#${id}`, sequence, name, weight, kind });
    await officer.save();
  }
  await officer.open("/projects/call-questions/new");
  await officer.type({ call: `#${id}`, sequence: "1", question: "是否产学研合作", kind: "单选", options: "是\n否", required: "是" });
  await officer.save();
  await officer.open(story.call);
  await officer.step("提交审核", null, "待审核");
  const head = await desk.person(BUREAU.head);
  await head.takesUp(CALL);
  await head.step("退回修改", { reason: "请补充支持方向" }, "起草");
  await officer.takesUp(CALL);
  await officer.sees("请补充支持方向");
  await officer.press("修改", ".page-head");
  await officer.type({ guidance: "支持工业陶瓷的新材料、新工艺。" });
  await officer.save();
  await officer.step("提交审核", null, "待审核");
  await head.takesUp(CALL);
  await head.step("发布", null, "受理中");
}

/// A unit begins, writes every section, uploads, and hands in.
export async function proposal(desk, story, project) {
  const unit = await desk.person(project.applicant);
  await unit.open("/projects/apply");
  await unit.sees(CALL);
  await unit.pressing(unit.page.locator("tr", { hasText: CALL }).locator("a.button"));
  await begins(unit, project);
  story[project.name] = { path: unit.path.replace(/\/write.*/, "") };
  const [leader, born, rank] = project.leader;
  await unit.type({ name: project.name, leader, leader_person: leader, leader_born: born, leader_rank: rank, field: "43045" });
  await unit.type({ starts_on: "2023-01-01", ends_on: "2024-12-31", ...texts(project), contact: leader, phone: "13800000000" });
  await unit.press("保存，下一步：成员");
  await unit.went();
  await unit.type({ "name.0": leader, "rank.0": rank, "duty.0": "负责人", "unit.0": project.unit, "person.0": leader });
  await unit.press("保存，下一步：合作单位");
  await unit.went();
  await unit.press("保存，下一步：预算");
  await unit.went();
  await lines(unit, project);
  await unit.press("保存，下一步：附加问题");
  await unit.went();
  const answer = unit.page.locator("main select[name^='answer.']");
  await answer.selectOption("是");
  await unit.press("保存，下一步：附件");
  await unit.went();
  await papers(unit);
  await unit.press("下一步：检查并提交");
  await unit.sees("还没有作诚信承诺");
  await unit.type({ pledge: "是" });
  await unit.press("保存", ".save-bar");
  await unit.went();
  await unit.sees("各部分都已填好");
  await unit.press("提交", "section.panel");
  await unit.went();
  await unit.isAt("形式审查中");
  await unit.open("/work");
  await unit.sees(project.name);
}

/// The name of a project may hold a script: it stands there as text and does nothing.
async function begins(unit, project) {
  await unit.press("开始填写");
  await unit.refused("项目名称");
  await unit.type({ name: `${project.name}${SCRIPT}` });
  await unit.press("开始填写");
  if (unit.status < 400) {
    await unit.sees(SCRIPT);
    if ((await unit.page.title()) === "taken") await unit.fault("a script in a name was run");
  } else {
    await unit.type({ name: project.name });
    await unit.save("开始填写");
  }
  if (!/\/write/.test(unit.path)) await unit.press("基本情况", "#writing");
}

/// Budget and indicators, row by row; the sums are the house's.
async function lines(unit, project) {
  const [first, last] = project.grant;
  const budget = [["设备费", "试验炉", "财政资助", first], ["业务费", "检测", "财政资助", last], ["业务费", "试制", "自筹", "20"]];
  for (const [at, [head, item, source, amount]] of budget.entries()) {
    if (at > 0) {
      await unit.press("增加一行");
      await unit.went();
    }
    await unit.type({ [`head.${at}`]: head, [`item.${at}`]: item, [`source.${at}`]: source, [`amount.${at}`]: amount });
  }
  await unit.press("保存，下一步：指标");
  await unit.went();
  await unit.type({ "kind.0": "知识产权", "name.0": "发明专利", "measure.0": "件", "expected.0": "2" });
  await unit.press("增加一行");
  await unit.went();
  await unit.type({ "kind.1": "经济", "name.1": "新增产值", "measure.1": "万元", "expected.1": "300" });
}

/// A file that lies about its type is refused with a sentence; the real one is taken.
async function papers(unit) {
  await unit.sees("还没有上传：可行性研究报告");
  await unit.upload("可行性研究报告", liar("可行性研究报告"));
  if (unit.status < 400) await unit.fault("a program that calls itself a PDF was taken");
  await unit.sees("没有保存", "未上传");
  await unit.upload("可行性研究报告", pdf("可行性研究报告"));
  await unit.went();
  await unit.sees("可行性研究报告.pdf");
}

export async function firstDay(desk, story, act) {
  await act("call: drafted, sent back, published", () => call(desk, story));
  for (const project of PROJECTS) await act(`proposal of ${project.applicant}`, () => proposal(desk, story, project), ["call: drafted, sent back, published"]);
}
