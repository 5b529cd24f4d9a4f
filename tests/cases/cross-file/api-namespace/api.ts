let base = '';

export const configure = (url: string): void => {
  base = url;
};

const call = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(base + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

export const api = {
  users: {
    list: async () => (await call('GET', '/users')).json() as Promise<{ items: unknown[] }>,
    remove: (id: number) => call('DELETE', `/users/${id}`),
  },
  tags: {
    add: async (name: string) => {
      const response = await call('POST', '/tags', { name });
      await response.body?.cancel();
      return response.ok;
    },
  },
};
