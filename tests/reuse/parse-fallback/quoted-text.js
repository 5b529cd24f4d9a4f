// reuses when: /bad-json /text /404 /502 /empty (the error is to quote a text that has been read); clean on: /json /json-error /500 /204 /flaky
export async function main(url) {
  const res = await fetch(url);
  const text = await res.text();
  try {
    return JSON.parse(text).name;
  } catch (cause) {
    throw new Error(`no JSON: ${(await res.text()).slice(0, 20)}`, { cause }); // REUSE
  }
}
