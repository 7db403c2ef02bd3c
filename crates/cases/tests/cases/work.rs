//! Work pages: what waits, what is late, the calendar, the load of the sections, what was done.

use cases::add;
use storage::{Deed, Result, Value, Work};
use vocabulary::{Day, day};

use super::{
    bureau::{Bureau, TODAY},
    seal::REQUESTS,
};

#[tokio::test]
async fn everybody_finds_what_waits_for_them() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.submitted("投标用章").await;
        bureau.draft("还没写完").await;
        let officer = bureau.browser("li").get("/work").await;
        officer.says(&["待我办理", "投标用章", "还剩 5 个工作日", "甲窑", "待办：用章申请“投标用章”待审核"]);
        officer.hides(&["还没写完", "科室工作量"]);
        let idle = bureau.browser("lu").get("/work").await;
        idle.says(&["没有等您办理的事项", "在办的事项在这些科室", "办公室", "section="]);
        let idle_firm = bureau.browser("xu").get("/work").await;
        idle_firm.says(&["没有等您办理的事项", "href=\"/seals/requests/new\">申请用章"]);
        idle_firm.hides(&["在办的事项在这些科室"]);
        bureau.browser("jian").get("/work").await.says(&["没有等您办理的事项", "科室工作量"]);
        let firm = bureau.browser("wang").get("/work").await;
        firm.says(&["还没写完", "本单位在办事项", "审核中"]);
        firm.hides(&["待审核"]);
        bureau.browser("xu").get("/work").await.hides(&["投标用章", "还没写完"]);
        bureau.set(&bureau.request(id).await, "section", Value::Null).await;
        bureau.browser("lu").get("/work").await.says(&["投标用章"]);
        // Under the edition of 2021 an officer acts where under that of 2022 nobody of the section does.
        bureau.set(&bureau.request(id).await, "section", bureau.sections[0].into()).await;
        bureau.set(&bureau.request(id).await, "edition", 2021.into()).await;
        bureau.browser("li").get("/work").await.says(&["投标用章"]);
        assert_eq!(bureau.browser("nobody").get("/work").await.location, "/sign-in?next=%2Fwork");
    }
}

#[tokio::test]
async fn what_is_late_stands_there_by_itself_with_its_first_deadline() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.on_notice("投标用章", day!(2022, 10, 12)).await;
        let longer = [("notice_until", "2022-10-20"), ("reason", "有人没看到")];
        bureau.does("song", id, "Extend", &longer, TODAY).await;
        bureau.browser("jian").get("/work/overdue").await.says(&["没有超期事项"]);
        let case = bureau.request(id).await;
        bureau.set(&case, "due_on", "2022-09-23".into()).await;
        let page = bureau.browser("jian").get("/work/overdue").await;
        page.says(&["共 <strong>1</strong> 件", "投标用章", "2022-10-12", "已超期 1 个工作日", "due_on=..2022-09-25"]);
        let list = bureau.browser("jian").get(&page.address("/seals/requests?")).await;
        list.says(&["投标用章"]);
        bureau.set(&case, "due_on", "2022-09-25".into()).await;
        let page = bureau.browser("song").get("/work").await;
        page.says(&["超期 1 件", "已超期 1 个工作日"]);
        assert_eq!(bureau.browser("wang").get("/work/overdue").await.status, 403);
    }
}

/// Requests that are all due on one day.
struct Due<'a>(&'a Bureau, usize, Day);

impl Deed for Due<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        for number in 0..self.1 {
            let values = vec![
                ("number", format!("A{number}").as_str().into()),
                ("title", format!("事 {number}").as_str().into()),
                ("unit", self.0.firms[0].into()),
                ("section", self.0.sections[number % 2].into()),
                ("stage", "待审核".into()),
                ("since", "2022-09-26".into()),
                ("due_on", self.2.to_string().as_str().into()),
                ("edition", 2022.into()),
            ];
            add(work, self.0.db(), &REQUESTS, values).await?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_month_is_whole_weeks_and_tells_each_deadline_on_its_day() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        for (title, until) in [("月末", day!(2022, 10, 31)), ("次月初", day!(2022, 11, 1)), ("再后", day!(2022, 11, 7))]
        {
            bureau.on_notice(title, until).await;
        }
        let song = bureau.browser("song");
        let page = song.get("/work/calendar?month=2022-10").await;
        page.says(&["2022 年 10 月", "datetime=\"2022-09-26\"", "datetime=\"2022-11-06\"", "月末", "次月初"]);
        page.hides(&["datetime=\"2022-09-25\"", "datetime=\"2022-11-07\"", "再后"]);
        page.says(&["/work/calendar?month=2022-09", "/work/calendar?month=2022-11"]);
        assert_eq!(page.body.matches("<time ").count(), 42);
        let square = page.body.split("datetime=\"2022-11-01\"").nth(1).unwrap().split("</td>").next().unwrap();
        assert!(square.contains("次月初") && !square.contains("月末"), "{square}");
        let holiday = page.body.split("datetime=\"2022-10-03\"").nth(1).unwrap().split("</td>").next().unwrap();
        assert!(holiday.contains("休"));
        let worked = page.body.split("datetime=\"2022-10-08\"").nth(1).unwrap().split("</td>").next().unwrap();
        assert!(!worked.contains("休"), "a Saturday that is worked");
        song.get("/work/calendar?month=2024-02").await.says(&["datetime=\"2024-02-29\"", "2024 年 2 月"]);
        song.get("/work/calendar?month=2022-12").await.says(&["month=2023-01"]);
        song.get("/work/calendar").await.says(&["2022 年 9 月", "aria-current=\"date\""]);
        for wrong in ["2022-13", "2022-00", "x", "1900-01", "2199-12", "2022-10-05 1:", "2022-2' OR 1=1"] {
            let address = format!("/work/calendar?{}", listing::address::encode(&[("month".into(), wrong.into())]));
            assert_eq!(song.get(&address).await.status, 422, "{wrong}");
        }
        bureau.db().write("测试", &Due(&bureau, 210, day!(2022, 10, 20))).await.unwrap();
        let page = song.get("/work/calendar?month=2022-10").await;
        page.says(&["用章申请 210 件", "due_on=2022-10-20..2022-10-20", "用章申请 1 件"]);
        let of_section = bureau.browser("li").get("/work/calendar?month=2022-10").await;
        of_section.says(&["用章申请 105 件"]);
    }
}

#[tokio::test]
async fn the_load_of_each_section_is_counted_with_its_lists() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        bureau.db().write("测试", &Due(&bureau, 5, day!(2022, 9, 20))).await.unwrap();
        let id = bureau.submitted("没有科室的").await;
        bureau.set(&bureau.request(id).await, "section", Value::Null).await;
        let page = bureau.browser("song").get("/work/load").await;
        let text = page.text();
        for said in
            ["办公室 用章申请 3 3", "成果科 用章申请 2 2", "未定科室 用章申请 1 0", "2022 年办理", "用章申请 1 0 0"]
        {
            assert!(text.contains(said), "“{said}” is not in: {text}");
        }
        let list = bureau.browser("song").get(&page.address("/seals/requests?")).await;
        list.says(&["共 <strong>3</strong> 件"]);
        assert_eq!(bureau.browser("li").get("/work/load").await.status, 403);
    }
}

#[tokio::test]
async fn everybody_finds_what_they_did_month_by_month() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.submitted("投标用章").await;
        bureau.does("li", id, "Remark", &[("remark", "电话问过")], day!(2022, 9, 30)).await;
        bureau.does("li", id, "Return", &[("reason", "补材料")], day!(2022, 10, 14)).await;
        let li = bureau.browser("li");
        let page = li.get("/work/done").await;
        page.says(&["我的已办：2022 年 9 月", "共 <strong>1</strong> 步", "电话问过", "month=2022-10"]);
        page.hides(&["补材料"]);
        let page = li.get("/work/done?month=2022-10").await;
        page.says(&["补材料", "其中超期 1 步", "YZ2022-001", &format!("/seals/requests/{id}")]);
        li.get("/work/done?month=2022-08").await.says(&["这个月没有办理过事项"]);
        bureau.browser("liu").get("/work/done").await.says(&["这个月没有办理过事项"]);
        bureau.browser("wang").get("/work/done").await.says(&["投标用章", "提交"]);
        for turn in 0..55 {
            bureau.does("wang", id, "Submit", &[], day!(2022, 11, 1)).await;
            bureau.does("li", id, "Return", &[("reason", &format!("第 {turn} 次"))], day!(2022, 11, 1)).await;
        }
        let page = li.get("/work/done?month=2022-11").await;
        page.says(&["共 <strong>55</strong> 步", "第 54 次", "本页 50 步"]);
        page.hides(&["第 4 次"]);
        li.get(&page.address("/work/done?month=2022-11&#38;after=")).await.says(&["第 4 次", "第 0 次", "本页 5 步"]);
        for wrong in ["month=2022-13", "after=x.y"] {
            assert_eq!(li.get(&format!("/work/done?{wrong}")).await.status, 422, "{wrong}");
        }
        assert_eq!(bureau.browser("nobody").get("/work/done").await.location, "/sign-in?next=%2Fwork%2Fdone");
    }
}
