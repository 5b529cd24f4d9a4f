// reuses when: /404 /500 /502 /flaky (a bad status is logged and parsed); clean on: /json /json-error /bad-json /text /empty /204
export async function parsed(res: Response): Promise<unknown> {
  if (!res.ok) console.error(await res.text());
  return res.json(); // REUSE
}

const parsers = new Map([['json', parsed]]);

export async function main(url: string): Promise<unknown> {
  return parsers.get('json')!(await fetch(url));
}
