import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { VerdictWords } from '../../../core/words/words.ts';
import type { VerifyItem } from '../../../electron/api.ts';
import { useDesk } from '../../state/desk.tsx';
import { offsetAt, useWords } from '../../state/words.ts';
import { baseName } from './base-name.ts';
import { type Look, packLooks, plainLook, verdictLooks } from './looks.tsx';
import { packWords } from './pack-words.ts';

export interface ItemWords extends VerdictWords {
  readonly look: Look;
  /** The certificate, or the document that came alone. */
  readonly name: string;
  /** The document beside the certificate. */
  readonly beside: string | null;
}

/** Texts for one result of a verification, in the banner and in the list. */
export function useItemWords(): (item: VerifyItem) => ItemWords {
  const { t } = useTranslation();
  const { words } = useWords();
  const { status } = useDesk();
  return (item) => {
    const name = visible(baseName(item.certificate ?? item.document ?? ''));
    const beside = item.certificate !== null && item.document !== null ? visible(baseName(item.document)) : null;
    const names = { name, beside };
    if (item.error !== null) {
      const parts = words.error(item.error.code, { file: name, ...item.error.details });
      const sentence = `${parts.happened} ${parts.safe}`;
      const title = t('verify.failed');
      return { ...names, look: plainLook, match: null, title, sentence, next: parts.next, remarks: [] };
    }
    if (item.trace) {
      const said = packWords(item.trace, words.language);
      const title = t(`trace.${said.is}`);
      return {
        ...names,
        look: packLooks[said.is],
        match: null,
        title,
        sentence: said.sentence,
        next: null,
        remarks: said.remarks,
      };
    }
    if (item.report !== null) {
      const now = Date.now();
      const time = item.report.provenTime ?? item.report.pending?.deadline ?? now;
      const ownOrigin = status?.ready ? status.origin : null;
      const said = words.verdict(item.report, { now, offsetMinutes: offsetAt(time), ownOrigin });
      return { ...names, ...said, look: verdictLooks[item.report.verdict] };
    }
    const sentence = t(item.knownRecord === null ? 'verify.lone.unknown' : 'verify.lone.known');
    const next = item.unread === undefined ? null : words.unreadPicture(item.unread);
    return { ...names, look: plainLook, match: null, title: t('verify.lone.title'), sentence, next, remarks: [] };
  };
}
