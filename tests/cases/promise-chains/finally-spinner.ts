// leaks when: /500 /json (finally hides the spinner, nobody reads)
export async function main(url: string): Promise<void> {
  let spinning = true;
  const res = await fetch(url).finally(() => { // LEAK
    spinning = false;
  });
  console.log(res.status, spinning);
}
