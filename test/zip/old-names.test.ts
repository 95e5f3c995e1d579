/** Names in the encodings of systems, written by Python: read as they were meant, for an archive at a time. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { entryNames } from '../../core/documents/zip/names.ts';

const WRITE =
  'import json, sys; encoding, names = json.load(sys.stdin); print(json.dumps([list(name.encode(encoding)) for name in names]))';

function written(encoding: string, names: readonly string[]): readonly Uint8Array[] {
  const out = execFileSync('python3', ['-c', WRITE], { input: JSON.stringify([encoding, names]) }).toString();
  return (JSON.parse(out) as readonly number[][]).map((bytes) => Uint8Array.from(bytes));
}

it.each([
  ['gbk', ['合同.pdf']],
  ['gbk', ['发票清单.xlsx', '采购合同(终稿)/附件一.docx']],
  ['gbk', ['朱镕基.pdf']],
  ['gbk', ['喆.pdf']],
  ['gbk', ['张喆的借条.jpg', '王玥.png']],
  ['gbk', ['职业证.jpg', '发票.ofd']],
  ['gbk', ['訂單①.txt', '【终】A.pdf']],
  ['gbk', ['中國銀行對賬單.pdf']],
  ['gb18030', ['\u{20087}合同.pdf']],
  ['big5', ['合約書.pdf']],
  ['big5', ['租賃契約.docx', '發票.pdf']],
  ['big5', ['授權書及附件一覽表.xlsx']],
  ['big5', ['林先生.jpg', '王小姐.jpg']],
  ['big5', ['文件.pdf']],
  ['big5', ['中文.pdf']],
  ['big5', ['正本.pdf']],
  ['big5', ['日本.pdf']],
  ['big5', ['公文.pdf']],
  ['big5', ['目錄.pdf']],
  ['big5', ['證明文件.pdf']],
  ['big5', ['申請.pdf']],
  ['cp932', ['見積書.pdf']],
  ['cp932', ['請求書2026年3月.xlsx']],
  ['cp932', ['テスト.txt']],
  ['cp932', ['契約.pdf', '納品書.pdf']],
  ['cp437', ['Rechnung für Müller.pdf']],
  ['cp437', ['é.pdf', 'année créée.pdf']],
  ['cp437', ['año señor.pdf', 'ÄRGER.txt']],
  ['cp850', ['Vertrag Größe.docx', 'Übersicht.xlsx']],
  ['latin1', ['Müller.pdf']],
  ['latin1', ['Größe.txt']],
  ['latin1', ['Maße und Größen.xlsx', 'Fußnoten.pdf']],
  ['latin1', ['résumé.pdf', 'Café Größe.doc']],
  ['utf-8', ['合同.pdf', 'é.pdf']],
])('%s: %j', (encoding, names) => {
  const raw = written(encoding, names).map((rawName) => ({ rawName, utf8: false, unicodePath: null }));
  expect(entryNames(raw)).toEqual(names);
});

it('what is in none of them keeps its bytes', () => {
  const rawName = Uint8Array.of(0x61, 0xff, 0xfe, 0x80);
  expect(entryNames([{ rawName, utf8: false, unicodePath: null }])).toEqual(['a\u00ff\u00fe\u0080']);
});
