// leaks when: /json /500 (logging the response object reads nothing)
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  console.log(String(res), JSON.stringify(res), Object.keys(res).length);
}
