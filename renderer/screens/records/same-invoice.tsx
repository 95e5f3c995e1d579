import { useTranslation } from 'react-i18next';
import type { InvoiceMatch, InvoiceSearch } from '../../../core/records/completion.ts';
import { type Pair, Pairs } from '../../components/pairs.tsx';
import { RecordLink } from '../../components/record-link.tsx';

interface Props {
  readonly found: InvoiceSearch;
  onOpen(id: string): void;
}

/** Other records of the invoice that a record is about, and of what takes it back; what is said where there are none. */
export function SameInvoice({ found: { same, takenBackBy }, onOpen }: Props) {
  const { t } = useTranslation();
  const links = (label: string, matches: readonly InvoiceMatch[]): readonly Pair[] =>
    matches.length === 0
      ? []
      : [{ label, value: matches.map(({ id }) => <RecordLink key={id} id={id} onOpen={onOpen} />) }];
  const items = [
    ...links(
      t('invoice.same'),
      same.filter(({ strict }) => strict),
    ),
    ...links(
      t('invoice.perhaps'),
      same.filter(({ strict }) => !strict),
    ),
    ...links(t('invoice.takenBackBy'), takenBackBy),
  ];
  return items.length > 0 ? <Pairs items={items} /> : <p className="muted">{t('invoice.only')}</p>;
}
