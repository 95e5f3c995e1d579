/**
 * The configuration files of a test network. Fabric reads YAML, of which JSON is a part, so they are written as JSON.
 * They are whole: a variable such as ORDERER_… or CORE_… only replaces what stands in the file.
 */
import { join } from 'node:path';
import {
  CHANNEL,
  cryptoOf,
  domainsOf,
  local,
  type Network,
  nodeFolder,
  type Ordering,
  type Organisation,
  tlsOf,
} from './network.ts';

const LOOPBACK = ['127.0.0.1', 'localhost'];
const NODE_OUS = { EnableNodeOUs: true } as const;

/** What cryptogen makes: certificates with roles (NodeOUs), for nodes that are on this machine. */
export function cryptoConfig({ organisations }: Network): object {
  return {
    OrdererOrgs: organisations.map((one) => ({
      Name: one.ordererMspId,
      Domain: domainsOf(one).orderer,
      ...NODE_OUS,
      Specs: [{ Hostname: 'node0', SANS: LOOPBACK }],
    })),
    PeerOrgs: organisations.map((one) => ({
      Name: one.mspId,
      Domain: domainsOf(one).peer,
      ...NODE_OUS,
      Specs: [{ Hostname: 'peer0', SANS: LOOPBACK }],
      Users: { Count: 1 },
    })),
  };
}

const signature = (rule: string) => ({ Type: 'Signature', Rule: rule });
const implicit = (rule: string) => ({ Type: 'ImplicitMeta', Rule: rule });
const META = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

function peerOrganisation(dir: string, one: Organisation): object {
  const { mspId } = one;
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: cryptoOf(dir, one).peerMsp,
    Policies: {
      Readers: signature(`OR('${mspId}.admin', '${mspId}.peer', '${mspId}.client')`),
      Writers: signature(`OR('${mspId}.admin', '${mspId}.client')`),
      Admins: signature(`OR('${mspId}.admin')`),
      Endorsement: signature(`OR('${mspId}.peer')`),
    },
    AnchorPeers: [{ Host: '127.0.0.1', Port: one.ports.peer }],
  };
}

function ordererOrganisation(dir: string, one: Organisation): object {
  const { ordererMspId } = one;
  return {
    Name: ordererMspId,
    ID: ordererMspId,
    MSPDir: cryptoOf(dir, one).ordererMsp,
    Policies: {
      Readers: signature(`OR('${ordererMspId}.member')`),
      Writers: signature(`OR('${ordererMspId}.member')`),
      Admins: signature(`OR('${ordererMspId}.admin')`),
    },
    OrdererEndpoints: [local(one.ports.orderer)],
  };
}

interface Consensus {
  readonly type: string;
  /** The channel's capability that it needs. */
  readonly capability: string;
  readonly part: (consenters: readonly Consenter[]) => object;
}
interface Consenter {
  readonly mspId: string;
  readonly identity: string;
  readonly address: {
    readonly Host: string;
    readonly Port: number;
    readonly ClientTLSCert: string;
    readonly ServerTLSCert: string;
  };
}

/** All of them: those that are left out have no default. */
const SMART_BFT = {
  // what BatchTimeout is elsewhere
  RequestBatchMaxInterval: '50ms',
  RequestForwardTimeout: '5s',
  RequestComplainTimeout: '20s',
  RequestAutoRemoveTimeout: '3m',
  ViewChangeResendInterval: '5s',
  ViewChangeTimeout: '20s',
  LeaderHeartbeatTimeout: '1m',
  LeaderHeartbeatCount: 10,
  CollectTimeout: '1s',
  IncomingMessageBufferSize: 200,
  RequestPoolSize: 100_000,
} as const;

const CONSENSUS: Readonly<Record<Ordering, Consensus>> = {
  bft: {
    type: 'BFT',
    capability: 'V3_0',
    part: (consenters) => ({
      SmartBFT: SMART_BFT,
      ConsenterMapping: consenters.map(({ mspId, identity, address }, i) => ({
        ID: i + 1,
        MSPID: mspId,
        Identity: identity,
        ...address,
      })),
    }),
  },
  raft: {
    type: 'etcdraft',
    capability: 'V2_0',
    part: (consenters) => ({ EtcdRaft: { Consenters: consenters.map(({ address }) => address) } }),
  },
};

function consenterOf(dir: string, one: Organisation): Consenter {
  const { orderer, ordererCertificate } = cryptoOf(dir, one);
  const { certificate } = tlsOf(orderer);
  return {
    mspId: one.ordererMspId,
    identity: ordererCertificate,
    address: { Host: '127.0.0.1', Port: one.ports.orderer, ClientTLSCert: certificate, ServerTLSCert: certificate },
  };
}

/** Name of the profile in configtx.yaml. */
export const PROFILE = 'Checkpoints';

/** The channel: one transaction a block, so that a proof carries nothing of others. */
export function channelConfig(dir: string, { ordering, organisations }: Network): object {
  const { type, capability, part } = CONSENSUS[ordering];
  return {
    Profiles: {
      [PROFILE]: {
        Policies: META,
        Capabilities: { [capability]: true },
        Orderer: {
          OrdererType: type,
          BatchTimeout: '100ms',
          BatchSize: { MaxMessageCount: 1, AbsoluteMaxBytes: '10 MB', PreferredMaxBytes: '2 MB' },
          Capabilities: { V2_0: true },
          Organizations: organisations.map((one) => ordererOrganisation(dir, one)),
          Policies: { ...META, BlockValidation: implicit('ANY Writers') },
          ...part(organisations.map((one) => consenterOf(dir, one))),
        },
        Application: {
          Capabilities: { V2_5: true },
          Organizations: organisations.map((one) => peerOrganisation(dir, one)),
          Policies: {
            ...META,
            LifecycleEndorsement: implicit('MAJORITY Endorsement'),
            Endorsement: implicit('MAJORITY Endorsement'),
          },
        },
      },
    },
  };
}

const BCCSP = { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } };
/** A port that the system chooses: nobody asks for metrics here, and two nodes must not want the same. */
const ANYWHERE = '127.0.0.1:0';

/** orderer.yaml */
export function ordererConfig(dir: string, one: Organisation): object {
  const { orderer } = cryptoOf(dir, one);
  const { key, certificate, authority } = tlsOf(orderer);
  const data = join(nodeFolder(dir, one, 'orderer'), 'data');
  const tls = { Enabled: true, PrivateKey: key, Certificate: certificate, RootCAs: [authority] };
  return {
    General: {
      ListenAddress: '127.0.0.1',
      ListenPort: one.ports.orderer,
      TLS: { ...tls, ClientAuthRequired: false },
      Cluster: { SendBufferSize: 100, ClientCertificate: certificate, ClientPrivateKey: key, RootCAs: [authority] },
      // v2.5 else waits for the genesis block of a system channel
      BootstrapMethod: 'none',
      LocalMSPDir: join(orderer, 'msp'),
      LocalMSPID: one.ordererMspId,
      Profile: { Enabled: false },
      BCCSP,
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: data },
    Operations: { ListenAddress: ANYWHERE, TLS: { Enabled: false } },
    Metrics: { Provider: 'disabled' },
    Admin: {
      ListenAddress: local(one.ports.admin),
      // whoever may tell the orderer to join channels shows a certificate
      TLS: { ...tls, ClientAuthRequired: true, ClientRootCAs: [authority] },
    },
    // without a size every request is too large
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Consensus: { WALDir: join(data, 'wal'), SnapDir: join(data, 'snapshots') },
  };
}

function peerPart(one: Organisation, ordering: Ordering, peer: string, data: string): object {
  const { key, certificate, authority } = tlsOf(peer);
  const address = local(one.ports.peer);
  // the last one is there from v3 on; an earlier peer does not start with it
  const filters = ['DefaultAuth', 'ExpirationCheck', ...(ordering === 'bft' ? ['TimeWindowCheck'] : [])];
  return {
    id: `peer0.${domainsOf(one).peer}`,
    networkId: CHANNEL,
    // the default is all addresses of the machine
    listenAddress: address,
    address,
    // for chaincode that dials its peer, of which there is none here
    chaincodeListenAddress: ANYWHERE,
    chaincodeAddress: ANYWHERE,
    gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '2m' },
    gossip: {
      bootstrap: address,
      externalEndpoint: address,
      useLeaderElection: false,
      orgLeader: true,
      state: { enabled: false },
      pvtData: { implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 } },
    },
    tls: {
      enabled: true,
      clientAuthRequired: false,
      cert: { file: certificate },
      key: { file: key },
      rootcert: { file: authority },
    },
    authentication: { timewindow: '15m' },
    fileSystemPath: data,
    BCCSP,
    mspConfigPath: join(peer, 'msp'),
    localMspId: one.mspId,
    localMspType: 'bccsp',
    client: { connTimeout: '10s' },
    deliveryclient: { reconnectTotalTimeThreshold: '3600s', connTimeout: '3s', reConnectBackoffThreshold: '3600s' },
    handlers: {
      authFilters: filters.map((name) => ({ name })),
      decorators: [{ name: 'DefaultDecorator' }],
      endorsers: { escc: { name: 'DefaultEndorsement' } },
      validators: { vscc: { name: 'DefaultValidation' } },
    },
    discovery: { enabled: true, authCacheEnabled: true, authCacheMaxSize: 1000, authCachePurgeRetentionRatio: 0.75 },
    limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
    maxRecvMsgSize: 104_857_600,
    maxSendMsgSize: 104_857_600,
  };
}

/** core.yaml; `builder` is the folder of the release's builder for chaincode as a service. */
export function peerConfig(dir: string, one: Organisation, ordering: Ordering, builder: string): object {
  const data = join(nodeFolder(dir, one, 'peer'), 'data');
  return {
    peer: peerPart(one, ordering, cryptoOf(dir, one).peer, data),
    // no containers
    vm: { endpoint: '' },
    chaincode: {
      externalBuilders: [{ name: 'ccaas', path: builder, propagateEnvironment: [] }],
      installTimeout: '300s',
      startuptimeout: '300s',
      executetimeout: '30s',
      mode: 'net',
      keepalive: 0,
      system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
      logging: { level: 'info', shim: 'warning' },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
      history: { enableHistoryDatabase: true },
      pvtdataStore: { collElgProcMaxDbBatchSize: 5000, collElgProcDbBatchesInterval: 1000 },
      snapshots: { rootDir: join(data, 'snapshots') },
    },
    operations: { listenAddress: ANYWHERE, tls: { enabled: false } },
    metrics: { provider: 'disabled' },
  };
}

/** A connection profile in the usual form: what a client of this organisation needs, with no key. */
export function connectionProfile(one: Organisation, authority: string): object {
  const peer = `peer0.${domainsOf(one).peer}`;
  return {
    name: `${CHANNEL}-${one.name}`,
    version: '1.0.0',
    client: { organization: one.name },
    organizations: { [one.name]: { mspid: one.mspId, peers: [peer] } },
    peers: {
      [peer]: {
        url: `grpcs://${local(one.ports.peer)}`,
        tlsCACerts: { pem: authority },
        grpcOptions: { 'ssl-target-name-override': 'localhost', hostnameOverride: 'localhost' },
      },
    },
  };
}
