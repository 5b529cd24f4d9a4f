// leaks when: /503-then-ok (each retry drops the response before); clean on: /json
interface Options {
  request: () => Promise<Response>;
  attempts: number;
}

async function retrying(options: Options): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await options.request(); // LEAK #retry
    if (response.status === 503 && attempt < options.attempts) continue;
    return response.json();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await retrying({ request: () => fetch(url), attempts: 3 }))); // LEAK #retry
}
