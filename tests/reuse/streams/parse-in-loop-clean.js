// reuses when: never
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
    throw new Error(`bad row in ${pending.slice(0, 20)}`, { cause });
  }
  return rows.length;
}
