//! 企业年度数据: what an enterprise reports of each accounting year.

use directory::ORGANISATIONS;
use figures::{Figure, figure, home, is, of_year};
use listing::{Listing, Order, at_most, borrowed, integer, link, money, year};
use vocabulary::MoneyUnit::WanYuan;

/// 企业年度数据.
pub static ENTERPRISE_YEARS: Listing = Listing {
    table: "enterprise_year",
    path: "/enterprises/years",
    title: "企业年度数据",
    unit: "条",
    about: "企业每个会计年度的收入、研发费用、人员和成果，来自企业报送。",
    key: &["enterprise", "year"],
    name: &["year"],
    region: Some("region"),
    owner: Some("enterprise"),
    order: Order::Falling("year"),
    columns: &[
        link("enterprise", "企业", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        borrowed("sector", "重点领域", "enterprise", "sector").facet(),
        borrowed("category", "产业", "enterprise", "category").aside(),
        borrowed("scale", "规模", "enterprise", "scale").facet(),
        year("year", "年度").required(),
        money("sales", "销售收入", WanYuan).required(),
        money("total_income", "总收入", WanYuan).aside(),
        money("hightech_income", "高新技术产品收入", WanYuan),
        money("rd_expense", "研发费用", WanYuan).required(),
        money("net_assets", "净资产", WanYuan).signed().aside(),
        money("total_assets", "资产总额", WanYuan).aside(),
        money("vat", "增值税", WanYuan).aside(),
        integer("staff", "职工总数", "人"),
        integer("technical_staff", "科技人员", "人"),
        integer("patents", "有效知识产权", "件"),
    ],
    checks: &[at_most("technical_staff", "staff"), at_most("hightech_income", "total_income")],
    ..Listing::BLANK
};

/// Counted from yearly figures.
pub(crate) const FIGURES: &[Figure] =
    &[
        figure("rd-expense", "企业研发费用", &ENTERPRISE_YEARS).only(&[of_year("year"), home("region")]).sum_money(
            "rd_expense",
            WanYuan,
            0,
        ),
        figure("enterprise-sales", "企业销售收入", &ENTERPRISE_YEARS)
            .only(&[of_year("year"), home("region")])
            .sum_money("sales", vocabulary::MoneyUnit::YiYuan, 2),
        figure("technical-staff", "企业科技人员", &ENTERPRISE_YEARS)
            .only(&[of_year("year"), home("region")])
            .sum("technical_staff", "人"),
        figure("rd-ratio-above-scale", "规模以上工业企业研发费用占销售收入比例", &ENTERPRISE_YEARS)
            .only(&[of_year("year"), is("category", &["工业"]), is("scale", &["规上"]), home("region")])
            .ratio("rd_expense", "sales")
            .note("研发费用合计除以销售收入合计；两项都有的企业才计入。"),
    ];
