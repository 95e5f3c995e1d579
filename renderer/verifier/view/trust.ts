/** The offered bundles, and the user's choice for each. */
import { compareTyped } from '../../../core/formats/check-code.ts';
import { nameWarnings } from '../../../core/formats/look-alike-names.ts';
import type { Holding } from '../../../core/formats/names.ts';
import { visibleName } from '../../../core/formats/plain-text.ts';
import { groupedHex } from '../../../core/words/words.ts';
import { h } from '../dom.ts';
import type { OfferedBundle } from '../session.ts';
import type { ViewContext } from './context.ts';

export type Accept = (fingerprint: string, accepted: OfferedBundle['accepted']) => void;

export function trustView(bundles: readonly OfferedBundle[], accept: Accept, context: ViewContext): HTMLElement {
  const { strings } = context;
  return h(
    'section',
    { class: 'trust', 'aria-labelledby': 'trust-title' },
    h('h2', { id: 'trust-title' }, strings.trust),
    h('p', {}, bundles.length === 0 ? strings.trustNone : strings.trustIntro),
    bundles.map((offered) => bundleView(offered, bundles, accept, context)),
  );
}

function bundleView(
  offered: OfferedBundle,
  all: readonly OfferedBundle[],
  accept: Accept,
  context: ViewContext,
): HTMLElement {
  const { bundle, fingerprint, code } = offered;
  const { strings } = context;
  const others = all.filter((other) => other.fingerprint !== fingerprint && other.accepted !== 'no');
  const { alike, mixed, unread } = nameWarnings(
    bundle,
    others.map((other) => other.bundle),
  );
  const warnings = [
    ...alike.map(([one, other]) => strings.lookAlike(one, other)),
    ...mixed.map(strings.mixedName),
    ...(unread ? [strings.manyNames] : []),
  ];
  const heldBy = ({ organisation, controller }: Holding) =>
    organisation === controller ? '' : strings.heldBy(visibleName(controller));
  return h(
    'div',
    { class: 'bundle' },
    h('h3', {}, strings.calls(visibleName(bundle.name))),
    h(
      'ul',
      {},
      bundle.logs.slice(0, 20).map((log) => h('li', {}, strings.callsLog(visibleName(log.organisation)) + heldBy(log))),
      bundle.witnesses
        .slice(0, 20)
        .map((witness) => h('li', {}, strings.callsWitness(visibleName(witness.organisation)) + heldBy(witness))),
      bundle.chains.map((chain) => h('li', {}, strings.callsChain(chain.id))),
    ),
    warnings.length > 0 &&
      h(
        'ul',
        { class: 'amber', role: 'alert' },
        warnings.map((text) => h('li', {}, text)),
      ),
    h('p', {}, `${strings.code}: `, h('strong', {}, h('code', {}, code))),
    h('details', {}, h('summary', {}, strings.wholeFingerprint), h('code', {}, groupedHex(fingerprint))),
    offered.accepted === 'no' ? choice(offered, accept, context) : chosen(offered, accept, context),
  );
}

function choice({ fingerprint, code, fromPage }: OfferedBundle, accept: Accept, { strings }: ViewContext): HTMLElement {
  const id = `typed-${fingerprint}`;
  const input = h('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false' });
  const answer = h('p', { role: 'alert' });
  const compare = (event: Event) => {
    event.preventDefault();
    if (compareTyped(input.value, code, fingerprint).state === 'same') accept(fingerprint, 'compared');
    else answer.textContent = strings.differs;
  };
  return h(
    'form',
    { onSubmit: compare },
    fromPage && h('p', {}, strings.fromPage),
    h('label', { for: id }, strings.typed),
    input,
    h('button', { type: 'submit' }, strings.compare),
    !fromPage &&
      h(
        'button',
        { type: 'button', class: 'quiet', onClick: () => accept(fingerprint, 'not-compared') },
        strings.acceptAnyway,
      ),
    answer,
  );
}

function chosen({ fingerprint, accepted }: OfferedBundle, accept: Accept, { strings }: ViewContext): HTMLElement {
  return h(
    'p',
    {},
    accepted === 'compared' ? strings.accepted : strings.acceptedNotCompared,
    ' ',
    h('button', { type: 'button', class: 'quiet', onClick: () => accept(fingerprint, 'no') }, strings.takeBack),
  );
}
