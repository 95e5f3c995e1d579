import { profileFactWords } from '../../records/profiles/words.ts';
import type { ErrorDetails } from '../types.ts';
import { labels } from './labels.ts';
import { contradictions } from './trust.ts';

const factLabels: Readonly<Record<string, string>> = {
  ...profileFactWords('zh'),
  ...labels.facts,
  recipient: '收件人',
  reason: '理由',
};

const labelled = (names: ErrorDetails[string] | undefined) =>
  String(names)
    .split(', ')
    .map((name) => factLabels[name] ?? name)
    .join('、');

/** What is wrong with a value, by `details.reason`. */
const REASONS: Readonly<Record<string, (value: string, details: ErrorDetails) => string>> = {
  ...contradictions,
  'too-long': (value) => `${value}超过 200 个字符。`,
  invisible: (value) => `${value}包含看不见的字符（例如控制字符）。`,
  empty: (value) => `${value}没有填写。`,
  'not-a-date': (value) => `${value}不是存在的日期，请写成 2026-11-22。`,
  'not-an-amount': (value) => `${value}不是数字，请写成 128000.00。`,
  'not-a-currency': (value) => `${value}的币种不是已知的货币代码，请写 ISO 4217 代码，例如 CNY。`,
  'no-currency': (value) => `${value}需要注明币种，例如 CNY；常用币种可在设置中选定。`,
  'two-currencies': (value) =>
    `${value}写了两种币种（数字旁、币种列、表头或单元格格式），或符号与常用币种不符，请只写一种币种的代码，例如 CNY。`,
  'not-a-quantity': (value) => `${value}不是数字，请写成 1250 或 12.5，计量单位另填。`,
  'not-a-scheme': (value) => `${value}不是已知的发票制式，请留空或选择“其他”。`,
  'not-of-profile': (value) =>
    `该记录种类没有${value}这一事项，请选择文件相应的记录种类（发票、送货单、付款凭证、仓单），或不填。`,
  'would-drop': (_, { names }) =>
    `改为该记录种类后，以下事项无处填写：${labelled(names)}。未经您确认，不会删去任何事项。`,
  'no-profile': (_, { known }) =>
    known === undefined ? '只有文件的记录才能选择记录种类。' : `没有这一记录种类，可选：${known}。`,
  'not-a-tolerance': () => '容差请写成比例（如 1%）或金额（如 5.00），天数为不超过 3660 的整数。',
  'no-such-row': () => '核对结果中没有要备注的这一行：请写明其中的订单或合同，以及该套规则中的规则。',
  'two-notes': () => '同一行给出了两条备注，每行只能有一条。',
  'not-a-note': (_, { max }) => `备注须为一行，至少 1 个字，最多 ${max} 个字。`,
  'nothing-stated': () => '已撤回、已删除或已损坏的记录没有可比对的内容。',
  'no-amount': (value) => `${value}只有币种，没有数字。`,
  address: (_, { address }) => `收件人一栏中的“${address}”不是邮箱地址，请写成：姓名 <name@example.com>。`,
  'check-character': (value) =>
    `${value}的校验位不符，或位数不对，请对照营业执照或证件核对每一位（信用代码共 18 位，没有字母 I、O、S、V、Z，前后也不加其他文字）。`,
  'too-many': (value) => `${value}的条目太多。`,
  'no-file-column': () => '表格第一行没有“文件名”一列。',
  'no-file': () => '这一行没有文件名。',
  twice: () => '表格第一行中有两列是同一事项。',
  'old-workbook': () => '这是 Excel 97–2003 的工作簿，请另存为 XLSX 或 CSV。',
  'locked-workbook': () => '此工作簿设有打开密码，请取消密码后另存为 XLSX。',
  'other-workbook': () => '不读取此类工作簿（ODS、XLSB），请另存为 XLSX。',
  'page-as-table': () => '此文件名为工作簿，内容却是网页或 XML；请用表格软件打开后另存为 XLSX。',
  'text-encoding': () => '无法识别表格的文字编码，请另存为“CSV UTF-8”或 XLSX。',
  'head-below': () => '列名到这一行才出现，请删除其上方各行。',
  'file-twice': (_, { file, rows }) => `“${file}”在第 ${rows} 行也出现，这几行均未采用，请只保留一行。`,
  'several-files': (_, { file }) => `有多个文件名为“${file}”，请在文件名前写上文件夹，例如“六月/${file}”。`,
  'long-number': (value) => `${value}的数字已被电子表格舍入，请将单元格设为文本后重新输入。`,
  'not-as-shown': (value) => `${value}显示的数字与单元格实际值不同（单位、舍入或百分比），请按实际含义写全。`,
  'cell-error': (value) => `${value}是错误值，或是没有结果的公式。`,
  merged: (value) => `${value}位于合并单元格中，请在每一行分别填写。`,
  'open-quote': () => '该行有一个引号未成对，该行未采用；请删去引号或补全另一半。',
  'hidden-column': (value) => `${value}所在的列在电子表格中被隐藏，未采用；请取消隐藏或删除该列。`,
  'hidden-cell': (value) => `${value}的单元格格式不显示任何内容，未采用。`,
  'hidden-row': () => '该行在电子表格中被隐藏，未采用。',
  'one-file': () => '新版本只能是一个文件。',
  'same-bytes': () => '该文件与要取代的版本逐字节相同。',
  'names-holder': () => '证书未披露存证主体，而信任名单载有其名称；两者请去掉其一。',
  'chain-names-holder': () =>
    '证书未披露存证主体，但确认该记录的链已登记其名称，且这是证明的一部分，无法去掉；请披露存证主体后再交付。',
  'unclear-names': (_, { names }) =>
    `该信任名单中的名称含有不可见字符或特殊空格：${names}。请向提供者索取不含此类字符的名单。`,
  'unclear-name': (_, { names }) =>
    `名称含有不可见字符或特殊空格：${names}。请去掉此类字符，或索取不含此类字符的文件。`,
  'one-voice': (_, { names }) =>
    `核验时会把这两个控制方视为同一方，双方的签名只计一次：${names}。如确为同一方，请与已登记的写法完全一致；如不是，请改用一眼可以区分的名称。`,
  'jd-key': () => '这不是 jdchain-cli 的私钥文件，或口令不能打开它；请使用 .priv 文件及其口令。',
  'own-bundle': () => '不能移除本存证台自己的信任名单。',
  'passphrase-like-code': () => '该口令看起来像恢复码（30 个字母和数字），请改用更长或更短的口令。',
  'no-witnessed-log': () =>
    '尚未为任何其他存证台见证：请先接受对方的信任名单并核对其核对码（trust add 文件 --fingerprint 核对码）。',
  'import-open': () => '这些文件还不能用于连接：请先补全所缺的内容。',
  'one-log': () => '成员见证方每次只接受一个日志：请使用存证台导出的自身信任名单。',
  'witness-file': (value) => `见证方的地址或密钥无法使用：${value}`,
  listen: (value) => `见证方无法在此监听：${value}`,
  'passphrase-short': (_, { min }) => `口令太短，至少需要 ${min} 个字符。`,
  'recovery-length': (_, { length }) => `恢复码有 30 个字符，这里有 ${length} 个。`,
  'wrong-secret': () => '这既不是本存证台的口令，也不是其恢复码。',
  'open-folder': (_, { folder }) =>
    `本机其他用户可以写入文件夹“${folder}”，密钥放在其中不安全；请使用新文件夹，或只允许自己写入。`,
  'altered-certificate': (_, { file }) => `“${file}”在出具后已被改动，请向出具方重新索取证书。`,
  'link-self': () => '记录不能引用自身。',
  'link-circle': () => '该记录已直接或间接引用本记录。记录只能引用先于它封存的记录，请先移除另一处关联。',
  'too-many-links': () => '一条记录最多关联 50 条其他记录。',
  'no-dossier': () => '这条记录不是卷宗。',
  'empty-dossier': () => '没有任何记录会收入该卷宗。',
  'other-dossier': () => '另一份卷宗没有附条目清单，或清单与其记录不符。请对方提供附全部条目的证书。',
  'rule-needs-words': () => '基准日属于入卷规则：请用文字说明收录范围。',
  'rule-too-long': (_, d) => `入卷规则最多 ${d.most} 行。`,
  'no-cut-off': () => '表格需要基准日。',
  'in-dossier': () => '该记录就在卷宗内，不能证明它不在其中。',
  'not-drawn': () => '要公开的记录不是由种子抽出的那些。',
  'no-amounts': () => '卷宗内没有任何一项载有该币种的正数金额，无法按金额抽样。',
  'several-currencies': () => '金额分属多个币种，不能相加：请用 --currency 指定其中一个币种。',
  'amount-unknown': () => '卷宗内有记录已被删除，其金额已无从得知，无法按金额抽样。',
  'column-twice': () => '资产清单中有两列被指定为同一含义，请将其中一列设为不使用。',
  'proxy-address': () => '这不是 HTTP 代理的地址，请写成 proxy.example.com:3128；用户名和密码另行填写。',
  'proxy-exception': (_, { exception }) =>
    `例外地址“${exception}”无法识别，请写主机名（example.com）、IP 地址或网段（10.0.0.0/8），不带端口。`,
  'proxy-user': () => '代理的用户名为 1 至 200 个字符，不能含冒号。',
  'proxy-password': () => '需要代理的密码：更换地址或用户名后须重新填写（或取自 NOTARY_PROXY_PASSWORD）。',
  'network-target': () => '这不是可以测试的地址，请写成 example.com:443 或 https://example.com。',
  'ca-none': () => '文件中没有 PEM 格式的证书（最多 16 张），请索取 PEM 格式的 CA 证书。',
  'ca-private-key': () => '文件中有私钥，不应放在这里；请只索取 CA 的证书。',
  'ca-not-ca': (_, { subject }) => `“${subject}”不是 CA 证书，请向网络管理员索取签发它的 CA 的证书。`,
  'ca-expired': (_, { subject, until }) => `CA“${subject}”的证书已过期（${until}），请向网络管理员索取现行的证书。`,
  'ca-not-yet': (_, { subject }) => `CA“${subject}”的证书尚未生效，请核对本机的日期。`,
  'recovery-typo': () => '恢复码输入有误。',
};

/** The sentence for a refused value; `row` is its row in a table. */
export function badInput(details: ErrorDetails): string {
  const label = factLabels[String(details.fact)];
  const value = label === undefined ? '有一项内容' : `“${label}”`;
  const sentence = REASONS[String(details.reason)]?.(value, details) ?? `${value}不符合要求。`;
  return details.row === undefined ? sentence : `第 ${details.row} 行：${sentence}`;
}
