// leaks when: /500 (the flag is tested the wrong way round); clean on: /small
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  let failed = false;
  try {
    if (!res.ok) {
      failed = true;
      return;
    }
    console.log((await res.text()).length);
  } finally {
    if (!failed) console.log('done');
  }
}
