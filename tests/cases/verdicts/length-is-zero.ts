// clean: /empty /json
const isEmpty = (res: Response): boolean => Number(res.headers.get('content-length') ?? '-1') === 0;

export async function main(url: string): Promise<string> {
  const res = await fetch(url);
  if (isEmpty(res)) return 'empty';
  return (await res.text()).slice(0, 5);
}
