// leaks when: /500 (the helper only releases redirects); clean on: /json
async function discardRedirect(res: Response): Promise<void> {
  if (res.status >= 300 && res.status < 400) await res.body?.cancel();
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (!res.ok) {
    await discardRedirect(res);
    throw new Error('bad');
  }
  console.log(typeof (await res.json()));
}
