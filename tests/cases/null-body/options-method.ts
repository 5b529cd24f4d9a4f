// leaks when: /ok /500 (OPTIONS may answer with a body)
export async function main(url: string): Promise<void> {
  const res = await fetch(url, { method: 'OPTIONS' }); // LEAK
  console.log(res.headers.get('allow'));
}
