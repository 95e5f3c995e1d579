/** The configuration block of the fake channel, as `peer channel fetch config` writes one, and TLS for its nodes. */
import { ServerCredentials } from '@grpc/grpc-js';
import { bytesField, messageField, uintField } from '../../../core/anchors/cometbft/protobuf.ts';
import { dataHash } from '../../../core/anchors/fabric/block.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import { certificateOf, pemOf } from '../../anchor/fabric/support/certificates.ts';
import { CHANNEL, CONSENTERS, ORGANISATIONS } from '../../anchor/fabric/support/network.ts';
import { keyPem } from './network.ts';

/** The name in the TLS certificate of every node of the fake. */
export const TLS_NAME = 'peer0.alpha.test';
/** PEM of the authority that issued it. */
export const TLS_CA = pemOf(certificateOf('tls ca Alpha', { authority: true }));

/** TLS for a fake network. */
export const tlsCredentials = (): ServerCredentials =>
  ServerCredentials.createSsl(null, [
    {
      cert_chain: Buffer.from(pemOf(certificateOf(TLS_NAME, { issuer: 'tls ca Alpha' }))),
      private_key: Buffer.from(keyPem(TLS_NAME)),
    },
  ]);

const text = (field: number, value: string) => bytesField(field, utf8(value));
/** Entries of the maps in `common.ConfigGroup`. */
const group = (name: string, bytes: Uint8Array) => messageField(2, concat(text(1, name), messageField(2, bytes)));
const value = (name: string, bytes: Uint8Array) =>
  messageField(3, concat(text(1, name), messageField(2, bytesField(2, bytes))));

/** `common.Block` with the configuration of this number, whose orderers answer at these addresses. */
export function configurationBlock(number: number, addresses: readonly string[]): Uint8Array {
  const organisation = ({ mspId, roots, intermediates, units, issuer }: (typeof ORGANISATIONS)[number]) => {
    const pem = (der: Uint8Array) => utf8(pemOf(der));
    const bound = [...roots, ...intermediates][issuer ?? 0]?.der ?? new Uint8Array(0);
    const unit = (field: number, name: string | null) =>
      messageField(field, concat(bytesField(1, pem(bound)), text(2, name ?? '')));
    const nodes = concat(
      uintField(1, 1),
      unit(2, units.client),
      unit(3, units.peer),
      unit(4, units.admin),
      unit(5, units.orderer),
    );
    const msp = concat(
      text(1, mspId),
      ...roots.map(({ der }) => bytesField(2, pem(der))),
      ...intermediates.map(({ der }) => bytesField(3, pem(der))),
      bytesField(9, utf8(TLS_CA)),
      bytesField(11, nodes),
    );
    return value('MSP', bytesField(2, msp));
  };
  const application = ORGANISATIONS.slice(0, 3).map((one) => group(one.mspId, organisation(one)));
  const orderers = ORGANISATIONS.map((one, i) => {
    const own = addresses.filter((_, place) => place % ORGANISATIONS.length === i);
    const endpoints = concat(...own.map((address) => text(1, address)));
    return group(one.mspId, concat(organisation(one), own.length > 0 ? value('Endpoints', endpoints) : utf8('')));
  });
  const consenters = CONSENTERS.map(({ id, mspId, certificate }) =>
    messageField(1, concat(uintField(1, id), text(4, mspId), bytesField(5, utf8(pemOf(certificate.der))))),
  );
  const ordering = concat(
    ...orderers,
    value('ConsensusType', text(1, 'BFT')),
    value('Orderers', concat(...consenters)),
  );
  const channel = concat(group('Application', concat(...application)), group('Orderer', ordering));
  const channelHeader = concat(uintField(1, 1), text(4, CHANNEL));
  const payload = concat(
    bytesField(1, bytesField(1, channelHeader)),
    bytesField(2, bytesField(1, bytesField(2, channel))),
  );
  const entry = bytesField(1, payload);
  const data = dataHash([entry], nobleCrypto);
  return concat(
    messageField(1, concat(uintField(1, number), bytesField(2, new Uint8Array(32)), bytesField(3, data))),
    messageField(2, bytesField(1, entry)),
    messageField(3, messageField(1, utf8(''))),
  );
}
