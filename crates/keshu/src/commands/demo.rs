//! `keshu demo`: a whole district in a minute.

use std::{path::Path, process::ExitCode, time::Instant};

use accounts::Watch;
use figures::Office;
use listing::import::{Import, Workbook};
use storage::{Error, Result};

use crate::{modules, sample, server};

/// Builds the sample district in a folder, writes its annual report there and serves it.
pub(super) async fn demo(folder: &Path, listen: &str, no_serve: bool) -> Result<ExitCode> {
    let started = Instant::now();
    println!("[1/3] 导入示例区的表格……");
    let office = super::open_folder(folder).await?;
    let (sheets, rows) = bring_in(&office, folder).await?;
    println!("      {sheets} 种记录，{rows} 行，用时 {:.1} 秒", started.elapsed().as_secs_f64());
    // The name of the bureau and the sample mark come from what was just brought in.
    let office = super::open_folder(folder).await?;
    let (db, now) = (&office.house.db, Watch::of(office.house.db.clock()).now());
    accounts::demonstration(db, &sample::personas(), now).await?;

    let steps = sample::play(&office, &folder.join(super::FILES)).await?;
    if steps > 0 {
        println!("      全年各类事项办理 {steps} 步，用时共 {:.1} 秒", started.elapsed().as_secs_f64());
    }

    println!("[2/3] 生成年度报告……");
    let moment = office.moment(None, None);
    let base = format!("http://{listen}");
    for ending in ["docx", "html", "pdf"] {
        let out = folder.join(format!("annual-report.{ending}"));
        match reports::write::write_at(&office, moment, None, &out, &base).await {
            Ok(written) => println!("      {}（待补 {} 处）", written.path.display(), written.missing.len()),
            Err(Error::Refused(sentence)) if ending == "pdf" => println!("      未生成 PDF:{sentence}"),
            Err(error) => return Err(error),
        }
    }
    if no_serve {
        println!("[3/3] 按要求不启动网站。用时共 {:.1} 秒", started.elapsed().as_secs_f64());
        return Ok(ExitCode::SUCCESS);
    }
    println!("[3/3] 启动网站……");
    let engine = super::search::engine(&super::folder_url(folder));
    let office = modules::open_searching(&super::folder_url(folder), &engine).await?;
    server::serve(
        &office,
        server::gate(&office.house, true),
        &folder.join(super::FILES),
        &engine,
        listen,
        &mut |address| {
            println!("      请用浏览器打开：");
            println!("        首页        http://{address}/");
            println!("        年度报告    http://{address}/reports/annual");
            println!("        指标目录    http://{address}/figures");
            println!("      在报告中点任何一个数字，就能看到它依据的记录；在页面上方可切换角色，看到每一方的页面。");
        },
    )
    .await
}

/// Brings the sample's sheets in, as any bureau would bring in its own. Doing it again changes nothing.
async fn bring_in(office: &Office, folder: &Path) -> Result<(usize, u64)> {
    let sheets = folder.join("sheets");
    super::sheets::write_folder(sample::sheets(1, office.house.registry.all()), &sheets)?;
    let workbook = Workbook::open(&sheets)?;
    let import = Import::by("示例数据");
    let report = import.run(&office.house.db, &office.house.registry, &workbook).await?;
    if !report.stored {
        return Err(Error::Refused(format!("示例数据没有导入：{}", report.says())));
    }
    Ok((report.sheets.len(), report.sheets.iter().map(|sheet| sheet.rows).sum()))
}
