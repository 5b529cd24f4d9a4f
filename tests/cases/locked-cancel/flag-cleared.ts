// clean: /ok /500
async function load(source: string): Promise<string> {
  const answer = await fetch(source);
  let pending = true;
  try {
    if (!answer.ok) return `HTTP ${answer.status}`;
    pending = false;
    return await answer.text();
  } finally {
    if (pending) await answer.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).length);
}
