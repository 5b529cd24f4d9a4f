// clean: /503-x2-then-ok /503 /small
async function persistent(url: string): Promise<string> {
  let last: Response | undefined;
  for (let i = 0; i < 3; i += 1) {
    const res = await fetch(url);
    last = res;
    const text = await res.text();
    if (res.ok) return text.slice(0, 4);
  }
  return `gave up at ${last?.status}`;
}

export async function main(url: string): Promise<string> {
  return persistent(url);
}
