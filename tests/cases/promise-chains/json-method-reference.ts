// clean: /json /500
const json = (res: Response): Promise<unknown> => res.json();
const length = (value: unknown): number => JSON.stringify(value).length;

export async function main(url: string): Promise<void> {
  console.log(await fetch(url).then(json).then(length));
}
