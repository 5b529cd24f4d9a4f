// leaks when: /500 (inside of an async IIFE); clean on: /json
export function main(url: string): Promise<void> {
  return (async () => {
    const res = await fetch(url); // LEAK
    if (!res.ok) return;
    console.log(typeof (await res.json()));
  })();
}
