// leaks when: /500 (sets an exit code and returns); clean on: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (!res.ok) {
    console.error(`HTTP ${res.status} ${res.statusText}`);
    process.exitCode = 0;
    return;
  }
  console.log(typeof (await res.json()));
}
