import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TracePackReport } from '../../../core/trace/certified.ts';
import { readStateOf } from '../../../core/verification/read-facts.ts';
import type { Report } from '../../../core/verification/report.ts';
import { differingTexts, dossierSentences } from '../../../core/words/words.ts';
import type { VerifyItem } from '../../../electron/api.ts';
import { FactList } from '../../components/fact-list.tsx';
import { Hex } from '../../components/hex.tsx';
import { Pairs } from '../../components/pairs.tsx';
import { TraceView } from '../../components/trace/trace-view.tsx';
import { useKinds } from '../../state/kinds.ts';
import { useNavigation } from '../../state/navigation.tsx';
import { useWords } from '../../state/words.ts';
import { Banner } from './banner.tsx';
import { Checks } from './checks.tsx';
import { Clocks } from './clocks.tsx';
import { Expert } from './expert.tsx';
import { Findings } from './findings.tsx';
import type { ItemWords } from './item-words.ts';
import { WhoVouches } from './who-vouches.tsx';

function FactsSection({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { words } = useWords();
  const kind = report.record?.kind ?? '';
  const { label } = useKinds()(kind);
  const shown = Object.values(report.facts).some((value) => value !== null);
  return (
    <section className="result-part" aria-label={t('verify.facts')}>
      <h3>
        {t('verify.facts')} <span className="muted">· {t('verify.factsHelp')}</span>
      </h3>
      {shown ? (
        <FactList kind={kind} facts={report.facts} readState={(name) => readStateOf(name, report)} />
      ) : (
        <p className="muted">{t('verify.noFacts')}</p>
      )}
      {report.withheld.length > 0 && (
        <p className="small withheld">{t('verify.withheld', { names: words.names(report.withheld.map(label)) })}</p>
      )}
    </section>
  );
}

/** Both digests when they differ, so that a person sees what was compared, and what the findings above are based on. */
function Differs({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  if (report.verdict !== 'different-file' || report.digest === null || report.fileDigest === null) return null;
  return (
    <section className="result-part" aria-label={t('verify.document.differs')}>
      <h3>{t('verify.document.differs')}</h3>
      <Pairs
        items={[
          {
            label: t('verify.document.record'),
            value: <Hex value={report.digest} copy={t('verify.document.record')} />,
          },
          {
            label: t('verify.document.yours'),
            value: <Hex value={report.fileDigest} copy={t('verify.document.yours')} />,
          },
        ]}
      />
      {report.findings.length > 0 && <p className="small muted">{t('doctor.limits')}</p>}
    </section>
  );
}

/** Facts of which the document says otherwise, with both values. */
function Misstated({ report }: { readonly report: Report }) {
  const { words } = useWords();
  const { label } = useKinds()(report.record?.kind ?? '');
  const title = words.verdictTitle(report.verdict);
  const items = differingTexts(report, words, label).map(([name, value]) => ({ label: name, value }));
  if (report.verdict !== 'misstated' || items.length === 0) return null;
  return (
    <section className="result-part" aria-label={title}>
      <h3>{title}</h3>
      <Pairs items={items} />
    </section>
  );
}

/** What the items of a dossier show, and what they cannot. */
function DossierItems({ report }: { readonly report: Report }) {
  const { words } = useWords();
  const { says, limits } = dossierSentences(report, words);
  if (says.length === 0) return null;
  const { shows, cannotShow } = words.dossier;
  const list = (sentences: readonly string[]) => (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence} className="wrap">
          {sentence}
        </li>
      ))}
    </ul>
  );
  return (
    <section className="result-part" aria-label={shows}>
      <h3>{shows}</h3>
      {list(says)}
      <h3>{cannotShow}</h3>
      {list(limits)}
    </section>
  );
}

interface Props {
  readonly item: VerifyItem;
  readonly said: ItemWords;
}

/** One result: verdict, who vouches, clocks, facts, checks, in this order. */
export function Result({ item, said }: Props) {
  return item.trace ? (
    <TraceResult item={item} said={said} trace={item.trace} />
  ) : (
    <FileResult item={item} said={said} />
  );
}

function TraceResult({ said, trace }: Props & { readonly trace: TracePackReport }) {
  const { t } = useTranslation();
  return (
    <article className="result" aria-label={said.name}>
      <p className="small muted wrap result-files">{`${t('trace.whole')}: ${said.name}`}</p>
      <Banner {...said} details={null} />
      <TraceView trace={trace.trace} onOpen={null} />
    </article>
  );
}

function FileResult({ item, said }: Props) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { report, knownRecord } = item;
  const readable = report !== null && report.verdict !== 'unreadable';
  return (
    <article className="result" aria-label={said.name}>
      <p className="small muted wrap result-files">
        {t(item.certificate === null ? 'verify.documentOf' : 'verify.certificateOf', { name: said.name })}
        {item.certificate !== null &&
          ` · ${said.beside === null ? t('verify.noDocument') : t('verify.documentOf', { name: said.beside })}`}
      </p>
      <Banner {...said} details={report && <Findings report={report} />}>
        {knownRecord !== null && report === null && (
          <Button onClick={() => go('records', { do: 'record', id: knownRecord })}>{t('verify.lone.show')}</Button>
        )}
      </Banner>
      {readable && (
        <>
          <Differs report={report} />
          <Misstated report={report} />
          <DossierItems report={report} />
          <WhoVouches report={report} />
          <Clocks report={report} />
          <FactsSection report={report} />
        </>
      )}
      {report !== null && (
        <>
          <Checks key={report.verdict} checks={report.checks} />
          <Expert report={report} />
        </>
      )}
    </article>
  );
}
