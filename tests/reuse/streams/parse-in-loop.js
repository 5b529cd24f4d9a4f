// reuses when: /bad-json /text /404 /502 /empty (a row cannot be parsed while the loop reads); clean on: /json /json-error /500 /204 /flaky
export async function main(url) {
  const res = await fetch(url);
  const rows = [];
  let pending = '';
  try {
    for await (const chunk of res.body) {
      pending += Buffer.from(chunk).toString();
      const lines = pending.split('\n');
      pending = lines.pop();
      for (const line of lines) rows.push(JSON.parse(line));
    }
    rows.push(JSON.parse(pending));
  } catch (cause) {
    throw new Error(`bad row in ${await res.text()}`, { cause }); // REUSE
  }
  return rows.length;
}
