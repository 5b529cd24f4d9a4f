// clean: /500 /json
const decodeWith = <T>(parse: (text: string) => T) => async (res: Response): Promise<T> => parse(await res.text());

export async function main(url: string): Promise<void> {
  const decode = decodeWith((t) => t.length);
  console.log(await decode(await fetch(url)));
}
