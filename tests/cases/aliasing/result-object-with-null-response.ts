// clean: /500 /json /refuse
async function go(u: string): Promise<{ res: Response | null; error: unknown }> {
  try {
    return { res: await fetch(u), error: null };
  } catch (error) {
    return { res: null, error };
  }
}

export async function main(url: string): Promise<void> {
  const { res, error } = await go(url);
  if (error || !res) return;
  console.log((await res.text()).length);
}
