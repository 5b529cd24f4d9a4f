// clean: /ok (get() of other things)
export async function main(url: string): Promise<void> {
  const target = new URL(url);
  target.searchParams.get('x');
  const lookup = new Map([['a', { status: 1 }]]);
  lookup.get('a');
  console.log(new Headers({ a: 'b' }).get('a'));
}
