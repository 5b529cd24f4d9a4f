// clean: /mixed /small
export async function main(url: string): Promise<string> {
  let out = '';
  rows: for (const row of [1, 2]) {
    for (const cell of [1, 2, 3]) {
      const res = await fetch(`${url}/${row}/${cell}`);
      if (res.status === 404) { await res.body?.cancel(); continue rows; }
      out += `${row}${cell}${(await res.text()).slice(0, 1)} `;
    }
  }
  return out;
}
