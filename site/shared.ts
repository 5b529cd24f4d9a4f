/** What the address of the playground holds: the code and the options that differ from the usual ones. */
import type { RuleName } from '../src/findings/finding.js';
import type { Language } from './engine/protocol.js';

export type Report = 'recommended' | 'strict' | RuleName;

export interface Shared {
  readonly code: string;
  readonly language: Language;
  /** A configuration, or one rule. */
  readonly report: Report;
  readonly strict?: boolean;
  readonly types?: boolean;
  readonly release?: 'cancel' | 'drain';
  readonly settings?: string;
}

/** The bytes before they are compressed. */
export const encodeShared = (shared: Shared): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(shared));

/** Compresses for the part of the address after `#`. */
export async function hashFor(shared: Shared): Promise<string> {
  const bytes = await through(encodeShared(shared), new CompressionStream('deflate-raw'));
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Null if it is no state of the playground. */
export async function sharedIn(hash: string): Promise<Shared | null> {
  try {
    const packed = atob(hash.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(packed, (one) => one.charCodeAt(0));
    const text = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
    const value = JSON.parse(text) as Shared;
    return typeof value.code === 'string' ? value : null;
  } catch {
    return null;
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
