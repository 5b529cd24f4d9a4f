// leaks when: /500 (the response is handed on in an object, and only inspected); clean on: /json
interface Ctx {
  res: Response;
  label: string;
}

function report({ res, label }: Ctx): boolean {
  console.log(label, res.status);
  return res.ok;
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (!report({ res, label: 'sync' })) return;
  console.log(typeof (await res.json()));
}
