/** A trade of three documents: what is suggested, linked, followed, compared, and shown to a bank. */
import type { Locator } from 'playwright-core';
import { test } from 'vitest';
import { factLabel, kindOfKey } from '../../../core/records/index.ts';
import { matchWordsFor } from '../../../core/words/match.ts';
import { vector } from '../../golden/support/vectors.ts';
import { answerOpenDialog, answerSaveDialog } from '../controls.ts';
import { TRADE } from '../office.ts';
import type { Studio } from '../studio.ts';

export function trade(studio: Studio): void {
  test('takes what a name suggests, and what an invoice says', async () => {
    const { invoice, common } = studio.clerk.texts;
    await studio.clerk.go('notarize');
    await studio.clerk.drop([studio.file('trade')]);
    for (const name of Object.values(TRADE)) await studio.clerk.row(name).waitFor();
    await openFacts(studio, TRADE.contract);
    const takeAll = studio.clerk.button(studio.clerk.say(invoice.takeAll_other, { count: 5 }), studio.clerk.dialog);
    await takeAll.waitFor();
    await studio.show('facts, suggested');
    await takeAll.click();
    await studio.show('facts, suggestions taken');
    await save(studio);
    await openFacts(studio, TRADE.invoice);
    await studio.show('facts, read from the file');
    await studio.clerk.dialog
      .getByLabel(factName(studio, 'invoice', 'number'))
      .first()
      .fill('RE-42');
    await studio.clerk.dialog.getByText(studio.clerk.say(invoice.fileSays, { value: 'RE-2026-0042' })).waitFor();
    await studio.show('facts, other than the file says');
    await studio.pressEscape();
    await studio.clerk.button(common.discard.go).click();
    await studio.clerk.dialog.waitFor({ state: 'detached' });
  });

  test('gives a delivery note its profile', async () => {
    const { notarize } = studio.clerk.texts;
    await openFacts(studio, TRADE.delivery);
    await studio.show('facts, profiles', {
      bring: () => studio.clerk.dialog.getByRole('combobox', { name: notarize.editor.profile }).click(),
      putAway: () => studio.pressEscape(),
    });
    await studio.clerk.dialog.getByRole('combobox', { name: notarize.editor.profile }).click();
    await choose(studio, kindOfKey('delivery')?.words[studio.language].name ?? '');
    for (const [name, value] of [
      ['number', 'DN-0088'],
      ['date', '2026-11-20'],
      ['sender', 'Seller GmbH'],
      ['receiver', 'Another buyer'],
    ] as const)
      await studio.clerk.dialog.getByLabel(factName(studio, 'delivery', name), { exact: true }).fill(value);
    await studio.show('facts, of a delivery note');
    await save(studio);
  });

  test('links the invoice with the contract, the delivery note, and the record of a partner', async () => {
    const { links } = studio.clerk.texts;
    const { rels } = studio.clerk.words.links;
    await studio.clerk.go('records');
    await openRecord(studio, TRADE.invoice);
    const drawer = studio.clerk.dialog;
    await studio.show('linked records, suggested', inView(drawer.getByRole('heading', { name: links.title })));
    const suggested = drawer.getByRole('list', { name: links.suggested });
    await suggested.getByRole('button', { name: new RegExp(links.accept) }).click();
    await suggested.waitFor({ state: 'detached' });
    for (const [rel, fill] of [
      [rels.delivery, () => chooseRecord(studio, 'DN-0088')],
      [rels.contract, () => takeInCertificate(studio)],
    ] as const) {
      await studio.clerk.button(links.add, drawer).click();
      await studio.clerk.dialog.getByRole('combobox', { name: links.rel }).click();
      await choose(studio, rel);
      await fill();
      await studio.show(`link a record, ${rel}`);
      await studio.clerk.button(links.go, studio.clerk.dialog).click();
      await drawer.getByRole('list', { name: links.refersTo }).getByText(rel, { exact: true }).waitFor();
    }
    await studio.show('linked records', inView(drawer.getByRole('heading', { name: links.title })));
    await studio.leave();
    await studio.clerk.go('notarize');
    await studio.clerk.seal();
  });

  test('follows the trace', async () => {
    const { trace } = studio.clerk.texts;
    await studio.clerk.go('records');
    await openRecord(studio, TRADE.invoice);
    await studio.clerk.dialog.getByRole('list', { name: studio.clerk.texts.links.refersTo }).waitFor();
    await studio.show('linked records, sealed', inView(heading(studio, studio.clerk.texts.links.title)));
    await studio.clerk.button(trace.button, studio.clerk.dialog).click();
    const dialog = studio.clerk.dialog;
    await dialog.locator('.trace-card').first().waitFor();
    await studio.show('trace');
    await studio.show('trace, its last part', inView(dialog.locator('.trace-detail')));
    await dialog.getByText(trace.list, { exact: true }).click();
    await dialog.getByRole('table').waitFor();
    await studio.show('trace, list');
    await studio.clerk.button(trace.pack.button, dialog).click();
    await studio.clerk.dialog.getByText(trace.pack.what).waitFor();
    await studio.show('trace pack');
    for (let open = 3; open > 0; open -= 1) await studio.leave();
  });

  test('compares the documents', async () => {
    const { match } = studio.clerk.texts;
    const words = matchWordsFor(studio.language);
    for (const name of Object.values(TRADE)) await studio.clerk.row(name).getByRole('checkbox').check();
    await studio.clerk.button(match.button).click();
    const dialog = studio.clerk.dialog;
    await dialog.getByText(words.rules['payment-there'], { exact: true }).waitFor();
    await studio.show('match');
    await dialog.getByRole('checkbox', { name: match.filter }).check();
    await dialog.getByText(words.sets['three-way'], { exact: true }).last().click();
    await dialog.getByText(words.rules['order-there'], { exact: true }).waitFor({ state: 'detached' });
    await studio.show('match, documents', inView(dialog.getByRole('heading', { name: match.documents })));
    await dialog.getByLabel(match.percent).fill('x');
    await dialog.getByRole('alert').waitFor();
    await studio.show('match, no tolerance');
    await studio.leave();
  });

  test('shows a bank what it needs, and nothing else', async () => {
    const { records, disclosure, share, sent, common } = studio.clerk.texts;
    await studio.clerk.button(records.certify.button).click();
    const dialog = studio.clerk.dialog;
    const preview = dialog.locator('canvas').first();
    await preview.waitFor();
    await dialog.getByRole('radio', { name: disclosure.for.bank }).check();
    await dialog.locator('.pages:not(.old)').waitFor();
    await studio.show('certificates, for a bank');
    await dialog.getByText(disclosure.save, { exact: true }).click();
    await dialog.getByText(disclosure.apart, { exact: true }).click();
    await studio.show(
      'certificates, one record otherwise',
      inView(dialog.getByText(disclosure.apart, { exact: true })),
    );
    await studio.show('certificates, its last part', inView(dialog.getByRole('combobox', { name: sent.to.label })));
    await studio.leave();
    await studio.clerk.button(share.button).click();
    await studio.show('send');
    await dialog.getByText(disclosure.title, { exact: true }).click();
    await preview.waitFor();
    await dialog.getByRole('radio', { name: disclosure.for.counterparty }).check();
    await dialog.locator('.pages:not(.old)').waitFor();
    await studio.show('send, what they see', inView(dialog.getByText(disclosure.title, { exact: true })));
    const to = dialog.getByRole('combobox', { name: sent.to.label });
    await to.fill('Nordic Bank <trade@bank.example>');
    await to.press('Enter');
    await answerSaveDialog(studio.desk.app, studio.file('trade.zip'));
    await studio.clerk.button(share.go, dialog).click();
    await studio.clerk.button(sent.mail.button, dialog).waitFor();
    await studio.clerk.button(common.close, dialog).last().click();
    await studio.clerk.button(share.button).click();
    await to.fill('Nordic Bank <trade@bank.example>');
    await to.press('Enter');
    // closes the list of names that lies open beside it
    await studio.pressEscape();
    await dialog.getByText('Nordic Bank', { exact: false }).nth(1).waitFor();
    await studio.show('send, as last time');
    await studio.leave();
    await studio.clerk.button(common.clearSelection).click();
  });
}

/** What is further down is brought into view before each picture. */
const inView = (what: Locator) => ({
  bring: () => what.scrollIntoViewIfNeeded(),
  putAway: async () => {},
});

const heading = (studio: Studio, name: string) => studio.clerk.dialog.getByRole('heading', { name, exact: true });

const factName = ({ language }: Studio, kind: string, fact: string) => factLabel(fact, language, kindOfKey(kind));

async function openFacts(studio: Studio, file: string): Promise<void> {
  await studio.clerk.row(file).getByRole('gridcell').nth(2).dblclick();
  await studio.clerk.dialog.waitFor();
}

async function save(studio: Studio): Promise<void> {
  await studio.clerk.button(studio.clerk.texts.common.save, studio.clerk.dialog).click();
  await studio.clerk.dialog.waitFor({ state: 'detached' });
}

async function openRecord(studio: Studio, file: string): Promise<void> {
  await studio.clerk.row(file).getByRole('gridcell').nth(2).click();
  await heading(studio, studio.clerk.texts.links.title).waitFor();
}

/** Chooses in the list that is open. */
async function choose(studio: Studio, text: string): Promise<void> {
  const list = studio.clerk.page.locator('.ant-select-dropdown:visible');
  await list.locator('.ant-select-item-option').filter({ hasText: text }).first().click();
  await list.waitFor({ state: 'hidden' });
}

async function chooseRecord(studio: Studio, number: string): Promise<void> {
  const field = studio.clerk.dialog.getByRole('combobox', { name: studio.clerk.texts.links.record });
  await field.fill(number);
  await choose(studio, number);
}

/** Takes in the certificate of a partner. */
async function takeInCertificate(studio: Studio): Promise<void> {
  await answerOpenDialog(studio.desk.app, [vector('certificates', 'chain-four-votes.pdf')]);
  await studio.clerk.button(studio.clerk.texts.links.certificate, studio.clerk.dialog).click();
  await studio.clerk.dialog.locator('.links-drop').getByRole('status').waitFor();
}
