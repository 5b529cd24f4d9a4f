// leaks when: /500 (what follows a loop that a callback ends is reached); clean on: /ok
export async function main(url: string): Promise<void> {
  let polling = true;
  setTimeout(() => {
    polling = false;
  }, 5);
  while (polling) await new Promise((resolve) => setTimeout(resolve, 2));
  const res = await fetch(url); // LEAK
  if (!res.ok) throw new Error(String(res.status));
  console.log((await res.text()).length);
}
