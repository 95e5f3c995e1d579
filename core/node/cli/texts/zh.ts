import { profileOptions } from './profile-options.ts';
import type { Texts } from './texts.ts';

/** 命令行的中文。 */
export const zh: Texts = {
  help: `存证台：合同与发票的电子存证，离线制作，离线核验。

notary 命令 [选项]

  init --holder 名称 [--credit-code 代码] [--operator 经办人] [--lang zh|en]
                              首次使用：建立数据文件夹、密钥和恢复码
  add 文件|文件夹… [事项] [--facts 表格.csv|.xlsx] [--again] [--supersedes 编号] [--no-fingerprints]
                              存证文件；已存证过的内容给出已有的记录；
                              --supersedes：这一个文件是该记录的新版本；
                              --no-fingerprints：不记录各部分哈希值，日后无法说明文件有何不同
  seal [--wait [秒]]
                              封存等待中的记录并签署检查点
  status                      主体、密钥、各状态的记录数
  list [查询] [--state 状态] [--limit 条数]
                              按事项、文件名、哈希值中的字词查找记录
  show 编号|证书编号|SHA-256  一条记录及其经过
  link 编号 --to 编号|条目哈希值|证书文件 --as 关系
                              封存前陈述一条记录引用另一条记录，关系为 order（订单）、contract（合同）、
                              despatch、delivery、receipt、invoice、credit-of、payment、part-of、amends、about；
                              合作方的证书会一并收存
  unlink 编号 --to … --as 关系
                              封存前移除关联
  links 编号 [--accept 序号|all]
                              它引用了哪些记录、哪些记录引用它，以及建议
  links --partners            列出收存了证书的合作方记录及其条目哈希值
  links --forget 条目哈希值 [--yes]
                              删除收存的合作方证书及其披露的内容；先说明删除什么、保留什么，并请您确认
  edit 编号… [事项] [--drop] [--take-suggestions]
                              修改尚未封存的记录的事项；--drop：允许删去新的记录种类没有的事项
                              --take-suggestions：二维码、页面文字与文件名的建议一致的，填入空白事项
  withdraw 编号 [--reason 原因]
                              封存前撤回一条记录
  erase 编号… [--yes]         删除本台所存的记录内容；先说明删除什么、保留什么，并请您确认
  certify 编号…|--all|--final --out 文件夹|--preview [--for 接收方] [--show 名称,名称]
          [--withhold 名称,名称] [--disclose 名称,名称]
          [--to "姓名 <邮箱>"]… [--paper]
                              出具证书；--withhold：在设置之外另行不披露的事项（设置中最初为
                              holderId：仅限个人证件号码，统一社会信用代码是公开的）；parties:2 表示第二个当事方；
                              --disclose：予以披露的事项；--for：bank（银行）、auditor（审计）、court（法院）、
                              counterparty（交易对方）或您保存的选择，以其可见事项代替设置；--show：只显示这些事项；
                              --preview：只说明会显示什么，不制作任何文件；
                              --paper：另附一页，将全部证明印成二维码
  share 编号… --out 文件.zip [--with document,checker,trust] [--to "姓名 <邮箱>"]…
        [--for 接收方] [--show 名称,名称] [--withhold …] [--disclose …]
                              将证书打成一个 ZIP，供发给收件人；记住给谁，不会自动发送；
                              显示哪些事项，与 certify 相同
  shares [--due] [--csv 文件] [--xlsx 文件]
                              谁收到过哪份证书，哪些可以替换
  pack 编号… --out 文件.zip [--with document] [--trust 信任名单]… [--to "姓名 <邮箱>"]…
       [--for 接收方] [--show 名称,名称] [--withhold …] [--disclose …]
                              提交法院的全部材料（ZIP）：证书、证明、保管链、核验报告；
                              显示哪些事项，与 certify 相同
  dossier make 编号…|--filter 事项=值…|--tape 资产清单.csv|.xlsx [--column 表头=含义]… [--skip] [--preview]
          [--template receivables|leasing|case] [--title 标题] [--number 编号] [--note 备注] [--date 日期]
          [--cut-off 基准日] [--rule 规则]… [--supersedes 编号]
                              由已封存的记录制作卷宗（资产池、案卷）：恰有若干项、合计若干
  dossier show 编号 [--items] [--tables 文件.xlsx|.csv] [--esma 文件.xlsx|.csv] [--cut-off 基准日]
                              卷宗内容、增减情况；交易所要求的各表，以及 ESMA 表格的初稿
  dossier certify 编号 --out 文件夹|--preview [--items] [--open 编号,…] [--absent 编号,…]
          [--for 接收方] [--show 名称,名称] [--withhold …] [--disclose …]
                              制作卷宗证书；--items：任何人可核对项数与合计；--open：公开这些项的金额与证书；
                              --absent：证明这些记录不在卷宗内；卷宗与所公开的记录显示哪些事项，与 certify 相同
  dossier sample 编号 --seed 种子 --size 个数 [--by-amount [--currency 币种]] [--out 文件夹 [--items]]
          [--for 接收方] [--show 名称,名称] [--withhold …] [--disclose …]
                              抽取任何人都无法挑选的样本；证书恰好公开所抽的各项；
                              --by-amount：每一货币单位被抽中的机会相同，金额大的项更易抽中（货币单元抽样）
  dossier compare 编号 编号
                              两份卷宗共有哪些记录
  match 编号… [--four-flow|--three-way] [--tolerance 1%|金额]… [--days 天数] [--as 角色=编号]…
        [--linked] [--by one|order|contract] [--note 编号=备注|编号/规则=备注]… [--notes 文件.json]
        [--out 文件.json|.xlsx|.csv]… [--record]
                              按规则核对合同、货物、发票、付款（或订单、收货、发票）；只给一个编号时，核对与它相互引用的全部记录；
                              --days：送货可晚于发票的天数；--as：指明某条记录在交易中是什么；
                              --linked：给出多个编号时，也核对与它们相互引用的记录；--by：按订单或合同分成多笔交易，逐笔核对；
                              --note：给某笔交易或其中一条规则加备注；--notes：沿用此前保存的核对结果中的备注；--record：把核对结果（.json）另行存证
  trace 编号|证书编号 [--epcis 文件] [--prov 文件] [--pack 文件.zip [--with document,checker,trust] [--to "姓名 <邮箱>"]…
        [--for 接收方] [--show 名称,名称] [--withhold …] [--disclose …]]
                              互相关联的记录，按时间列出；--pack：将其证书打成一个 ZIP，可一并核验，
                              显示哪些事项，与 certify 相同；
                              --epcis、--prov：供程序读取（EPCIS 2.0、PROV-JSON）
  custody CUSTODY.json        核对保管链；无需数据文件夹
  verify 证书|图片… [文件…] [--digest SHA256]… [--trust 信任名单]… [--accept-demo]
         [--report 文件.pdf|文件.json]
                              核验证书（PDF、其附件的文件夹，或纸面证明的扫描件、
                              照片：JPEG、PNG、PDF，或溯源包 ZIP）；--digest：手边没有文件时；不需要数据文件夹；
                              报告写明鉴定人如何不依赖本程序复核每一项
  check 路径… [--trust 信任名单]… [--accept-demo] [--out 文件.pdf|.xlsx|.csv|.sha256]… [--fresh]
                              批量核验：文件夹、压缩包和邮件；逐一配对文件与证书；
                              中断后可接着进行；不需要数据文件夹
  trust list | add 文件 [--fingerprint 指纹] | remove 名称 | export --out 文件
                              核验时信任谁
  trust make 文件… --name 名称 [--chains M] [--witnesses K] [--names first] --out 文件 | show 文件
                              make：由信任名单、接入文件和见证方密钥制作一份信任名单，要求其中任意 M 条链、
                              任意 K 个见证方；show：列出其中的每个名称和密钥；不需要数据文件夹
  chain add 文件… [--answer 名称=内容]… [--answer-file 名称=文件]… [--fingerprint 指纹] [--optional] |
    list | test [名称 | 文件… [--answer …]] | on|off|remove 名称 |
    key 名称 [--from 文件] | register [--kind 种类] --out 文件
                              为本存证台确认封存内容的链；文件即运营方提供的文件，缺少的内容会询问；
                              test 后接文件，可在添加之前先行测试；
                              key：链的成员据以登记本存证台的密钥，新生成或取自密钥文件（京东智臻链）
  witness serve [--listen 地址:端口] [--tls-cert 文件 --tls-key 文件 | --behind-proxy] |
    file --url 网址 --out 文件 [--ca 文件] [--vkey 密钥 --organisation 名称]
                              serve：本存证台为其他存证台见证；file：接入见证方所用的文件；
                              见 docs/witnesses.md
  network [set [--proxy 主机:端口] [--except 主机]… [--user 用户名] [--ca 文件|none] | direct | try 地址]
                              通过哪个 HTTP 代理连接外部，以及系统以外信任的 CA；
                              direct：不使用代理；try：逐步测试到某地址的连接
  clock [accept --reason TEXT]
                              日志与本机时钟的比对；accept：时钟正确，继续
  passphrase                  设置或更换数据文件夹的口令
  recovery-code               生成新的恢复码，此前的恢复码随即失效
  member …                    联盟成员使用的命令：见 docs/consortium.md；
                              member witness：智臻链账本的成员使用，见 docs/jdchain.md
  demo [--out 文件夹]         用样例文件演示全过程

事项（用于本次的每个文件）：
  --title --kind --number --party（可重复） --date --amount --currency --obtained --note
  与 --facts 同用时，--currency 是表格中未写币种的金额的币种
  --profile 指明记录种类，各有自己的事项：
${profileOptions}

每个命令都有的选项：
  --home 目录  数据所在目录；否则用 NOTARY_HOME，再否则用桌面程序的目录
  --json       标准输出只有一个 JSON 对象
  --lang zh|en 提示所用语言
  --help  --version

NOTARY_PASSPHRASE 打开数据文件夹（init 时用于保护）；passphrase 命令设置的新口令取自 NOTARY_NEW_PASSPHRASE；
chain key --from 的密钥文件口令取自 NOTARY_KEY_PASSWORD；network set --user 的代理密码取自 NOTARY_PROXY_PASSWORD。
退出码：0 已证实或已完成 · 10 仅自证 · 11 待确认 · 12 未比对文件 · 20 不是同一文件
21 被改动 · 22 不受信任 · 23 无法读取 · 25 与文件所载不符
26 溯源包自相矛盾 · 27 核对中有不符或缺失 · check 另有：13 缺少证书 · 14 已被取代
30 已停下，须有人先处理 · 64 用法错误 · 70 其他
`,
  askPassphrase: '口令或恢复码：',
  askNewPassphrase: '为数据文件夹设置口令（直接回车则不设）：',
  askAgain: '再输入一次：',
  notTheSame: '两次不一致，请重新输入。',
  initDone: ({ home, holder }) => `“${holder}”的数据文件夹已建立：${home}`,
  recoveryCode: '恢复码',
  recoveryHint: '请抄下来，与本机分开保管。它只在此时显示一次。',
  protection: {
    keychain:
      '密钥已由系统密钥库锁定：窗口可自行打开；写入数据的命令会要求输入口令或恢复码（或从 NOTARY_PASSPHRASE 读取）。',
    passphrase: '密钥已由您的口令锁定：写入数据的命令会要求输入口令（或从 NOTARY_PASSPHRASE 读取）。',
    file: '密钥仅由文件权限保护：能读取您文件的人就能使用它。可用 passphrase 命令设置口令。',
  },
  fingerprint: '日志密钥指纹',
  checkCode: '核对码',
  issuerCode: '出具方核对码',
  trustKnown: (name) => `此前已接受：${name}`,
  progress: ({ done, files, percent }) => `${done} / ${files} 个文件，${percent} %`,
  partsLeft: (count) => `已登记，还有 ${count} 个文件正在查看内容`,
  recorded: '已登记',
  existing: '已有记录',
  addDone: ({ recorded, existing, failed }) =>
    `新登记 ${recorded} 个，已有记录 ${existing} 个，未能登记 ${failed} 个。`,
  addRead: (count) => `已读取 ${count} 张发票：号码、日期、金额和当事方已成为记录的事项，可用 show 查看。`,
  addSuggested: (count) =>
    `${count} 个文件有二维码、页面文字或文件名给出的建议：show 编号 查看，edit 编号 --take-suggestions 采用。`,
  addNext: '封存前可以修改事项。只保存事项和哈希值，不保存文件。',
  noFiles: '那里没有文件。',
  leftOut: (count, names) => `未登记 ${count} 个由系统或软件留在文件夹中的文件：${names}`,
  unusedColumns: (heads) => `未采用的列（不是事项）：${heads}`,
  unmatchedRows: (files) => `表格中有、但本次没有的文件：${files}`,
  refusedCells: (count) => `表格中有 ${count} 处未采用，见上。`,
  tableCurrency: '未注明币种的金额，可用 --currency 指定币种，例如 --currency CNY。',
  tableRow: ({ table, row }) => `${table} 第 ${row} 行`,
  sealDone: ({ sealed, size }) => `已封存 ${sealed} 条；日志共有 ${size} 条。`,
  testNetwork: '测试网络',
  switchedOff: '已停用',
  optional: '非必需',
  chainNone: '没有链：封存的内容仅由本存证台自行确认。',
  chainDemo: '这是测试网络：仅在使用 --accept-demo 时计入结论。',
  chainChanged: ({ name, to }) =>
    ({
      on: `${name} 已启用。`,
      off: `${name} 已停用，不再向其提交。`,
      removed: `${name} 已移除。其信任名单仍保留，可用 trust remove 移除。`,
    })[to],
  askKeyPassword: '密钥文件的口令：',
  chainKey: '请把公钥发给链的任一成员，由其登记为用户。私钥只保存在本存证台。',
  chainRegister: '请将此文件发给联盟成员，并通过其他渠道告知您的日志密钥指纹。',
  anchored: '要求的确认均已取得。',
  nothingRequired: '未要求任何确认；仅本存证台这样声明。',
  onlyOptional: '未要求任何确认。另有何方确认，见 list 和 show。',
  notAnchored: '尚未确认。已在队列中，将自动再次询问。',
  nothingToSeal: '没有等待封存的记录。',
  heldBack: (count) =>
    `${count} 条带提示的记录等待决定，未封存：可撤回（withdraw ID），或用 seal --include-warned 按原样封存。`,
  folderReadable: (folder) => `本机其他用户可以看到 ${folder} 中的文件名，但只有您能读取其内容。`,
  holder: '存证主体',
  home: '数据文件夹',
  checkpoint: '检查点',
  checkpointAt: ({ size, time, root }) => `${size} 条，${time}，默克尔根 ${root}`,
  noCheckpoint: '还没有',
  memory: '签名进度在数据文件夹之外的记录',
  memorySince: (time) => `自 ${time} 起`,
  memoryStates: {
    kept: '有',
    none: '尚无',
    damaged: '已损坏，下次封存时重新开始',
    newer: '由更新版本的程序写成，保持原样',
    unreadable: '目前无法读取，保持原样',
  },
  records: '记录',
  waiting: (count) => `下一批次 ${count} 条`,
  noRecords: '没有记录。',
  more: (count) => `另有 ${count} 条；用 --limit 显示。`,
  edited: (id) => `${id} 的事项已修改。`,
  suggestionsTaken: ({ id, count }) => `${id}：已采用 ${count} 项建议。`,
  suggestionsLeft: (ids) => `因各处不一致，或已另行填写，未采用：show ${ids}`,
  withdrawn: (id) => `${id} 已撤回。`,
  withdrawnHere: '撤回',
  state: '状态',
  size: '大小',
  time: '存证时间',
  path: '文件',
  gone: '（已不在原处）',
  supersedes: '取代的记录',
  supersededBy: '取代它的记录',
  sameInvoice: '同一张发票',
  perhapsSameInvoice: '可能是同一张发票',
  takenBackBy: '冲销它的记录',
  fileSays: (values) => `文件所载：${values}`,
  placesDisagree: ({ name, values }) => `${name}：文件各处不一致：${values}`,
  certificateNumbers: '证书编号',
  leaf: ({ number, size, index }) =>
    `日志条目：日志第 ${number} 条，共 ${size} 条（证明中的索引为 ${index}，自 0 起计）`,
  timeline: '经过',
  timelineKinds: {
    recorded: '已登记',
    edited: '修改事项',
    withdrawn: '已撤回',
    sealed: '已封存',
    anchored: '已确认',
    certified: '已出证书',
    shared: '交付登记',
    packed: '制作法院材料包',
    erased: '已删除内容',
    approved: '按原样封存（有提示）',
  },
  certifyProgress: ({ done, total }) => `${done} / ${total} 份证书`,
  certifyDone: ({ made, failed, folder }) =>
    failed === 0 ? `${made} 份证书在 ${folder}` : `${made} 份证书在 ${folder}；${failed} 份未能出具。`,
  nothingToCertify: '没有已封存的记录。',
  chain: '链',
  chainLast: (last) => (last ? `最近确认 ${last.size} 条，${last.time}` : '尚未确认任何内容'),
  queue: (count) => `已封存、待确认 ${count} 条`,
  nothingToFinish: '没有需要换发最终证书的记录。',
  nothingSent: '尚未向写明姓名的收件人发送过（share … --to "姓名 <邮箱>"）。',
  sentStates: {
    current: '最新',
    provisional: '临时',
    'final-due': '可发最终证书',
    'newer-due': '可发新版本',
    replaced: '已替换',
  },
  replacementDue: ({ name, ids }) => `可向 ${name} 发送替换件：notary share ${ids} --to "${name}" --out 文件.zip`,
  packDone: '提交法院的材料已在一个文件中，请从 0-cover.pdf 看起。',
  packProgress: ({ done, total }) => `已打包 ${done}/${total}`,
  journalEvents: {
    recorded: '登记',
    adopted: '早于日志',
    edited: '修改',
    withdrawn: '撤回',
    sealed: '封存',
    anchored: '锚定',
    exported: '导出证书',
    shared: '交付登记',
    packed: '制作材料包',
    erased: '删除',
    approved: '按原样封存（有提示）',
  },
  programs: { window: '窗口', 'command line': '命令行' },
  custodyChecks: {
    entries: '每个条目都在日志头之下',
    order: '所示条目之间没有缺失；其后的条目可能未出示',
    details: '内容与条目相符',
    head: '日志头在存证日志中',
    signatures: '检查点签名有效',
    anchors: '链上锚定',
  },
  shareDone: '可发送此文件。请通过其他渠道把信任名单的核对码告知收件人。',
  certificate: '证书',
  document: '文件',
  facts: '证明中的事项',
  withheld: '未披露',
  alsoWithheld: (names) => `因含有未披露的内容，一并不披露：${names}`,
  signers: '签名方',
  noTime: '签名中没有时间',
  checks: '核验项',
  next: '下一步',
  deviceTime: '设备时钟',
  notAccepted: '名称未经信任名单确认',
  knownRecord: (id) => `本存证台有这份文件的记录：${id}`,
  trustNone: '没有信任名单。',
  own: '本机',
  compared: '已比对',
  notCompared: '未比对',
  trustAdded: ({ name, code, fingerprint }) => [
    `已接受：该文件所载名称为“${name}”，名称未经核对。`,
    `核对码 ${code}`,
    `指纹 ${fingerprint}`,
  ],
  trustLookAlike: (one, other) => `“${one}”与“${other}”外观相近：请先问清各指何人，再决定是否信任。`,
  trustMixedName: (name) => `“${name}”的同一个词中混有不同文字的字母：请向发送方问清是否确实如此书写。`,
  trustManyNames: '名称过多，未能全部比对：可能有外观相近的名称未在此提示。',
  trustCompare: '尚未比对：请通过其他渠道取得核对码，并用 --fingerprint 给出。',
  trustNowCompared: '自此视为已比对。',
  trustRemoved: (name) => `已移除：${name}`,
  trustExported: ({ path, code, fingerprint }) => [`${path}`, `核对码 ${code}`, `指纹 ${fingerprint}`],
  demo: {
    intro: '本次演示在单独的文件夹中建立一个存证台。没有任何内容离开本机。',
    holder: '江南样例贸易有限公司',
    operator: '李样例',
    documents: {
      contract: { file: '采购合同.pdf', title: '采购合同' },
      invoice: { file: '发票.xml', title: '发票' },
      scan: { file: '合同扫描件.png', title: '合同扫描件' },
    },
    obtained: '存证台样例文件',
    home: '数据文件夹',
    added: (file) => `已登记：${file}`,
    sealed: ({ count, root }) => `已封存：${count} 条记录，默克尔根 ${root}`,
    certified: (file) => `证书：${file}`,
    right: '证书与正确的文件',
    wrong: '同一证书与另一个文件',
    altered: ({ from, to }) => `有人把证书页面上的金额从 ${from} 改成 ${to} 之后`,
    asExpected: '符合预期',
    notAsExpected: '不符合预期',
    where: (folder) => `证书和文件在 ${folder}`,
    check: (command) => `您可以自己核验一份：${command}`,
  },
};
