import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../electron/api.ts';
import { useCopy } from '../state/copy.ts';
import type { MenuItem } from './row-menu.tsx';

/** What the menu of a record offers to be copied: what the record has of it. */
export function useCopyItems(): (row: RecordRow) => readonly MenuItem[] {
  const { t } = useTranslation();
  const copy = useCopy();
  return ({ id, sha256, facts: { fileName, number } }) =>
    Object.entries({ fileName, number, sha256, id } as const).flatMap(([key, text]) =>
      text
        ? [{ key, text: t(`records.menu.${key as 'fileName' | 'number' | 'sha256' | 'id'}`), run: () => copy(text) }]
        : [],
    );
}
