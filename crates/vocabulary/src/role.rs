//! 角色: in which capacity somebody acts in the house.
//!
//! A person may hold several posts and acts in one of them at a time. The three administrators (三员: 系统, 安全, 审计)
//! are kept apart from each other and from all business, as GB/T 22239-2019 asks of the third level.

/// The capacity in which somebody acts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 企业: applies, reports and answers for its own unit.
    Enterprise,
    /// 院所: a university or institute, with the same rights over its own unit.
    Institute,
    /// 专家: judges what is assigned to them.
    Expert,
    /// 科室经办: handles the cases of their section.
    Officer,
    /// 科室负责人: checks what the officers of their section propose.
    Head,
    /// 局领导: decides.
    Leader,
    /// 财务: checks and pays.
    Finance,
    /// 监督: watches procedures, draws and deadlines, and changes nothing in them.
    Supervisor,
    /// 上级部门: reads what belongs to the regions below it.
    Superior,
    /// 系统管理员: opens and closes accounts; sees no business.
    SystemAdministrator,
    /// 安全管理员: gives and takes away posts; sees no business.
    SecurityAdministrator,
    /// 审计管理员: reads the record of everything, the other two included; changes nothing.
    AuditAdministrator,
    /// 系统: what the house does by itself when a time comes.
    House,
}

impl Role {
    /// Every role, in the order of tables.
    pub const ALL: [Role; 13] = [
        Role::Enterprise,
        Role::Institute,
        Role::Expert,
        Role::Officer,
        Role::Head,
        Role::Leader,
        Role::Finance,
        Role::Supervisor,
        Role::Superior,
        Role::SystemAdministrator,
        Role::SecurityAdministrator,
        Role::AuditAdministrator,
        Role::House,
    ];

    /// The words for all roles, in the same order.
    pub const ALL_LABELS: &[&str] = &[
        "企业",
        "院所",
        "专家",
        "科室经办",
        "科室负责人",
        "局领导",
        "财务",
        "监督",
        "上级部门",
        "系统管理员",
        "安全管理员",
        "审计管理员",
        "系统",
    ];

    /// The words for the roles that a person can hold: all but the house itself.
    pub const LABELS: &[&str] = Role::ALL_LABELS.split_at(12).0;

    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Role::Enterprise => "企业",
            Role::Institute => "院所",
            Role::Expert => "专家",
            Role::Officer => "科室经办",
            Role::Head => "科室负责人",
            Role::Leader => "局领导",
            Role::Finance => "财务",
            Role::Supervisor => "监督",
            Role::Superior => "上级部门",
            Role::SystemAdministrator => "系统管理员",
            Role::SecurityAdministrator => "安全管理员",
            Role::AuditAdministrator => "审计管理员",
            Role::House => "系统",
        }
    }

    /// The role of a word.
    pub fn of_label(label: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.label() == label)
    }

    /// Whether it acts for a unit outside the bureau, on what belongs to that unit.
    pub const fn is_of_unit(self) -> bool {
        matches!(self, Role::Enterprise | Role::Institute)
    }

    /// Whether it is somebody of the bureau who deals with business.
    pub const fn is_of_bureau(self) -> bool {
        matches!(self, Role::Officer | Role::Head | Role::Leader | Role::Finance | Role::Supervisor)
    }

    /// Whether it works within one section (科室) of the bureau.
    pub const fn is_of_section(self) -> bool {
        matches!(self, Role::Officer | Role::Head)
    }

    /// Whether it is one of the three separated administrators.
    pub const fn is_administrator(self) -> bool {
        matches!(self, Role::SystemAdministrator | Role::SecurityAdministrator | Role::AuditAdministrator)
    }

    /// Whether one person may not hold both. An administrator's role excludes every other.
    pub fn excludes(self, other: Role) -> bool {
        self != other && (self.is_administrator() || other.is_administrator())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_of_a_person_has_its_word_in_records() {
        assert_eq!(Role::ALL.map(Role::label), Role::ALL_LABELS);
        assert!(!Role::LABELS.contains(&Role::House.label()));
        assert!(Role::ALL.into_iter().all(|role| Role::of_label(role.label()) == Some(role)));
    }

    #[test]
    fn administrators_hold_nothing_else() {
        assert!(Role::SystemAdministrator.excludes(Role::AuditAdministrator));
        assert!(Role::Officer.excludes(Role::SecurityAdministrator));
        assert!(!Role::Officer.excludes(Role::Expert));
        assert!(!Role::AuditAdministrator.excludes(Role::AuditAdministrator));
    }
}
