// leaks when: /500 /404 (the rejection carries the status only); clean on: /json
class StatusError extends Error {
  constructor(readonly status: number) {
    super(`unexpected status ${status}`);
  }
}

const load = (source: string): Promise<unknown> =>
  fetch(source).then((res) => { // LEAK
    if (!res.ok) {
      return Promise.reject(new StatusError(res.status));
    }
    return res.json();
  });

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
