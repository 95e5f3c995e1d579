import { ExperimentOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import { thousands } from '../../../core/words/words.ts';
import type { ChainConfirmation } from '../../../electron/api.ts';
import { Code, Hex } from '../../components/hex.tsx';
import { type Pair, Pairs } from '../../components/pairs.tsx';
import { useWords } from '../../state/words.ts';

type Block = Extract<ChainConfirmation, { shows: 'block' }>;
type Endorsed = Extract<ChainConfirmation, { shows: 'endorsed' }>;
type Observation = Extract<ChainConfirmation, { shows: 'observation' }>;
type Timestamp = Extract<ChainConfirmation, { shows: 'timestamp' }>;
type Cosignature = Extract<ChainConfirmation, { shows: 'cosignature' }>;

/** Block, time and members who signed. */
function useBlockPairs(): (block: Block) => readonly Pair[] {
  const { t } = useTranslation();
  const { time } = useWords();
  return (confirmation) => {
    const { kind, chain, height, block, transaction, quorum, signers } = confirmation;
    // the chain's own names for its members are in quotes, as on paper
    const named = signers.map(({ name, fingerprint }) => (name === null ? fingerprint : `“${visible(name)}”`));
    return [
      { label: t('chains.id', { kind }), value: <Code text={chain} copy={t('chains.id', { kind })} /> },
      { label: t('chains.height'), value: thousands(height) },
      { label: t('chains.block'), value: <Hex value={block.toLowerCase()} copy={t('chains.block')} /> },
      ...(transaction === null
        ? []
        : [
            {
              label: t('chains.transaction'),
              value: <Hex value={transaction.toLowerCase()} copy={t('chains.transaction')} />,
            },
          ]),
      { label: t('chains.time'), value: confirmation.time === null ? '–' : time(confirmation.time) },
      {
        label: t('chains.members'),
        value: (
          <>
            {t('chains.signed', quorum)}
            <ul className="names small">
              {named.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        ),
      },
    ];
  };
}

/** Block, transaction, who read it and who ordered it. */
function useEndorsedPairs(): (endorsed: Endorsed) => readonly Pair[] {
  const { t } = useTranslation();
  return ({ kind, chain, chaincode, height, block, transaction, readers, orderers }) => [
    { label: t('chains.id', { kind }), value: <Code text={chain} copy={t('chains.id', { kind })} /> },
    { label: t('chains.chaincode'), value: <Code text={chaincode} copy={t('chains.chaincode')} /> },
    { label: t('chains.height'), value: thousands(height) },
    { label: t('chains.block'), value: <Hex value={block} copy={t('chains.block')} /> },
    { label: t('chains.transaction'), value: <Hex value={transaction} copy={t('chains.transaction')} /> },
    { label: t('chains.time'), value: t('chains.untimed') },
    {
      label: t('chains.readers'),
      value: (
        <ul className="names small">
          {readers.map(({ name, fingerprint }) => (
            <li key={fingerprint}>“{visible(name)}”</li>
          ))}
        </ul>
      ),
    },
    {
      label: t('chains.orderers'),
      value:
        orderers.by === 'one'
          ? t('chains.ordererOne', { name: visible(orderers.name) })
          : t('chains.orderersSeveral', { count: orderers.count }),
    },
  ];
}

/** What witnesses of members state: the transaction, its entry, who saw it, and by whose hands it went. */
function useObservationPairs(): (seen: Observation) => readonly Pair[] {
  const { t } = useTranslation();
  const { time } = useWords();
  const code = (label: string, text: string): Pair => ({ label, value: <Code text={text} copy={label} /> });
  const hex = (label: string, value: string): Pair => ({ label, value: <Hex value={value} copy={label} /> });
  return ({ kind, chain, height, block, transaction, entry, signers, members, submittedBy, passedOnBy, ...seen }) => [
    code(t('chains.id', { kind }), chain),
    { label: t('chains.height'), value: thousands(height) },
    code(t('chains.block'), block),
    code(t('chains.transaction'), transaction),
    code(t('chains.account'), entry.account),
    code(t('chains.entryKey'), entry.key),
    { label: t('chains.time'), value: seen.time === null ? '–' : time(seen.time) },
    {
      label: t('chains.members'),
      value: (
        <>
          {members === null
            ? t('chains.sawUnknown', { count: signers.length })
            : t('chains.saw', { have: signers.length, all: members })}
          <ul className="names small">
            {signers.map(({ name, fingerprint }) => (
              <li key={fingerprint}>{`“${visible(name)}”`}</li>
            ))}
          </ul>
        </>
      ),
    },
    hex(t('chains.submittedBy'), submittedBy),
    ...(passedOnBy === null
      ? []
      : [
          {
            label: t('chains.passedOnBy'),
            value: (
              <>
                <Hex value={passedOnBy} copy={t('chains.passedOnBy')} />
                <p className="muted small">{t('chains.passedOnHelp')}</p>
              </>
            ),
          },
        ]),
  ];
}

/** Contents of a token: authority, time, accuracy and identifiers. */
function useTimestampPairs(): (token: Timestamp) => readonly Pair[] {
  const { t } = useTranslation();
  const { time } = useWords();
  return ({ authority, accuracy, serial, policy, token, ...stamp }) => [
    { label: t('chains.authority'), value: `“${authority.name}”` },
    { label: t('chains.authorityKey'), value: <Hex value={authority.fingerprint} copy={t('chains.authorityKey')} /> },
    { label: t('chains.stampTime'), value: time(stamp.time) },
    {
      label: t('chains.accuracy'),
      value:
        accuracy === null ? t('chains.accuracyNone') : t('chains.accuracyValue', { seconds: accuracy / 1_000_000 }),
    },
    { label: t('chains.serial'), value: <Code text={serial} copy={t('chains.serial')} /> },
    { label: t('chains.policy'), value: <Code text={policy} copy={t('chains.policy')} /> },
    { label: t('chains.token'), value: <Hex value={token} copy={t('chains.token')} /> },
  ];
}

/** A witness's key and the time that it signed. */
function useWitnessPairs(): (witness: Cosignature) => readonly Pair[] {
  const { t } = useTranslation();
  const { time } = useWords();
  return ({ name, fingerprint, ...signed }) => [
    { label: t('chains.witness'), value: `“${visible(name)}”` },
    { label: t('chains.witnessKey'), value: <Hex value={fingerprint} copy={t('chains.witnessKey')} /> },
    { label: t('chains.witnessTime'), value: time(signed.time) },
  ];
}

/** What each sort of confirmation shows. */
function usePairs(): (confirmation: ChainConfirmation) => readonly Pair[] {
  const [ofBlock, ofEndorsed, ofObservation] = [useBlockPairs(), useEndorsedPairs(), useObservationPairs()];
  const [ofTimestamp, ofWitness] = [useTimestampPairs(), useWitnessPairs()];
  return (one) => {
    if (one.shows === 'block') return ofBlock(one);
    if (one.shows === 'endorsed') return ofEndorsed(one);
    if (one.shows === 'observation') return ofObservation(one);
    return one.shows === 'timestamp' ? ofTimestamp(one) : ofWitness(one);
  };
}

/** One confirmation of a chain, a witness or an authority. */
function Confirmation({ confirmation }: { readonly confirmation: ChainConfirmation }) {
  const { t } = useTranslation();
  const pairsOf = usePairs();
  const { consortium, demo } = confirmation;
  return (
    <div>
      {consortium !== null && <p className="bundle-name wrap">{t('trust.calls', { name: consortium })}</p>}
      {demo && (
        <p className="tone-amber">
          <ExperimentOutlined aria-hidden="true" /> {t('chains.demo')}: {t('chains.demoHelp')}
        </p>
      )}
      <Pairs items={pairsOf(confirmation)} />
    </div>
  );
}

/** A key that is unique among the confirmations of a record. */
function keyOf(one: ChainConfirmation): string {
  if (one.shows === 'cosignature') return `${one.kind} ${one.fingerprint}`;
  return `${one.kind} ${one.shows === 'timestamp' ? one.token : one.chain}`;
}

/** The chains that confirmed a record, or a note that only the desk's own witness did. */
export function ConfirmedBy({ confirmations }: { readonly confirmations: readonly ChainConfirmation[] }) {
  const { t } = useTranslation();
  if (confirmations.length === 0) return <p className="muted">{t('chains.onlyWitness')}</p>;
  return confirmations.map((one) => <Confirmation key={keyOf(one)} confirmation={one} />);
}
