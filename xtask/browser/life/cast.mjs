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

/// Texts that are all different, so that no two projects resemble each other.
export function texts(project) {
  const about = {
    蜂窝蓄热陶瓷低温烧结技术研究: ["蓄热体在一千二百度以下致密化", "引入钛酸铝助烧", "蜂窝孔壁开裂"],
    车载镜头精密陶瓷基座研制: ["镜头基座热胀系数与玻璃匹配", "凝胶注模近净成形", "装配偏心"],
    废瓷再生坯料配方数据库建设: ["收集十二条产线的废瓷成分", "机器学习推荐回掺比例", "批次波动"],
  }[project.name];
  const [aim, way, trouble] = about;
  return {
    summary: `${project.name}：目标是${aim}，办法是${way}。`,
    basis: `现有做法受${trouble}所限，${aim}尚无成熟方案。`,
    content: `${aim}；围绕${trouble}开展试验，形成工艺规程。`,
    route: `先做小试确定${way}的窗口，再在产线验证。创新点：${way}。`,
    conditions: `${project.unit}已有中试线和检测设备。`,
  };
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
