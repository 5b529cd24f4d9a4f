// clean: /small /500
function read(_res: Response, ..._rest: unknown[]): Promise<string> {
  // eslint-disable-next-line prefer-rest-params
  const given = arguments[0] as Response;
  return given.text();
}

export async function main(url: string): Promise<string> {
  const res = await fetch(url);
  const text = await read(res, 'quick');
  return res.ok ? text.slice(0, 4) : 'bad';
}
