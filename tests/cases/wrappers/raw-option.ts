// leaks when: /json /500 (an overload returns the raw response, the caller wants one header)
interface Options extends RequestInit {
  raw?: boolean;
}

function request(url: string, options: Options & { raw: true }): Promise<Response>;
function request<T = unknown>(url: string, options?: Options): Promise<T>;
async function request(url: string, { raw = false, ...init }: Options = {}): Promise<unknown> {
  const response = await fetch(url, init);
  if (raw) return response;
  return response.json();
}

async function countThings(url: string): Promise<number> {
  const response = await request(`${url}?limit=1`, { raw: true }); // LEAK
  return Number(response.headers.get('x-total-count'));
}

export async function main(url: string): Promise<void> {
  console.log(await countThings(url));
  console.log(typeof (await request(url)));
}
