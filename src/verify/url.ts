/** A URL fit for a log: no credentials, and of its query the names only, since any value may be a secret. */
export function withoutSecrets(url: string): string {
  const [, origin = '', path = '', query] = /^(\w+:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  const names = query?.split('&').map((pair) => (pair.includes('=') ? `${pair.slice(0, pair.indexOf('='))}=…` : '…'));
  return origin.replace(/\/\/.*@/, '//') + path + (names ? `?${names.join('&')}` : '');
}
