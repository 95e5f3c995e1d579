/**
 * Codes and data contracts of JD Chain 1.6.5, as its own classes have them (com.jd.blockchain:ledger-model:1.6.5.RELEASE);
 * those that a desk writes, that a node answers, and that a genesis transaction consists of. Inherited fields come first.
 */
import {
  base64,
  boolean,
  bytes,
  type Contract,
  contract,
  enumeration,
  int16,
  int32,
  int64,
  listOf,
  nested,
  nestedOneOf,
  text,
  type Value,
} from './binary.ts';

/** How a transaction ended (TransactionState). */
export const TRANSACTION_STATE = {
  SUCCESS: 0x00,
  LEDGER_ERROR: 0x01,
  DATA_ACCOUNT_DOES_NOT_EXIST: 0x02,
  USER_DOES_NOT_EXIST: 0x03,
  CONTRACT_DOES_NOT_EXIST: 0x04,
  DATA_VERSION_CONFLICT: 0x05,
  PARTICIPANT_DOES_NOT_EXIST: 0x06,
  EVENT_ACCOUNT_DOES_NOT_EXIST: 0x07,
  CONTRACT_VERSION_CONFLICT: 0x08,
  ILLEGAL_ACCOUNT_STATE: 0x09,
  CONTRACT_EXECUTE_ERROR: 0x10,
  REJECTED_BY_SECURITY_POLICY: 0x11,
  ACCOUNT_REGISTER_CONFLICT: 0x12,
  ROLE_DOES_NOT_EXIST: 0x13,
  UNSUPPORTED_HASH_ALGORITHM: 0x14,
  CONTRACT_METHOD_NOT_FOUND: 0x15,
  CONTRACT_PARAMETER_ERROR: 0x16,
  IGNORED_BY_WRONG_LEDGER: 0x40,
  IGNORED_BY_ILLEGAL_CONTENT_SIGNATURE: 0x41,
  IGNORED_BY_INCONSISTENT_CONTENT_HASH: 0x42,
  IGNORED_BY_TX_FULL_ROLLBACK: 0x43,
  IGNORED_BY_BLOCK_FULL_ROLLBACK: 0x44,
  SYSTEM_ERROR: 0x80,
  TIMEOUT: 0x81,
  CONSENSUS_ERROR: 0x82,
  CONSENSUS_NO_REPLY_ERROR: 0x83,
  CONSENSUS_PROXY_CLIENT_ERROR: 0x84,
  EMPTY_BLOCK_ERROR: 0x85,
  CONSENSUS_TIMESTAMP_ERROR: 0x86,
  LEDGER_HASH_EMPTY: 0xd0,
  ILLEGAL_CONTRACT_CAR: 0xd1,
  ILLEGAL_NODE_SIGNATURE: 0xd2,
  NO_ENDPOINT_SIGNATURE: 0xd3,
  INVALID_ENDPOINT_SIGNATURE: 0xd4,
} as const;

/** Types of a value (DataType). */
export const DATA_TYPE = {
  NIL: 0x00,
  BOOLEAN: 0x01,
  INT8: 0x11,
  INT16: 0x12,
  INT32: 0x13,
  INT64: 0x14,
  TEXT: 0x20,
  BYTES: 0x40,
  TIMESTAMP: 0x18,
  JSON: 0x21,
  XML: 0x22,
  BIG_INT: 0x41,
  IMG: 0x42,
  VIDEO: 0x43,
  LOCATION: 0x44,
  PUB_KEY: 0x45,
  SIGNATURE_DIGEST: 0x46,
  HASH_DIGEST: 0x47,
  ENCRYPTED_DATA: 0x48,
  DATA_CONTRACT: 0x81,
} as const;

const state = enumeration(TRANSACTION_STATE);
const policy = enumeration({ UNION: 0, INTERSECT: 1 });
const ledgerPermissions = listOf(
  enumeration({
    CONFIGURE_ROLES: 0x01,
    AUTHORIZE_USER_ROLES: 0x02,
    SET_CONSENSUS: 0x03,
    SET_CRYPTO: 0x04,
    REGISTER_PARTICIPANT: 0x05,
    REGISTER_USER: 0x06,
    REGISTER_DATA_ACCOUNT: 0x07,
    REGISTER_CONTRACT: 0x08,
    SET_USER_ATTRIBUTES: 0x09,
    WRITE_DATA_ACCOUNT: 0x0a,
    APPROVE_TX: 0x0b,
    CONSENSUS_TX: 0x0c,
    REGISTER_EVENT_ACCOUNT: 0x0d,
    WRITE_EVENT_ACCOUNT: 0x0e,
    UPDATE_USER_STATE: 0x0f,
    UPDATE_ROOT_CA: 0x10,
    UPDATE_USER_CA: 0x11,
    UPDATE_CONTRACT_STATE: 0x12,
    UPGRADE_CONTRACT: 0x14,
  }),
);
const transactionPermissions = listOf(enumeration({ DIRECT_OPERATION: 1, CONTRACT_OPERATION: 2 }));

/** A signature over a transaction's hash, and the key. */
export const DIGITAL_SIGNATURE = contract('DigitalSignature', 0xb30, 'fc7044569dfcccbe', {
  pubKey: bytes,
  digest: bytes,
});
/** A user or an account: its address is made of its key. */
export const BLOCKCHAIN_IDENTITY = contract('BlockchainIdentity', 0x90, 'fc7044569dfcccbe', {
  address: bytes,
  pubKey: bytes,
});
/** A typed value. */
export const BYTES_VALUE = contract('BytesValue', 0x80, 'a63c2beb7530b7ce', {
  type: enumeration(DATA_TYPE),
  bytes: base64,
});
/** One entry to write into a data account; the version is the one that it is to replace, -1 for none. */
export const KV_WRITE_ENTRY = contract('KVWriteEntry', 0x322, '697638356bdafe69', {
  key: text,
  value: nested(BYTES_VALUE),
  expectedVersion: int64,
});
const EVENT_ENTRY = contract('EventEntry', 0x382, '697638356bdafe69', {
  name: text,
  content: nested(BYTES_VALUE),
  sequence: int64,
});
const ROLE_ENTRY = contract('RolePrivilegeEntry', 0x372, 'b7bb017606aec7ef', {
  roleName: text,
  enableLedgerPermissions: ledgerPermissions,
  disableLedgerPermissions: ledgerPermissions,
  enableTransactionPermissions: transactionPermissions,
  disableTransactionPermissions: transactionPermissions,
});
const USER_ROLES_ENTRY = contract('UserRolesEntry', 0x374, '628a8634ddcaff04', {
  userAddresses: listOf(bytes),
  policy,
  authorizedRoles: listOf(text),
  unauthorizedRoles: listOf(text),
});
const PARTICIPANT_NODE = contract('ParticipantNode', 0x621, '16fc1993d30b8cad', {
  id: int32,
  address: bytes,
  name: text,
  pubKey: bytes,
  participantNodeState: enumeration({ READY: 0, CONSENSUS: 1, DEACTIVATED: 2 }),
});
const CRYPTO_ALGORITHM = contract('CryptoAlgorithm', 0xb21, 'd653fba3e7def2cc', { code: int16, name: text });
const CRYPTO_PROVIDER = contract('CryptoProvider', 0x643, '395734e782f817a2', {
  name: text,
  algorithms: listOf(nested(CRYPTO_ALGORITHM)),
});
const CRYPTO_SETTING = contract('CryptoSetting', 0x642, 'e11ff5e9493642e9', {
  supportedProviders: listOf(nested(CRYPTO_PROVIDER)),
  hashAlgorithm: int16,
  autoVerifyHash: boolean,
});
const GENESIS_USER = contract('GenesisUser', 0x645, 'beb29d2d620c1aa7', {
  pubKey: bytes,
  certificate: text,
  roles: listOf(text),
  rolesPolicy: policy,
});
const CONTRACT_RUNTIME_CONFIG = contract('ContractRuntimeConfig', 0xa02, '98d683e0f71b6f1d', {
  timeout: int64,
  maxStackDepth: int32,
});
/** How a ledger stores its data. On KV the expected version of an entry is not checked. */
export const LEDGER_DATA_STRUCTURE = { MERKLE_TREE: 1, KV: 2 } as const;
/** What a ledger began with: the first operation of its first block. */
const LEDGER_INIT_SETTING = contract('LedgerInitSetting', 0x610, '3c37f2cc0071552e', {
  ledgerSeed: base64,
  consensusParticipants: listOf(nested(PARTICIPANT_NODE)),
  cryptoSetting: nested(CRYPTO_SETTING),
  consensusProvider: text,
  consensusSettings: bytes,
  createdTime: int64,
  ledgerStructureVersion: int64,
  identityMode: enumeration({ KEYPAIR: 1, CA: 2 }),
  ledgerCertificates: listOf(text),
  genesisUsers: listOf(nested(GENESIS_USER)),
  ledgerDataStructure: enumeration(LEDGER_DATA_STRUCTURE),
  contractRuntimeConfig: nested(CONTRACT_RUNTIME_CONFIG),
});

/** Every operation that is known, by the name of its contract. */
export const OPERATIONS = {
  DataAccountRegisterOperation: contract('DataAccountRegisterOperation', 0x320, '0d7a11e2b7405f00', {
    accountID: nested(BLOCKCHAIN_IDENTITY),
    addressSignature: nested(DIGITAL_SIGNATURE),
  }),
  DataAccountKVSetOperation: contract('DataAccountKVSetOperation', 0x321, '1a3619b4229b51b3', {
    accountAddress: bytes,
    writeSet: listOf(nested(KV_WRITE_ENTRY)),
  }),
  EventAccountRegisterOperation: contract('EventAccountRegisterOperation', 0x380, '0e38fc2fc5c3b66f', {
    eventAccountID: nested(BLOCKCHAIN_IDENTITY),
  }),
  EventPublishOperation: contract('EventPublishOperation', 0x381, '583f1693b89548d1', {
    eventAddress: bytes,
    events: listOf(nested(EVENT_ENTRY)),
  }),
  UserRegisterOperation: contract('UserRegisterOperation', 0x310, '9e27eb1ce8a4a44b', {
    userID: nested(BLOCKCHAIN_IDENTITY),
    certificate: text,
  }),
  AccountPermissionSetOperation: contract('AccountPermissionSetOperation', 0xd10, '2dacea65d85552bc', {
    address: bytes,
    accountType: enumeration({ DATA: 1, EVENT: 2, CONTRACT: 3 }),
    mode: int32,
    role: text,
  }),
  RolesConfigureOperation: contract('RolesConfigureOperation', 0x371, 'bfbffa7e1d467cdc', {
    roles: listOf(nested(ROLE_ENTRY)),
  }),
  UserAuthorizeOperation: contract('UserAuthorizeOperation', 0x373, '2b3f985101cf7f6c', {
    userRolesAuthorizations: listOf(nested(USER_ROLES_ENTRY)),
  }),
  UserStateUpdateOperation: contract('UserStateUpdateOperation', 0x313, '91d47bc2ba6018bb', {
    userAddress: bytes,
    state: enumeration({ NORMAL: 1, FREEZE: 2, REVOKE: 3 }),
  }),
  LedgerInitOperation: contract('LedgerInitOperation', 0x301, '352c64a386c600c8', {
    initSetting: nested(LEDGER_INIT_SETTING),
  }),
} as const;
const operations = listOf(nestedOneOf(OPERATIONS));

/** What a transaction does: its hash is that of these bytes. The time is in milliseconds since 1970, as the client says. */
export const TRANSACTION_CONTENT = contract('TransactionContent', 0x200, 'ca8af16f8befe2fa', {
  ledgerHash: bytes,
  operations,
  timestamp: int64,
});
/** A transaction as it is submitted: the hash, the content, signatures of users and, added by the gateway, of its participant. */
export const TRANSACTION_REQUEST = contract('TransactionRequest', 0x202, '7eb6b3ef252ecddb', {
  transactionHash: bytes,
  transactionContent: nested(TRANSACTION_CONTENT),
  endpointSignatures: listOf(nested(DIGITAL_SIGNATURE)),
  nodeSignatures: listOf(nested(DIGITAL_SIGNATURE)),
});
const OPERATION_RESULT = contract('OperationResult', 0x370, '718aa7d5f3ccf43f', {
  index: int32,
  result: nested(BYTES_VALUE),
});
/** What a gateway answers to a request. Nobody signs it. */
export const TRANSACTION_RESPONSE = contract('TransactionResponse', 0x360, '5f737188f0c70cfb', {
  contentHash: bytes,
  executionState: state,
  blockHash: bytes,
  blockHeight: int64,
  success: boolean,
  operationResults: listOf(nested(OPERATION_RESULT)),
  blockGenerateTime: int64,
});

const SNAPSHOT_FIELDS = {
  adminAccountHash: bytes,
  userAccountSetHash: bytes,
  dataAccountSetHash: bytes,
  contractAccountSetHash: bytes,
  systemEventSetHash: bytes,
  userEventSetHash: bytes,
} as const;
const LEDGER_DATA_SNAPSHOT = contract('LedgerDataSnapshot', 0x130, 'ca8f33d6879119eb', SNAPSHOT_FIELDS);
/** The result that a block records for a transaction. */
export const TRANSACTION_RESULT = contract('TransactionResult', 0x203, 'cf7f413d844de3ca', {
  transactionHash: bytes,
  blockHeight: int64,
  executionState: state,
  operationResults: listOf(nested(OPERATION_RESULT)),
  dataSnapshot: nested(LEDGER_DATA_SNAPSHOT),
  derivedOperations: operations,
});
/** A transaction in a block: request and result. */
export const LEDGER_TRANSACTION = contract('LedgerTransaction', 0x206, '662796c9816fa567', {
  request: nested(TRANSACTION_REQUEST),
  result: nested(TRANSACTION_RESULT),
});

const BODY_FIELDS = {
  ...SNAPSHOT_FIELDS,
  previousHash: bytes,
  ledgerHash: bytes,
  height: int64,
  transactionSetHash: bytes,
  timestamp: int64,
} as const;
/** What a block's hash is made of. The time is its leader's claim. */
export const BLOCK_BODY = contract('BlockBody', 0x110, '5f7f98bbbb72edc4', BODY_FIELDS);
/** A block with its hash. */
export const LEDGER_BLOCK = contract('LedgerBlock', 0x100, '689c71d77b5c17c7', { ...BODY_FIELDS, hash: bytes });

/** Every contract of this page, by its name. */
export const CONTRACTS: Readonly<Record<string, Contract<unknown>>> = Object.fromEntries(
  [
    ...[DIGITAL_SIGNATURE, BLOCKCHAIN_IDENTITY, BYTES_VALUE, KV_WRITE_ENTRY, EVENT_ENTRY, ROLE_ENTRY, USER_ROLES_ENTRY],
    ...[PARTICIPANT_NODE, CRYPTO_ALGORITHM, CRYPTO_PROVIDER, CRYPTO_SETTING, GENESIS_USER, CONTRACT_RUNTIME_CONFIG],
    ...[LEDGER_INIT_SETTING, TRANSACTION_CONTENT, TRANSACTION_REQUEST, OPERATION_RESULT, TRANSACTION_RESPONSE],
    ...[LEDGER_DATA_SNAPSHOT, TRANSACTION_RESULT, LEDGER_TRANSACTION, BLOCK_BODY, LEDGER_BLOCK],
    ...Object.values(OPERATIONS),
  ].map((one) => [one.name, one]),
);

/** A transaction's content. */
export type TransactionContent = Value<typeof TRANSACTION_CONTENT>;
/** One of its operations. */
export type Operation = TransactionContent['operations'][number];
/** A signature and its key. */
export type DigitalSignature = Value<typeof DIGITAL_SIGNATURE>;
/** A transaction as submitted. */
export type TransactionRequest = Value<typeof TRANSACTION_REQUEST>;
/** A gateway's answer. */
export type TransactionResponse = Value<typeof TRANSACTION_RESPONSE>;
/** A transaction in a block. */
export type LedgerTransaction = Value<typeof LEDGER_TRANSACTION>;
/** A block's content. */
export type BlockBody = Value<typeof BLOCK_BODY>;
/** A block with its hash. */
export type LedgerBlock = Value<typeof LEDGER_BLOCK>;
