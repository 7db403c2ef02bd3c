//! The sections of the sample bureau and somebody on every side of it: officers, deciders, applicants, experts, the superior
//! bureau and the three administrators. All are invented.

use accounts::Persona;
use vocabulary::Role;

use super::district::District;
use super::firms::{FOAM_FIRM, LENS_FIRM};
use super::people::Group;
use super::row::Row;

/// The sections: number, name, what each keeps.
const SECTIONS: &[(&str, &str, &str)] = &[
    (
        "01",
        "综合办公室",
        "企业、项目、资金、人才、平台、对接、联盟与订单、乡村、科普、督办、政策、指标、报告、辖区、评审",
    ),
    ("02", "规划项目科", "项目、资金、评审"),
    ("03", "高新技术科", "企业、平台"),
    ("04", "人才科", "人才、政策"),
    ("05", "成果与农村科技科", "对接、联盟与订单、乡村、科普"),
];

/// Login name, name, role, number of the section.
type Officer = (&'static str, &'static str, Role, &'static str);

/// The people of the bureau. The first is who a newcomer is.
const BUREAU: [Officer; 14] = [
    ("lin.rc", "林若川", Role::Officer, "01"),
    ("tan.ys", "谭映书", Role::Officer, "02"),
    ("su.zh", "苏知衡", Role::Officer, "03"),
    ("ye.qy", "叶秋瑜", Role::Officer, "04"),
    ("wei.wn", "魏望宁", Role::Officer, "05"),
    ("zhou.jl", "周景岚", Role::Head, "01"),
    ("fu.cz", "傅承舟", Role::Head, "02"),
    ("dai.yl", "戴远朗", Role::Head, "03"),
    ("lu.xt", "卢晓棠", Role::Head, "04"),
    ("qiu.sh", "邱守禾", Role::Head, "05"),
    ("shi.zl", "石正霖", Role::Leader, ""),
    ("fan.yq", "范宜谦", Role::Leader, ""),
    ("jiang.ma", "姜明安", Role::Finance, ""),
    ("cui.hy", "崔怀毅", Role::Supervisor, ""),
];

/// The three administrators.
const ADMINISTRATORS: [Officer; 3] = [
    ("yu.xt", "于星潇", Role::SystemAdministrator, ""),
    ("tian.aq", "田安锐", Role::SecurityAdministrator, ""),
    ("jin.sj", "金思昭", Role::AuditAdministrator, ""),
];

/// What the superior bureau sees: the regions whose codes begin so.
const CITY: &str = "3699";

/// How many experts there are.
const EXPERTS: usize = 7;

/// 科室 of the bureau whose house it is.
pub(super) fn sections(district: &District) -> Vec<Row> {
    let row = |(number, name, modules): &(&str, &str, &str)| {
        Row::new().with("number", *number).with("name", *name).with("modules", *modules)
    };
    SECTIONS.iter().filter(|_| district.is_home()).map(row).collect()
}

/// Somebody on every side of the home district.
pub(crate) fn personas() -> Vec<Persona> {
    let home = District::new(0);
    let officer = |(login, holder, role, place): Officer| Persona {
        login: login.to_owned(),
        holder: holder.to_owned(),
        number: String::new(),
        role,
        place: place.to_owned(),
    };
    let applicant = |login: &str, holder: &str, role: Role, unit: &str| Persona {
        login: login.to_owned(),
        holder: holder.to_owned(),
        number: String::new(),
        role,
        place: unit.to_owned(),
    };
    let experts = home.people.iter().filter(|person| person.group == Group::Expert).take(EXPERTS);
    let expert = |(at, person): (usize, &super::people::Person)| Persona {
        login: format!("zhuanjia{}", at + 1),
        holder: person.name.clone(),
        number: person.number.clone(),
        role: Role::Expert,
        place: String::new(),
    };
    let mut personas: Vec<Persona> = BUREAU.into_iter().map(officer).collect();
    personas.extend([
        applicant("paomo", "夏泽原", Role::Enterprise, home.firm(FOAM_FIRM)),
        applicant("jingtou", "汪可悦", Role::Enterprise, home.firm(LENS_FIRM)),
        applicant("yuansuo", "陆文弘", Role::Institute, home.unit("院0")),
        applicant("shiju", "任启昀", Role::Superior, CITY),
    ]);
    personas.extend(experts.enumerate().map(expert));
    personas.extend(ADMINISTRATORS.into_iter().map(officer));
    personas
}

#[cfg(test)]
mod tests {
    use vocabulary::Role;

    use super::*;

    #[test]
    fn there_is_somebody_in_every_role_and_nobody_twice() {
        let personas = personas();
        let has = |role: Role| personas.iter().any(|persona| persona.role.label() == role.label());
        assert!(Role::ALL.into_iter().filter(|role| *role != Role::House).all(has));
        let mut logins: Vec<&str> = personas.iter().map(|persona| persona.login.as_str()).collect();
        logins.sort_unstable();
        logins.dedup();
        assert_eq!(logins.len(), personas.len());
    }

    #[test]
    fn the_sections_keep_what_the_house_has() {
        let titles: Vec<&str> = crate::modules::MODULES.iter().map(|module| module.title).collect();
        for (_, section, modules) in SECTIONS {
            for module in modules.split('、').filter(|module| !["辖区", "评审"].contains(module)) {
                assert!(titles.contains(&module), "{section}: {module}");
            }
        }
    }
}
