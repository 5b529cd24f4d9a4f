/**
 * Removes secrets from URLs. All printed text that comes from a request passes through this file: no credentials, no values of a
 * query, no control characters.
 *
 * A request can contain them in more places than its URL: in a `Host` header, in a path that is itself a URL (proxies), in a target
 * without a path (`CONNECT`), in a URL that is percent-encoded within a path, and in the query of a module in the stack.
 */
const HIDDEN = '…';
const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;
const HOST = /^(?:\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(?::\d*)?$/iu;
/** In a part of a path after decoding: a query, or text before an `@` that is not only a name. */
const SECRET = /[?#]|(?::|\/\/).*@/s;
const NAME = /^[\w.$[\]-]+$/;

/** The scheme and host of an origin or a URL. An invalid host is hidden. */
export function originOf(url: string): string {
  const [whole, scheme = '', authority = '', rest = ''] = /^([a-z][a-z\d+.-]*:)\/\/([^/?#\\]*)(.*)$/is.exec(url) ?? [];
  if (whole === undefined) return HIDDEN;
  // An @ after the host may end credentials that contain a slash.
  return `${scheme}//${rest.includes('@') ? HIDDEN : hostOf(authority)}`;
}

/**
 * The URL of a request with this target. The target is a URL if the request goes through a proxy, and only a host for `CONNECT`.
 */
export function urlOf(origin: string, target: string): string {
  if (SCHEME.test(target)) return target;
  return target === '' || /^[/?]/.test(target) ? origin + target : `${origin}/${target.replace(/^[^/?#]*@/, '')}`;
}

/** A URL, or a path, of whose query only the names are kept. */
export function withoutSecrets(url: string): string {
  const [, scheme = '', authority, path = '', query] =
    /^([a-z][a-z\d+.-]*:(?=[/\\]{2}))?([/\\]{2}[^/?#\\]*)?([^?#]*)(?:\?([^#]*))?/is.exec(url) ?? [];
  const host = authority === undefined ? '' : hostOf(authority.slice(2));
  if (host === HIDDEN) return `${scheme}//${HIDDEN}`;
  const names = query === undefined ? '' : `?${query.split('&').map(nameOf).join('&')}`;
  return printable((authority === undefined ? scheme : `${scheme}//${host}`) + pathOf(path) + names);
}

/** A line of a stack: its module may have been loaded from a URL, with a query or from text. */
export function frameWithoutSecrets(frame: string): string {
  return printable(
    frame
      .replace(/\b(data|blob|javascript):.*?((?::\d+){0,2}\)*)$/s, `$1:${HIDDEN}$2`)
      .replace(/(:\/\/[^?#]*)#.*?((?::\d+){0,2}\)*)$/s, '$1$2')
      .replace(/\?.*?((?::\d+){0,2}\)*)$/s, '$1')
      .replaceAll(/:\/\/[^/\s]*@/g, '://'),
  );
}

/** A text that contains URLs. */
export function textWithoutSecrets(text: string): string {
  return text
    .replaceAll(/[a-z][a-z\d+.-]*:\/\/[^\s"'<>`]+/gi, withoutSecrets)
    .replaceAll(/[^\s/@:"'<>`()[\]{}]+:[^\s@"'<>`]*@/g, `${HIDDEN}@`);
}

/** Replaces characters that move the cursor, begin a line or change the text direction. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

function hostOf(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return host === '' || HOST.test(host) ? host : HIDDEN;
}

/** Splits a path into separators and the parts between them. */
function pathOf(path: string): string {
  const parts = path.split(/([/\\]+)/);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : partOf(part, index > 0 && parts[index - 1]!.length > 1)))
    .join('');
}

function partOf(part: string, beginsHost: boolean): string {
  const decoded = decode(part);
  if (SECRET.test(decoded) || (beginsHost && decoded.includes('@'))) return HIDDEN;
  // A query without its question mark looks like parameters of the path.
  return part
    .split(/([;&])/)
    .map(withoutValue)
    .join('');
}

function withoutValue(parameter: string): string {
  const end = parameter.indexOf('=') + 1;
  return end === 0 || end === parameter.length ? parameter : parameter.slice(0, end) + HIDDEN;
}

function nameOf(pair: string): string {
  const [name = ''] = pair.split('=');
  return name.length < pair.length && NAME.test(decode(name)) ? `${name}=${HIDDEN}` : HIDDEN;
}

/** Decodes repeatedly; non-ASCII text does not have to be decoded correctly. */
function decode(text: string): string {
  const decoded = text.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return decoded === text ? text : decode(decoded);
}
