// clean: /ok /500 (whichever function is picked reads or cancels)
const drop = async (res: Response): Promise<number> => {
  await res.body?.cancel();
  return 0;
};
const measure = async (res: Response): Promise<number> => (await res.text()).length;

async function load(url: string, isQuick: boolean): Promise<number> {
  const consume = isQuick ? drop : measure;
  const res = await fetch(url);
  return consume(res);
}

export async function main(url: string): Promise<void> {
  console.log(await load(url, true), (await load(url, false)) > 0);
}
