// reuses when: /bad-json /text /404 /502 /empty (the second read fails too, which gives no text at all); clean on: /json /json-error /500 /204 /flaky
const load = async (target) => {
  const res = await fetch(target);
  const body = await res.json().catch(async () => {
    const text = await res.text().catch(() => ''); // REUSE
    return { ok: false, raw: text || `HTTP ${res.status}` };
  });
  return { status: res.status, body };
};

export async function main(url) {
  console.log(await load(url));
}
