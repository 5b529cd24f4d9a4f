// leaks when: /503-then-ok (the failed answer is dropped before the retry); clean on: /json
const attempt = (api: string): Promise<Response> =>
  fetch(api).then((res) => { // LEAK
    if (res.status === 503) throw new Error('busy');
    return res;
  });

export async function main(url: string): Promise<void> {
  const res = await attempt(url).catch(() => attempt(url));
  console.log((await res.text()).length);
}
