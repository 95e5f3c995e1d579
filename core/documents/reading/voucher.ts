/**
 * Instances by the accounting data standard for electronic vouchers of China's Ministry of Finance (电子凭证会计数据标准): XBRL,
 * alone or inside a PDF or an OFD file. They are found, and not read: the names of their elements are in taxonomies of which no
 * copy is here, and nothing of them is guessed.
 */
import { NotaryError } from '../../errors.ts';
import { beginningOfXml, beginsLikeXml } from './xml-text.ts';
import { rootOf } from './xml-tree.ts';

const ROOT = 'xbrl';
const TAXONOMIES = 'http://xbrl.mof.gov.cn/taxonomy/';

/** Whether an XML file is such an instance: its root, and one of the taxonomies in its first 64 KB. */
export function isVoucher(bytes: Uint8Array): boolean {
  const beginning = beginsLikeXml(bytes) ? beginningOfXml(bytes) : '';
  return rootOf(beginning)?.name === ROOT && beginning.includes(TAXONOMIES);
}

/** Throws that a document has such data, and no facts that are read. */
export function refuseVoucher(where: string): never {
  throw new NotaryError('malformed', `${where}: a voucher instance (XBRL), which is not read here`, {
    reason: 'voucher',
  });
}
