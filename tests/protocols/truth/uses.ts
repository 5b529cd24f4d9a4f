/** How the members of a stream are called, for handles of any name. */
import { PassThrough, Writable, type Readable } from 'node:stream';
import { ignore } from './claims.js';

type Uses = Record<string, (target: object) => unknown>;

/** Takes whatever it is given. */
export const sink = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** A Node readable. */
export function readableUses(handle: string): Uses {
  const use = (member: string, act: (stream: Readable) => unknown): [string, (target: object) => unknown] => [
    `${handle}.${member}`,
    (target) => act(target as Readable),
  ];
  return Object.fromEntries([
    use('pipe', (stream) => stream.pipe(sink())),
    use('forEach', (stream) => stream.forEach(ignore)),
    use('reduce', (stream) => stream.reduce((count: number) => count + 1, 0)),
    use('some', (stream) => stream.some(() => false)),
    use('every', (stream) => stream.every(() => true)),
    use('find', (stream) => stream.find(() => false)),
    use('map', (stream) => stream.map((chunk: unknown) => chunk)),
    use('filter', (stream) => stream.filter(() => true)),
    use('flatMap', (stream) => stream.flatMap((chunk: unknown) => chunk)),
    use('take', (stream) => stream.take(1)),
    use('drop', (stream) => stream.drop(1)),
    use('compose', (stream) => stream.compose(new PassThrough())),
    use('setEncoding', (stream) => stream.setEncoding('utf8')),
    use('setMaxListeners', (stream) => stream.setMaxListeners(20)),
    use('removeListener', (stream) => stream.removeListener('data', ignore)),
    use('off', (stream) => stream.off('data', ignore)),
    use('listenerCount', (stream) => stream.listenerCount('data')),
    use('emit', (stream) => stream.emit('seen')),
    use('setTimeout', (stream) => (stream as Readable & { setTimeout(ms: number): unknown }).setTimeout(60_000)),
    use('setDefaultEncoding', (stream) => (stream as unknown as Writable).setDefaultEncoding('utf8')),
  ]);
}

/** An iterator has to have begun before it can be left. */
export const startedReturn = async (target: object): Promise<unknown> => {
  const iterator = target as AsyncGenerator<unknown>;
  await iterator.next();
  return iterator.return(undefined);
};

/** A WHATWG stream. */
export function webUses(handle: string): Uses {
  return {
    [`${handle}.pipeTo`]: (target) => (target as ReadableStream).pipeTo(new WritableStream()),
    [`${handle}.pipeThrough`]: (target) => (target as ReadableStream).pipeThrough(new TransformStream()),
  };
}
