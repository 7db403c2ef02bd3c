// Who takes part in the lives of the projects, what they write, and the files they bring.

/// The people of the bureau by their names in the sample.
export const BUREAU = { officer: "谭映书", head: "傅承舟", leader: "石正霖", finance: "姜明安", supervisor: "崔怀毅" };

/// The experts of the sample that have accounts, and as what they are in the pool.
export const EXPERTS = [
  ["邓元昭", "技术"],
  ["马景溪", "技术"],
  ["崔知羽", "技术"],
  ["沈诗芸", "财务"],
  ["梁帆", "技术"],
  ["董景峤", "财务"],
  ["郑启溪", "技术"],
];

/// The days on which the house wakes up: the last for proposals, one in the review, one after the publicity period.
export const DAYS = { apply: "2022-12-31", decide: "2023-01-03", carry: "2023-01-12" };

export const CALL = "2023年度区级工业陶瓷专项申报通知";

/// The three projects, the best first: one goes its whole life, one is objected to in vain, changed and ended, one loses
/// its place by an objection.
export const PROJECTS = [
  {
    applicant: "夏泽原",
    unit: "江西瓷源沁蜂高温材料有限公司",
    name: "蜂窝蓄热陶瓷低温烧结技术研究",
    leader: ["汪禾", "1971", "初级"],
    grant: ["10", "5"],
    mark: 92,
  },
  {
    applicant: "汪可悦",
    unit: "瓷源镜川光电有限公司",
    name: "车载镜头精密陶瓷基座研制",
    leader: ["曹若苒", "1981", "初级"],
    grant: ["12", "6"],
    mark: 86,
  },
  {
    applicant: "陆文弘",
    unit: "江岚大学瓷源材料基因组工程研究院",
    name: "废瓷再生坯料配方数据库建设",
    leader: ["马晓溪", "1968", "正高级"],
    grant: ["9", "7"],
    mark: 80,
  },
];

/// What the projects say of themselves. No sentence is shared, so that none is taken for a copy of another.
export function texts(project) {
  return {
    蜂窝蓄热陶瓷低温烧结技术研究: {
      summary: "让蜂窝蓄热体在一千二百度以下烧结致密，省下三成燃气。",
      basis: "同行普遍用一千三百五十度的高温窑，孔壁薄处先塌，合格率只有七成。",
      content: "筛选钛酸铝类助烧剂，测定收缩曲线，给出薄壁坯体的升温制度。",
      route: "坩埚实验确定加入量，再上辊道窑连续走坯。创新点：助烧剂与造孔剂同时加入。",
      conditions: "自有中试辊道窑一条、热膨胀仪两台，燃气计量齐全。",
    },
    车载镜头精密陶瓷基座研制: {
      summary: "研制与光学玻璃热胀系数相配的镜头基座，装配后不偏心。",
      basis: "进口基座交货期半年，冷热冲击以后焦面漂移，主机厂多次退货。",
      content: "凝胶注模成形微米级台阶，激光修整定位面，建立同轴度在线测量。",
      route: "从浆料流变做起，逐步放大到每模六十四腔。创新点：免磨削的定位台阶。",
      conditions: "无尘装配间四百平方米，三坐标测量机和高低温箱可用。",
    },
    废瓷再生坯料配方数据库建设: {
      summary: "采集十二条产线的废瓷化学成分，推荐各家可以回掺的比例。",
      basis: "废瓷来源杂，铁钛含量起伏大，企业凭经验配料，不敢多用。",
      content: "统一取样和荧光分析方法，积累三千组数据，训练比例推荐模型。",
      route: "先在两家卫浴厂试用推荐结果，按烧成色差修正。创新点：按窑口校准模型。",
      conditions: "材料基因组平台的高通量制样机组和计算资源向本项目开放。",
    },
  }[project.name];
}

/// The smallest document that a reader of PDF opens.
export function pdf(name) {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  const lines = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 4\n0000000000 65535 f \n${lines}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return { name: `${name}.pdf`, mimeType: "application/pdf", buffer: Buffer.from(text, "latin1") };
}

/// A program that calls itself a PDF.
export function liar(name) {
  return { name: `${name}.pdf`, mimeType: "application/pdf", buffer: Buffer.from("MZ\x90\0 this is no document", "latin1") };
}
