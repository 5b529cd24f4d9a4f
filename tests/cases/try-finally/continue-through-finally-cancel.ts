// clean: /mixed /json
export async function main(url: string): Promise<void> {
  let n = 0;
  for (const id of [1, 2, 3]) {
    const res = await fetch(`${url}/${id}`);
    try {
      if (!res.ok) continue;
      n += 1;
    } finally {
      await res.body?.cancel().catch(() => {});
    }
  }
  console.log(n);
}
