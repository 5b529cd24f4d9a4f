// reuses when: never (what cannot be parsed has been read); clean on: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky
const load = async (target) => {
  const res = await fetch(target);
  const text = await res.text().catch(() => '');
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = { ok: false, raw: text || `HTTP ${res.status}` };
  }
  return { status: res.status, body };
};

export async function main(url) {
  console.log(await load(url));
}
