// leaks when: /500 (instanceof rethrow in the catch); clean on: /json /refuse
class HttpError extends Error {}

async function load(api: string): Promise<unknown> {
  try {
    const res = await fetch(api); // LEAK
    if (!res.ok) throw new HttpError(`status ${res.status}`);
    return await res.json();
  } catch (e) {
    if (e instanceof HttpError) throw e;
    throw new Error('network', { cause: e });
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
