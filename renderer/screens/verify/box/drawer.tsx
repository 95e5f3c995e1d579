import { Button, Drawer, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoxState } from '../../../../core/documents/box/types.ts';
import { certificateNumberText, sizeText, thousands } from '../../../../core/words/words.ts';
import type { ApiError, BoxDetail } from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { Code, Hex } from '../../../components/hex.tsx';
import { type Pair, Pairs } from '../../../components/pairs.tsx';
import { useNavigation } from '../../../state/navigation.tsx';
import { useWords } from '../../../state/words.ts';
import { Banner } from '../banner.tsx';
import { useItemWords } from '../item-words.ts';
import { Result } from '../result.tsx';
import { boxLooks } from './state-looks.tsx';
import { useBoxWords } from './use-box-words.ts';

function usePairs({ file, certificate, state, size, sha256, proof, other }: BoxDetail): readonly Pair[] {
  const { t } = useTranslation();
  const { words, time } = useWords();
  const text = (label: string, value: string | null | undefined): readonly Pair[] =>
    value == null || value === '' ? [] : [{ label, value }];
  const provenTime = proof?.provenTime ?? null;
  const number = t('box.detail.number');
  return [
    ...text(t('box.detail.path'), file),
    ...text(t('box.detail.certificate'), certificate),
    ...(state === 'duplicate' || state === 'superseded' ? text(t(`box.detail.other.${state}`), other) : []),
    ...text(t('box.detail.issuer'), proof?.issuer),
    ...text(t('box.detail.time'), provenTime === null ? null : time(provenTime)),
    ...text(t('box.detail.signers'), proof === null ? null : words.names(proof.signers)),
    ...(proof?.number == null
      ? []
      : [
          {
            label: number,
            value: <Code text={certificateNumberText(proof.number)} plain={proof.number} copy={number} />,
          },
        ]),
    ...text(t('box.detail.size'), size === null ? null : sizeText(size)),
    ...(sha256 === null
      ? []
      : [{ label: t('box.detail.sha256'), value: <Hex value={sha256} copy={t('box.detail.sha256')} /> }]),
  ];
}

/** States for which the report's verdict already says the same and more. */
const sayTheSame: readonly BoxState[] = ['tampered', 'different', 'untrusted', 'pending', 'self-attested', 'proven'];

/** A row with its full verdict: the row's own data, then the usual result. */
function Detail({ detail }: { readonly detail: BoxDetail }) {
  const { t } = useTranslation();
  const words = useBoxWords();
  const { go } = useNavigation();
  const say = useItemWords();
  const { report, certificate, file, fault, knownRecord, state } = detail;
  const remark = words.remark(detail);
  const item = { certificate, document: file, report, knownRecord: null, error: null };
  return (
    <div className="stack">
      {(report === null || !sayTheSame.includes(state)) && (
        <Banner
          look={boxLooks[state]}
          title={words.states[state]}
          sentence={words.meanings[state]}
          next={null}
          remarks={remark === '' ? [] : [remark]}
        >
          {knownRecord !== null && (
            <Button onClick={() => go('records', { do: 'record', id: knownRecord })}>{t('verify.lone.show')}</Button>
          )}
        </Banner>
      )}
      <Pairs items={usePairs(detail)} />
      {fault !== null && (
        <details className="small muted">
          <summary>{t('common.technical')}</summary>
          <code className="wrap">
            {fault.code}: {fault.message}
          </code>
        </details>
      )}
      {report !== null && <Result item={item} said={say(item)} />}
      {report === null && certificate !== null && <p className="small muted">{t('box.detail.inside')}</p>}
    </div>
  );
}

interface Props {
  /** Number of the row; null when none is open. */
  readonly number: number | null;
  onClose(): void;
}

/** One row of the sheet with all its details, next to the list. */
export function BoxDrawer({ number, onClose }: Props) {
  const { t } = useTranslation();
  const [detail, setDetail] = useState<BoxDetail | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    let wanted = true;
    setDetail(null);
    setError(null);
    if (number !== null)
      call(notary.boxRow(number)).then(
        (found) => wanted && setDetail(found),
        (thrown) => wanted && setError(asApiError(thrown)),
      );
    return () => {
      wanted = false;
    };
  }, [number]);
  return (
    <Drawer
      open={number !== null}
      onClose={onClose}
      size={760}
      title={number === null ? '' : t('box.detail.title', { number: thousands(number) })}
      destroyOnHidden
    >
      {error !== null && <ErrorNote error={error} />}
      {detail === null && error === null && <Skeleton active />}
      {detail !== null && <Detail detail={detail} />}
    </Drawer>
  );
}
