import type { report as en } from '../en/report.ts';
import type { Shape } from '../shape.ts';

/** The report for an expert. */
export const report: Shape<typeof en> = {
  title: '核验报告',
  help: '列出每一核验项、其输入的哈希值，以及不依赖本程序即可复核的命令（openssl、sha256sum、qpdf、pdfdetach）。中英文对照。文件将重新核验。',
  pdf: '保存为 PDF',
  json: '保存为 JSON',
  saved: '报告已保存。',
};
