import { DisconnectOutlined, LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { LinkInput, LinkSuggestion, RecordLink, RecordLinks } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useBusy } from '../../state/busy.ts';
import { useNotaryEvent } from '../../state/events.ts';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';
import { AddLink } from './add-link.tsx';
import { LinkedEnd } from './linked-end.tsx';

interface Props {
  readonly id: string;
  onOpen(id: string): void;
}

/** The links of a record, read again when records change; null until they are known. */
function useLinks(id: string): readonly [RecordLinks | null, (links: RecordLinks) => void] {
  const [links, setLinks] = useState<RecordLinks | null>(null);
  const wanted = useRef(id);
  const load = useCallback(async () => {
    const found = await call(notary.links(id)).catch(() => null);
    // another record may have been opened meanwhile
    if (found !== null && wanted.current === id) setLinks(found);
  }, [id]);
  useEffect(() => {
    wanted.current = id;
    setLinks(null);
    void load();
  }, [id, load]);
  useNotaryEvent('records', () => void load());
  return [links, setLinks];
}

/** The other record of a link, as it was stated: its id where it is one of this desk, else its leaf. */
const targetOf = ({ own, origin, leaf }: RecordLink): LinkInput['to'] | null => {
  if (own) return { record: own.id };
  return leaf === null ? null : { origin, leaf };
};

interface LinesProps {
  readonly title: string;
  readonly links: readonly RecordLink[];
  readonly empty: string;
  /** What a link is called here. */
  nameOf(rel: RecordLink['rel']): string;
  onOpen(id: string): void;
  /** Takes a link back; null where that cannot be done. */
  readonly onRemove: ((link: RecordLink) => void) | null;
}

function Lines({ title, links, empty, nameOf, onOpen, onRemove }: LinesProps) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{title}</h3>
      {links.length === 0 && <p className="muted">{empty}</p>}
      {links.length > 0 && (
        <ul className="links" aria-label={title}>
          {links.map((link) => (
            <li key={`${link.rel} ${link.own?.id ?? link.leaf}`}>
              <span className="links-rel">{nameOf(link.rel)}</span>
              <LinkedEnd link={link} onOpen={onOpen} />
              {onRemove !== null && (
                <Button
                  size="small"
                  icon={<DisconnectOutlined aria-hidden="true" />}
                  aria-label={t('links.removeOf', { rel: nameOf(link.rel) })}
                  onClick={() => onRemove(link)}
                >
                  {t('links.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface SuggestionsProps {
  readonly suggestions: readonly LinkSuggestion[];
  readonly busy: boolean;
  onOpen(id: string): void;
  onAccept(suggestion: LinkSuggestion): void;
}

/** What is probably referred to, and why; nothing of it is stated before somebody says so. */
function Suggestions({ suggestions, busy, onOpen, onAccept }: SuggestionsProps) {
  const { t } = useTranslation();
  const { words } = useWords();
  if (suggestions.length === 0) return null;
  const why = ({ number, basis, strict }: LinkSuggestion) => {
    const shown = { number: visible(number), place: basis };
    const said = t(basis === 'typed' ? 'links.sameNumber' : 'links.named', shown);
    return strict ? said : `${said}${t('links.loosely')}`;
  };
  return (
    <>
      <h3>{t('links.suggested')}</h3>
      <ul className="links" aria-label={t('links.suggested')}>
        {suggestions.map((one) => (
          <li key={`${one.rel} ${JSON.stringify(one.to)}`}>
            <span className="links-rel">{words.links.rels[one.rel]}</span>
            <span>
              <LinkedEnd link={{ ...one, origin: '', basis: 'typed', leaf: leafOf(one) }} onOpen={onOpen} />
              <span className="small muted block">{why(one)}</span>
            </span>
            <Button
              size="small"
              disabled={busy}
              icon={<LinkOutlined aria-hidden="true" />}
              aria-label={t('links.acceptOf', { rel: words.links.rels[one.rel], number: visible(one.number) })}
              onClick={() => onAccept(one)}
            >
              {t('links.accept')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

const leafOf = ({ to }: LinkSuggestion) => ('leaf' in to ? to.leaf : null);

/** What a record refers to and what refers to it; while it waits, links are added, accepted and removed here. */
export function Links({ id, onOpen }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const [links, setLinks] = useLinks(id);
  const [adding, setAdding] = useState(false);
  if (links === null) return <p className="muted">{t('common.loading')}</p>;
  const { refersTo, referredToBy, suggestions, changeable, other } = links;
  const accept = ({ rel, to, basis }: LinkSuggestion) =>
    void run(async () => {
      setLinks(await call(notary.link({ id, rel, to, basis })));
      done(t('links.linked'));
    });
  const remove = (link: RecordLink) =>
    void run(async () => {
      const to = targetOf(link);
      if (to === null) return;
      setLinks(await call(notary.unlink({ id, rel: link.rel, to })));
      done(t('links.removed'));
    });
  return (
    <div className="stack">
      {other ? (
        <p className="muted">{words.links.other}</p>
      ) : (
        <Lines
          title={t('links.refersTo')}
          links={refersTo}
          empty={t('links.none')}
          nameOf={(rel) => words.links.rels[rel]}
          onOpen={onOpen}
          onRemove={changeable ? remove : null}
        />
      )}
      <Suggestions suggestions={suggestions} busy={busy} onOpen={onOpen} onAccept={accept} />
      <Lines
        title={t('links.referredToBy')}
        links={referredToBy}
        empty={t('links.noneBy')}
        nameOf={(rel) => words.links.referredAs[rel]}
        onOpen={onOpen}
        onRemove={null}
      />
      {changeable ? (
        <div className="row">
          <Button icon={<LinkOutlined aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t('links.add')}
          </Button>
          <span className="small muted">{t('links.addHelp')}</span>
        </div>
      ) : (
        <p className="small muted">{t('links.fixed')}</p>
      )}
      {adding && <AddLink id={id} onLinked={setLinks} onClose={() => setAdding(false)} />}
    </div>
  );
}
