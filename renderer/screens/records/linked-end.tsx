import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { toGroups } from '../../../core/formats/bytes.ts';
import { visible } from '../../../core/formats/plain-text.ts';
import { checkedText } from '../../../core/trace/words.ts';
import type { ForeignRecord, OwnEnd, RecordLink } from '../../../electron/api.ts';
import { offsetAt, useWords } from '../../state/words.ts';
import { PartnerMenu } from './partner-menu.tsx';

interface Props {
  readonly link: RecordLink;
  onOpen(id: string): void;
  /** The record of a partner is no longer known. */
  onForgotten?(): void;
}

const shown = (...names: readonly unknown[]) =>
  names
    .filter((name) => typeof name === 'string' && name !== '')
    .map((name) => visible(name as string))
    .join(' · ');

/** A record of this desk by its number and what it is called. */
export const ownName = ({ number, title, fileName }: Pick<OwnEnd, 'number' | 'title' | 'fileName'>): string =>
  shown(number, title ?? fileName);

/** A record of a partner by its number, what it is called and whose it is. */
export const foreignName = ({ facts: { number, title, fileName, holder } }: ForeignRecord): string =>
  shown(number, title ?? fileName, holder);

function Own({ own, onOpen }: { readonly own: OwnEnd; onOpen(id: string): void }) {
  const { t } = useTranslation();
  const name = ownName(own);
  return (
    <>
      <Button type="link" size="small" className="wrap record-link" onClick={() => onOpen(own.id)}>
        {t('versions.record', { seq: own.seq, file: name === '' ? t('links.erased') : name })}
      </Button>
      {own.held && <span className="small tone-amber block">{t('links.held')}</span>}
      {own.state === 'recorded' && !own.held && <span className="small muted block">{t('links.waits')}</span>}
      {own.newest !== null && (
        <Button
          type="link"
          size="small"
          className="wrap record-link small"
          onClick={() => own.newest !== null && onOpen(own.newest.id)}
        >
          {t('links.newest', { seq: own.newest.seq })}
        </Button>
      )}
    </>
  );
}

function Foreign({ foreign, onForgotten }: { readonly foreign: ForeignRecord; onForgotten(): void }) {
  const { t } = useTranslation();
  const { words, shortTime } = useWords();
  const { holder, number, title, fileName } = foreign.facts;
  const name = shown(number, title ?? fileName) || t('links.untitled');
  const checked = checkedText(foreign.added, offsetAt(foreign.added), words.language);
  const said = [
    words.verdictTitle(foreign.verdict),
    ...(checked === null ? [] : [checked]),
    ...(foreign.proven === null ? [] : [t('links.provenBy', { time: shortTime(foreign.proven) })]),
  ];
  return (
    <>
      <span className="wrap">{name}</span>
      <PartnerMenu foreign={foreign} name={name} onForgotten={onForgotten} />
      <span className="small muted block">
        {t('links.foreign', { holder: shown(holder) || t('links.unnamed') })} {said.join(' · ')}
      </span>
    </>
  );
}

/** The record at the other end of a link: one of this desk, one that a certificate made known, or a hash alone. */
export function LinkedEnd({ link: { own, foreign, leaf, basis }, onOpen, onForgotten = () => {} }: Props) {
  const { t } = useTranslation();
  return (
    <span>
      {own && <Own own={own} onOpen={onOpen} />}
      {foreign && <Foreign foreign={foreign} onForgotten={onForgotten} />}
      {!own && !foreign && (
        <span className="wrap">
          {t('links.unknown')} <code className="small">{toGroups(leaf ?? '', 8)}</code>
        </span>
      )}
      {basis !== 'typed' && <span className="small muted block">{t('links.read', { place: basis })}</span>}
    </span>
  );
}
