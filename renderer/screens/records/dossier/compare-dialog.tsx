import { FileProtectOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moneyText, thousands } from '../../../../core/words/words.ts';
import type {
  ComparedPart,
  CompareWish,
  ComparisonSeen,
  DossierLine,
  DossierListed,
} from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';
import { DropZone } from '../../../components/drop-zone.tsx';
import { TallList } from '../../../components/tall-list.tsx';
import { useBusy } from '../../../state/busy.ts';
import { useNotices } from '../../../state/notices.tsx';
import { useWords } from '../../../state/words.ts';
import { lineName } from './lines-list.tsx';

interface Props {
  readonly id: string;
  /** The dossier that it is compared with; null to choose. */
  readonly second: string | null;
  onOpen(record: string): void;
  onClose(): void;
}

const PARTS: readonly ComparedPart[] = ['shared', 'onlyFirst', 'onlySecond'];
const ROW_HEIGHT = 32;

/** Compares, and keeps what was found. */
function useComparison(id: string, second: string | null) {
  const { words } = useWords();
  const { busy, run } = useBusy();
  const [found, setFound] = useState<ComparisonSeen | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const compare = (other: CompareWish['second']) =>
    void run(async () => {
      setRefused(null);
      setFound(null);
      try {
        setFound(await call(notary.dossierCompare({ first: id, second: other })));
      } catch (thrown) {
        const { code, details } = asApiError(thrown);
        const said = words.error(code, details);
        setRefused(`${said.happened} ${said.next}`);
      }
    });
  useEffect(() => {
    if (second !== null) compare({ record: second });
  }, [second]);
  return { busy, found, refused, compare };
}

/** The other dossiers of this desk. */
function useOthers(id: string): readonly DossierListed[] {
  const [others, setOthers] = useState<readonly DossierListed[]>([]);
  const { fail } = useNotices();
  useEffect(() => {
    void call(notary.dossierList()).then((all) => setOthers(all.filter(({ record }) => record !== id)), fail);
  }, [id, fail]);
  return others;
}

interface OtherProps {
  readonly id: string;
  readonly first: string | null;
  readonly busy: boolean;
  onChoose(other: CompareWish['second']): void;
}

/** The other one: of this desk, or a certificate that somebody sent. */
function Other({ id, first, busy, onChoose }: OtherProps) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const others = useOthers(id);
  const [chosen, setChosen] = useState(first);
  const take = ([path]: readonly string[]) => {
    if (path === undefined) return;
    setChosen(null);
    onChoose({ path });
  };
  const nameOf = ({ seq, title, number }: DossierListed) =>
    t('versions.record', { seq, file: [title, number].filter((one) => one !== null).join(' · ') });
  return (
    <DropZone className="tape-drop stack" hint={t('dossier.compare.drop')} onPaths={take}>
      <Select<string>
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('dossier.compare.record')}
        placeholder={t('dossier.compare.record')}
        notFoundContent={t('dossier.compare.none')}
        disabled={busy}
        value={chosen}
        options={others.map((one) => ({ value: one.record, label: nameOf(one) }))}
        onChange={(record) => {
          setChosen(record);
          onChoose({ record });
        }}
      />
      <div className="row">
        <Button
          icon={<FileProtectOutlined aria-hidden="true" />}
          disabled={busy}
          onClick={() => void call(notary.pick('dossier')).then(take, fail)}
        >
          {t('dossier.compare.file')}
        </Button>
        <span className="small muted">{t('dossier.compare.fileHelp')}</span>
      </div>
    </DropZone>
  );
}

function Line({ line, onOpen }: { readonly line: DossierLine } & Pick<Props, 'onOpen'>) {
  const { record, money } = line;
  const name = lineName(line);
  return (
    <span className="drawn">
      {record === null ? (
        <code className="trouble" title={name}>
          {name}
        </code>
      ) : (
        <Button type="link" size="small" className="record-link trouble" title={name} onClick={() => onOpen(record)}>
          {name}
        </Button>
      )}
      <span>{money === null ? '' : moneyText(money)}</span>
    </span>
  );
}

function Found({ found, onOpen }: { readonly found: ComparisonSeen } & Pick<Props, 'onOpen'>) {
  const { t } = useTranslation();
  const [part, setPart] = useState<ComparedPart>('shared');
  const { name, counts, lines } = found;
  const shown = lines[part];
  const rest = counts[part] - shown.length;
  return (
    <section aria-label={t('dossier.compare.found')} className="stack">
      <p role="status" className="flat">
        <strong className={counts.shared === 0 ? undefined : 'tone-amber'}>
          {counts.shared === 0
            ? t('dossier.compare.apart', { name })
            : t('dossier.compare.sharing', { name, count: counts.shared, formatted: thousands(counts.shared) })}
        </strong>
      </p>
      <Segmented<ComparedPart>
        aria-label={t('dossier.compare.parts')}
        value={part}
        onChange={setPart}
        options={PARTS.map((value) => ({
          value,
          label: t(`dossier.compare.${value}`, { formatted: thousands(counts[value]) }),
        }))}
      />
      {shown.length === 0 ? (
        <p className="muted">{t('dossier.compare.nothing')}</p>
      ) : (
        <TallList
          label={t('dossier.compare.found')}
          items={shown}
          rowHeight={ROW_HEIGHT}
          rows={8}
          keyOf={({ leaf }) => leaf}
          render={(line) => <Line line={line} onOpen={onOpen} />}
        />
      )}
      {rest > 0 && <p className="small muted">{t('dossier.compare.more', { formatted: thousands(rest) })}</p>}
    </section>
  );
}

/** Two dossiers side by side: what both have, and what only one. */
export function CompareDialog({ id, second, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const { busy, found, refused, compare } = useComparison(id, second);
  return (
    <Modal
      open
      centered
      width={720}
      title={t('dossier.compare.title')}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <div className="stack dialog-body" aria-busy={busy}>
        <p className="flat">{t('dossier.compare.what')}</p>
        <Other id={id} first={second} busy={busy} onChoose={compare} />
        {refused !== null && <Alert type="error" showIcon role="alert" title={refused} />}
        {busy && <p role="status">{t('common.loading')}</p>}
        {found && <Found key={found.name} found={found} onOpen={onOpen} />}
      </div>
    </Modal>
  );
}
