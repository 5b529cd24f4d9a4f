/**
 * What is fit for a log. Everything that is printed and comes from a request goes through this file: no credentials,
 * no values of a query, no control characters.
 *
 * A request carries them in more places than its URL: in a `Host` header, in a path that is itself a URL (proxies), in
 * a target without a path (`CONNECT`), in a URL that is
 * percent-encoded within a path, and in the query of a module in the stack.
 */
const HIDDEN = '…';
const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;
const HOST = /^(?:\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(?::\d*)?$/iu;
/** In a part of a path after decoding: a query, or something before an `@` that is not only a name. */
const SECRET = /[?#]|(?::|\/\/).*@/s;
const NAME = /^[\w.$[\]-]+$/;

/** Scheme and host of an origin or a URL. What is no host is hidden. */
export function originOf(url: string): string {
  const [whole, scheme = '', authority = '', rest = ''] = /^([a-z][a-z\d+.-]*:)\/\/([^/?#\\]*)(.*)$/is.exec(url) ?? [];
  if (whole === undefined) return HIDDEN;
  // An @ after the host may end credentials that have a slash in them.
  return `${scheme}//${rest.includes('@') ? HIDDEN : hostOf(authority)}`;
}

/**
 * The URL that a request with this target asks for. Its target is a URL where it goes through a proxy, and no more
 * than a host for `CONNECT`.
 */
export function urlOf(origin: string, target: string): string {
  if (SCHEME.test(target)) return target;
  return target === '' || /^[/?]/.test(target) ? origin + target : `${origin}/${target.replace(/^[^/?#]*@/, '')}`;
}

/** A URL, or a path. Of its query the names remain. */
export function withoutSecrets(url: string): string {
  const [, scheme = '', authority, path = '', query] =
    /^([a-z][a-z\d+.-]*:(?=[/\\]{2}))?([/\\]{2}[^/?#\\]*)?([^?#]*)(?:\?([^#]*))?/is.exec(url) ?? [];
  const host = authority === undefined ? '' : hostOf(authority.slice(2));
  if (host === HIDDEN) return `${scheme}//${HIDDEN}`;
  const names = query === undefined ? '' : `?${query.split('&').map(nameOf).join('&')}`;
  return printable((authority === undefined ? scheme : `${scheme}//${host}`) + pathOf(path) + names);
}

/** A line of a stack: its modules may have been loaded from a URL, with a query or from text. */
export function frameWithoutSecrets(frame: string): string {
  return printable(
    frame
      .replace(/\b(data|blob|javascript):.*?((?::\d+){0,2}\)*)$/s, `$1:${HIDDEN}$2`)
      .replace(/(:\/\/[^?#]*)#.*?((?::\d+){0,2}\)*)$/s, '$1$2')
      .replace(/\?.*?((?::\d+){0,2}\)*)$/s, '$1')
      .replaceAll(/:\/\/[^/\s]*@/g, '://'),
  );
}

/** Words with URLs in them. */
export function textWithoutSecrets(text: string): string {
  return text
    .replaceAll(/[a-z][a-z\d+.-]*:\/\/[^\s"'<>`]+/gi, withoutSecrets)
    .replaceAll(/[^\s/@:"'<>`()[\]{}]+:[^\s@"'<>`]*@/g, `${HIDDEN}@`);
}

/** No character moves the cursor, begins a line or turns the direction of reading. */
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

/** Separators and what is between them in turn. */
function pathOf(path: string): string {
  const parts = path.split(/([/\\]+)/);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : partOf(part, index > 0 && parts[index - 1]!.length > 1)))
    .join('');
}

function partOf(part: string, beginsHost: boolean): string {
  const decoded = decode(part);
  if (SECRET.test(decoded) || (beginsHost && decoded.includes('@'))) return HIDDEN;
  return part.replaceAll(/(;[^;=]*=)[^;]+/g, `$1${HIDDEN}`);
}

function nameOf(pair: string): string {
  const [name = ''] = pair.split('=');
  return name.length < pair.length && NAME.test(decode(name)) ? `${name}=${HIDDEN}` : HIDDEN;
}

/** As often as it was encoded; what is not ASCII need not become what it was. */
function decode(text: string): string {
  const decoded = text.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return decoded === text ? text : decode(decoded);
}
