/** Whether a host is this machine, as an address or a URL writes it: what is said to it leaves no cable. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
