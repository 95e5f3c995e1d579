import { CloseOutlined, FileAddOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { visibleName } from '../../../../core/formats/plain-text.ts';
import type { BundleSource, SourceSeen, TrustEntry } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { useBusy } from '../../../state/busy.ts';
import { useWords } from '../../../state/words.ts';

/** Identity of a source, for keys and so that none stands twice. */
export const idOf = (source: BundleSource) => (source.from === 'file' ? source.path : source.fingerprint);

interface Props {
  readonly sources: readonly BundleSource[];
  /** As far as they were read; in the order of `sources`. */
  readonly seen: readonly SourceSeen[];
  readonly accepted: readonly TrustEntry[];
  onAdd(sources: readonly BundleSource[]): void;
  onRemove(id: string): void;
}

function Seen({ seen }: { readonly seen: SourceSeen }) {
  const { t } = useTranslation();
  const { words } = useWords();
  if (seen.error === null)
    return <span className="small muted">{seen.is === null ? '' : t(`bundle.sourceKinds.${seen.is}`)}</span>;
  const { happened, next } = words.error(seen.error.code, seen.error.details);
  return (
    <span className="small tone-red" role="alert">
      {happened} {next}
    </span>
  );
}

/** The files and accepted bundles from which a bundle is made. */
export function Sources({ sources, seen, accepted, onAdd, onRemove }: Props) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const choose = () =>
    run(async () => onAdd((await call(notary.pick('bundle'))).map((path) => ({ from: 'file', path }))));
  const offered = accepted.filter((entry) => !sources.some((source) => idOf(source) === entry.fingerprint));
  return (
    <section className="stack no-print" aria-label={t('bundle.sources')}>
      <div className="row">
        <Button icon={<FileAddOutlined aria-hidden="true" />} loading={busy} onClick={() => void choose()}>
          {t('bundle.addFiles')}
        </Button>
        <Dropdown
          trigger={['click']}
          disabled={offered.length === 0}
          menu={{
            items: offered.map(({ fingerprint, name, own }) => ({
              key: fingerprint,
              label: own ? t('bundle.ownDesk', { name: visibleName(name) }) : visibleName(name),
              onClick: () => onAdd([{ from: 'accepted', fingerprint }]),
            })),
          }}
        >
          <Button icon={<PlusOutlined aria-hidden="true" />}>{t('bundle.addAccepted')}</Button>
        </Dropdown>
        <span className="small muted">{t('bundle.drop')}</span>
      </div>
      {sources.length === 0 ? (
        <p className="muted">{t('bundle.empty')}</p>
      ) : (
        <ul className="sources">
          {sources.map((source, i) => {
            const name = visibleName(seen[i]?.name ?? '');
            return (
              <li key={idOf(source)}>
                <span className="wrap">{name}</span>
                {seen[i] && <Seen seen={seen[i]} />}
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined aria-hidden="true" />}
                  aria-label={t('bundle.leaveOut', { name })}
                  title={t('bundle.leaveOut', { name })}
                  onClick={() => onRemove(idOf(source))}
                />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
