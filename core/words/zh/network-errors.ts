/** Why nobody could be reached, in Chinese, by `details.reason` (core/node/network/failures.ts). */
import type { ErrorDetails, ErrorWords } from '../types.ts';

const safe = '已封存的记录均已保留，程序会自动再次请求。';

const at = ({ endpoint }: ErrorDetails) => (endpoint === undefined ? '对方' : `${endpoint}`);

const proxy = ({ proxy: address }: ErrorDetails) => `${address}`;

/** The words of each reason. */
export const networkErrors: Readonly<Record<string, (details: ErrorDetails) => ErrorWords>> = {
  'net-name': (d) => ({
    happened: `找不到主机名：${at(d)}。`,
    safe,
    next: '请核对地址的写法和本机的网络连接。',
  }),
  'net-refused': (d) => ({
    happened: `${at(d)} 拒绝连接：该端口没有服务。`,
    safe,
    next: '请核对端口，或向对方确认服务是否已启动。',
  }),
  'net-timeout': (d) => ({
    happened: `${at(d)} 在规定时间内没有应答。`,
    safe,
    next: '请核对地址；常见原因是防火墙拦截，请联系网络管理员放行。',
  }),
  'net-unreachable': (d) => ({
    happened: `网络无法到达 ${at(d)}。`,
    safe,
    next: '请检查本机的网络连接或 VPN。',
  }),
  'tls-ca': (d) => ({
    happened: `${at(d)} 的 TLS 证书由不受信任的 CA 签发。`,
    safe,
    next: '如对方使用自建 CA，请向对方索取该 CA 的证书（PEM），核对后写入连接文件；如本单位的网络设备会解密流量，请网络管理员对该地址放行。否则请勿继续，并告知对方。',
  }),
  'tls-expired': (d) => ({
    happened: `${at(d)} 的 TLS 证书已过期或尚未生效。`,
    safe,
    next: '请先核对本机的日期；日期无误时，请对方更换证书。',
  }),
  'tls-name': (d) => ({
    happened: `${at(d)} 的 TLS 证书属于另一个主机名。`,
    safe,
    next: '请核对地址；地址无误时，请对方签发包含该主机名的证书。',
  }),
  'tls-other': (d) => ({
    happened: `与 ${at(d)} 建立 TLS 连接失败。`,
    safe,
    next: '请核对该端口是否提供 TLS（https）；国密 TLS（GMTLS）不受支持，需在其前面架设标准 TLS 的转发。',
  }),
  'proxy-settings': () => ({
    happened: '无法读取本存证台的网络设置，因此没有发起任何连接。',
    safe,
    next: '请在设置的“网络”中重新设置代理（notary network set），或取消代理（notary network direct）。',
  }),
  'proxy-unreachable': (d) => ({
    happened: `无法连接代理服务器：${proxy(d)}。`,
    safe,
    next: '请在设置的“网络”中核对代理的地址和端口，并确认本机在该代理所在的网络中。',
  }),
  'proxy-timeout': (d) => ({
    happened: `代理服务器 ${proxy(d)} 未能在规定时间内建立到 ${at(d)} 的连接。`,
    safe,
    next: '请向代理管理员确认代理能否访问该地址。',
  }),
  'proxy-credentials': (d) => ({
    happened: `代理服务器 ${proxy(d)} 不接受现有的用户名和密码，或要求提供（407）。`,
    safe,
    next: '请在设置的“网络”中重新设置代理的用户名和密码（notary network set）。仅支持 Basic 认证；如代理要求其他方式，请联系其管理员。',
  }),
  'proxy-refused': (d) => ({
    happened: `代理服务器 ${proxy(d)} 不允许本存证台访问 ${at(d)}。`,
    safe,
    next: '请代理管理员放行该地址和端口。',
  }),
  'proxy-target': (d) => ({
    happened: `代理服务器 ${proxy(d)} 自身无法连接 ${at(d)}。`,
    safe,
    next: '请核对地址的写法；地址无误时，请告知代理管理员。',
  }),
  'proxy-other': (d) => ({
    happened: `${proxy(d)} 不是 HTTP 代理。`,
    safe,
    next: '请核对地址和端口：须为 HTTP 代理，不支持 SOCKS，也不支持以 https 连接的代理。',
  }),
};
