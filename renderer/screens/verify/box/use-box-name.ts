import { useTranslation } from 'react-i18next';
import { baseName } from '../base-name.ts';

/** What a box is called: its first folder or archive, and how many more were given with it. */
export function useBoxName(sources: readonly string[]): string {
  const { t } = useTranslation();
  const name = baseName((sources[0] ?? '').replace(/[/\\]+$/, ''));
  return sources.length > 1 ? t('box.names.more', { name, count: sources.length - 1 }) : name;
}
