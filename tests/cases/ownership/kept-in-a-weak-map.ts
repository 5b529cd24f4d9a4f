// clean: /ok /500
const kept = new WeakMap<object, Response>();
export async function main(url: string): Promise<void> {
  const key = {};
  const res = await fetch(url);
  kept.set(key, res);
  console.log((await kept.get(key)!.text()).length);
}
