//! The description of a procedure in Chinese, as `docs/procedures/NAME.md` shows it to officers and applicants.

use vocabulary::Role;

use crate::matrix::{listed, of_roles};
use crate::{Ask, Outline};

impl Outline {
    /// The procedure as a page of Markdown, to stand beside its drawing `NAME.svg`.
    pub fn describe(&self) -> String {
        let Outline { name, title, about, edition, start, .. } = self;
        let ends = listed(self.stages.iter().filter(|stage| stage.ends).map(|stage| stage.label));
        format!(
            "<!-- Generated from the rules of the procedure `{name}`: change the rules, not this page. -->\n\n# {title}\n\n\
             {about}\n\n{edition} 年版。从“{start}”开始，到“{ends}”结束；已经开始的事项按开始时的版本办完。\
             流程图见 [{name}.svg]({name}.svg)。\n\n## 环节\n\n{}\n## 步骤\n\n{}\n## 流程图\n\n```mermaid\n{}```\n",
            self.stage_table(),
            self.step_table(),
            self.mermaid(),
        )
    }

    fn stage_table(&self) -> String {
        let rows = self.stages.iter().map(|stage| {
            let remind = stage.limit.as_ref().map(|_| format!("到期前 {} 个工作日", stage.remind)).unwrap_or_default();
            let limit = stage.limit.clone().unwrap_or_else(|| if stage.ends { "办结" } else { "" }.to_owned());
            let escalates_to = stage.escalates_to.map_or("", Role::label).to_owned();
            [stage.label.to_owned(), stage.for_applicant.to_owned(), limit, remind, escalates_to]
        });
        table(["经办名称", "申请人看到的名称", "时限", "提醒", "超期上报"], rows)
    }

    fn step_table(&self) -> String {
        let rows = self.rules.iter().map(|rule| {
            let guards = rule.guards.iter().map(|guard| guard.says).collect::<Vec<_>>().join("；");
            let field = |ask: &Ask| format!("{}{}", ask.label, if ask.required { "" } else { "（选填）" });
            let fields = rule.fields.iter().map(field).collect::<Vec<_>>().join("；");
            let offline = if rule.is_offline { "是" } else { "" }.to_owned();
            let [step, from, to] = [rule.label, rule.from, rule.to].map(str::to_owned);
            [step, from, to, of_roles(rule.by), guards, fields, offline]
        });
        table(["步骤", "从", "到", "由谁", "条件", "需填写", "线下"], rows)
    }
}

fn table<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let line = |cells: [String; N]| format!("| {} |\n", cells.join(" | "));
    let cell = |text: String| if text.is_empty() { "—".to_owned() } else { text.replace('|', "\\|") };
    let mut text = line(heads.map(str::to_owned)) + &line(heads.map(|_| "---".to_owned()));
    text.extend(rows.map(|cells| line(cells.map(cell))));
    text
}
