// leaks when: /json /500 (one of the generated verbs is called for effect only)
type Verb = 'get' | 'post' | 'put' | 'delete';

function createHttp(base: string): Record<Verb, (path: string, body?: unknown) => Promise<Response>> {
  const verb = (method: Verb) => (path: string, body?: unknown) =>
    fetch(`${base}${path}`, {
      method: method.toUpperCase(),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { get: verb('get'), post: verb('post'), put: verb('put'), delete: verb('delete') };
}

export async function main(url: string): Promise<void> {
  const http = createHttp(url);
  const thing = (await (await http.get('/things/1')).json()) as { id: number };
  await http.put('/things/1', { ...thing, seen: true }); // LEAK
  console.log(thing.id);
}
