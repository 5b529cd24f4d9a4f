// leaks when: /500 (expect(200) returns a checker that throws); clean on: /json
const expectStatus = (wanted: number) => (res: Response) => {
  if (res.status !== wanted) throw new Error(`wanted ${wanted}`);
  return res;
};

export async function main(url: string): Promise<void> {
  const ok = expectStatus(200);
  const res = ok(await fetch(url)); // LEAK
  console.log(typeof (await res.json()));
}
