/** The nonce of this load, which the shell wrote into the page. Style elements without it are refused by the CSP. */
export const cspNonce: string = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/**
 * Sets the nonce on style elements of libraries that do not ask for it (the scroll lock of antd's dialogs). A script
 * running here could do the same, so this does not weaken the policy.
 */
export function stampStyleElements(): void {
  const create = document.createElement.bind(document);
  const stamped = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = cspNonce;
    return element;
  };
  document.createElement = stamped as typeof document.createElement;
}
