// leaks when: /500 (a text is sent whole); clean on: /json
interface Options {
  readonly method?: string;
  readonly body?: string;
}

export async function send(url: string, options: Options): Promise<string> {
  const res = await fetch(url, options); // LEAK
  if (!res.ok) return 'refused';
  return (await res.text()).slice(0, 2);
}

const ways = { put: send };
export const main = (url: string): Promise<string> => ways.put(url, { method: 'PUT', body: 'text' });
