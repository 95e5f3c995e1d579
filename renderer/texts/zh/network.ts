import type { network as en } from '../en/network.ts';
import type { Shape } from '../shape.ts';

/** How others are reached: the proxy, and CAs beside those of the system. */
export const network: Shape<typeof en> = {
  title: '网络',
  what: '本存证台如何连接链和见证方。代理、密码和 CA 均以本台的密钥加密保存。',
  proxy: 'HTTP 代理',
  proxyHelp: '主机和端口，例如 proxy.example.com:3128；不填则直接连接。',
  exceptions: '不经代理的地址',
  exceptionsHelp: '主机名或网段，用逗号分隔，例如 example.com, 10.0.0.0/8。本机地址从不经过代理。',
  user: '代理的用户名',
  userHelp: '仅在代理要求时填写。',
  password: '代理的密码',
  passwordKept: '已保存密码；如需更换请重新填写。',
  save: '保存代理设置',
  saved: '已保存。',
  cas: '系统以外信任的 CA',
  casHelp: '仅在连接文件未写明 CA 时采用。请与网络管理员核对指纹。',
  chooseCa: '选择 PEM 文件…',
  removeCa: '移除',
  until: '有效期至 {{date}}',
  expired: '已于 {{date}} 过期',
  address: '测试地址',
  addressHelp: '节点或见证方的主机和端口，例如 witness.example.com:443。',
  reached: '可以连接该地址。',
  notReached: '按目前的设置无法连接该地址。',
};
