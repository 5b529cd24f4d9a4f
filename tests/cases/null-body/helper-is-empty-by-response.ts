// clean: /204 /json /not-modified
const isEmpty = (res: Response): boolean => res.status === 204 || res.status === 304 || res.body === null;

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (isEmpty(res)) return;
  console.log((await res.text()).length);
}
