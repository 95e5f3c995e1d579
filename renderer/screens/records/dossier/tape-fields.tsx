import { ReloadOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Radio, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { foldedHead, TAPE_COLUMNS, type TapeColumn } from '../../../../core/dossier/tape/columns.ts';
import { tapeColumnName, tapeTroubleText } from '../../../../core/dossier/tape/words.ts';
import { visible } from '../../../../core/formats/plain-text.ts';
import { thousands } from '../../../../core/words/words.ts';
import type { PlannedTape } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { DropZone } from '../../../components/drop-zone.tsx';
import { TallList } from '../../../components/tall-list.tsx';
import { useNotices } from '../../../state/notices.tsx';
import { useWords } from '../../../state/words.ts';
import type { Draft } from './draft.ts';

interface Props {
  readonly draft: Draft;
  /** As the desk understood it; null before it has answered. */
  readonly tape: PlannedTape | null;
  readonly found: number;
  readonly disabled: boolean;
  onChange(draft: Draft): void;
  onAgain(): void;
}

type ColumnsProps = Pick<Props, 'draft' | 'disabled' | 'onChange'> & { readonly tape: PlannedTape };

/** What each column means. A meaning belongs to one column: the one that had it is left alone then. */
function Columns({ draft, tape, disabled, onChange }: ColumnsProps) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { heads, columns } = tape;
  const choose = (at: number, meaning: TapeColumn | 'none') => {
    const taken = heads.filter((_, i) => i !== at && meaning !== 'none' && columns[i] === meaning);
    const others = Object.fromEntries(taken.map((head) => [foldedHead(head), 'none' as const]));
    onChange({ ...draft, mapping: { ...draft.mapping, ...others, [foldedHead(heads[at] ?? '')]: meaning } });
  };
  const options = [
    { value: 'none' as const, label: t('dossier.tape.none') },
    ...TAPE_COLUMNS.map((value) => ({ value, label: tapeColumnName(value, language) })),
  ];
  return (
    <div>
      <h4 className="flat">{t('dossier.tape.columns')}</h4>
      <ul className="tape-columns">
        {heads.map((head, i) => (
          <li key={i}>
            <span className="wrap">{visible(head)}</span>
            <Select<TapeColumn | 'none'>
              size="small"
              aria-label={t('dossier.tape.meaning', { head })}
              disabled={disabled || head === ''}
              value={columns[i] ?? 'none'}
              options={options}
              onChange={(meaning) => choose(i, meaning)}
            />
          </li>
        ))}
      </ul>
      <p className="small muted">{t('dossier.tape.columnsHelp')}</p>
    </div>
  );
}

/** The first rows, as their columns are understood. */
function FirstRows({ tape: { first, columns } }: { readonly tape: PlannedTape }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const known = TAPE_COLUMNS.filter((column) => columns.includes(column));
  if (known.length === 0 || first.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by keyboard
    <section className="tape-first" tabIndex={0} aria-label={t('dossier.tape.first')}>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{t('dossier.tape.row')}</th>
            {known.map((column) => (
              <th key={column} scope="col">
                {tapeColumnName(column, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {known.map((column) => (
                <td key={column}>{visible(cells[column] ?? '')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const TROUBLE_HEIGHT = 26;

/** Every row that names no record, and what to do with them. */
function Troubles({ draft, tape: { troubles }, disabled, onChange }: ColumnsProps) {
  const { t } = useTranslation();
  const { language } = useWords();
  const label = useId();
  if (troubles.length === 0) return null;
  const count = troubles.length;
  return (
    <div>
      <h4 className="flat tone-amber">{t('dossier.tape.troubles')}</h4>
      <TallList
        label={t('dossier.tape.troubles')}
        items={troubles}
        rowHeight={TROUBLE_HEIGHT}
        rows={6}
        keyOf={({ row }) => String(row)}
        render={(trouble) => {
          const text = t('dossier.tape.trouble', { row: trouble.row, why: tapeTroubleText(trouble, language) });
          return (
            <span className="trouble" title={text}>
              {text}
            </span>
          );
        }}
      />
      <p id={label} className="flat">
        {t('dossier.tape.whatToDo')}
      </p>
      <Radio.Group
        className="choices"
        aria-labelledby={label}
        disabled={disabled}
        value={draft.skip}
        onChange={({ target }) => onChange({ ...draft, skip: target.value === true })}
        options={[
          { value: false, label: t('dossier.tape.stop') },
          { value: true, label: t('dossier.tape.skip', { count, formatted: thousands(count) }) },
        ]}
      />
    </div>
  );
}

/** The table of a pool: chosen or dropped, its columns, and what became of its rows. */
export function TapeFields({ draft, tape, found, disabled, onChange, onAgain }: Props) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const take = ([path]: readonly string[]) => {
    if (path !== undefined) onChange({ ...draft, tape: path, mapping: {}, skip: false });
  };
  const choose = () => void call(notary.pick('tape')).then(take, fail);
  return (
    <DropZone className="tape-drop stack" hint={t('dossier.tape.drop')} onPaths={take}>
      <div className="row">
        <Button icon={<TableOutlined aria-hidden="true" />} disabled={disabled} onClick={choose}>
          {t('dossier.tape.choose')}
        </Button>
        {draft.tape !== null && (
          <Button icon={<ReloadOutlined aria-hidden="true" />} disabled={disabled} onClick={onAgain}>
            {t('dossier.tape.again')}
          </Button>
        )}
        <span className="small muted wrap">{draft.tape === null ? t('dossier.tape.drop') : visible(draft.tape)}</span>
      </div>
      {tape === null ? (
        <p className="small muted">{t('dossier.tape.help')}</p>
      ) : (
        <>
          <p role="status">
            {t('dossier.tape.rows', {
              count: tape.rows,
              formatted: thousands(tape.rows),
              found: thousands(found),
              troubles: thousands(tape.troubles.length),
            })}
          </p>
          <Columns draft={draft} tape={tape} disabled={disabled} onChange={onChange} />
          <FirstRows tape={tape} />
          <Troubles draft={draft} tape={tape} disabled={disabled} onChange={onChange} />
        </>
      )}
    </DropZone>
  );
}
