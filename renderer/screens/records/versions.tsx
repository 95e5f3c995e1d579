import { DiffOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { type Pair, Pairs } from '../../components/pairs.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { useBusy } from '../../state/busy.ts';
import { useIntakes } from '../../state/intake.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { useNotices } from '../../state/notices.tsx';

/** Adds one file as the next version of a record. */
function AddVersion({ id, onLeave }: { readonly id: string; onLeave(): void }) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { start } = useIntakes();
  const { go } = useNavigation();
  const { done } = useNotices();
  const add = async () => {
    const [path] = await call(notary.pick('version'));
    if (path === undefined) return;
    await start([path], { supersedes: id });
    // the result is shown in the intake
    onLeave();
    go('notarize');
    done(t('versions.started'));
  };
  return (
    <div className="row">
      <Button icon={<DiffOutlined aria-hidden="true" />} loading={busy} onClick={() => void run(add)}>
        {t('versions.add')}
      </Button>
      <span className="small muted">{t('versions.addHelp')}</span>
    </div>
  );
}

interface Props {
  readonly detail: RecordDetail;
  onOpen(id: string): void;
  /** Another screen is shown now. */
  onLeave(): void;
}

/** What this record replaces, what replaces it, and the way to add the next version; that of a dossier is made on its own page. */
export function Versions({ detail, onOpen, onLeave }: Props) {
  const { t } = useTranslation();
  const { id, kind, supersedes, supersededBy, state } = detail;
  const later = supersededBy.map((one) => <RecordLink key={one} id={one} onOpen={onOpen} />);
  const items: readonly Pair[] = [
    ...(supersedes === null
      ? []
      : [{ label: t('versions.replaces'), value: <RecordLink id={supersedes} onOpen={onOpen} /> }]),
    ...(later.length === 0 ? [] : [{ label: t('versions.replacedBy'), value: <>{later}</> }]),
  ];
  return (
    <>
      {items.length > 0 && <Pairs items={items} />}
      {kind !== 'dossier' && state !== 'withdrawn' && state !== 'erased' && <AddVersion id={id} onLeave={onLeave} />}
    </>
  );
}

/** Shown where a certificate is offered for a record that has a later version. */
export function ReplacedNote({ detail }: Pick<Props, 'detail'>) {
  const { t } = useTranslation();
  if (detail.supersededBy.length === 0) return null;
  return <Alert type="info" showIcon title={t('versions.certificateNote')} />;
}
