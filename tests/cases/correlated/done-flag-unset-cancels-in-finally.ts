// clean: /json /500 /refuse
export async function main(url: string): Promise<void> {
  let res: Response | undefined;
  let done = false;
  try {
    res = await fetch(url);
    if (!res.ok) throw new Error('bad');
    console.log((await res.text()).length);
    done = true;
  } finally {
    if (!done) await res?.body?.cancel();
  }
}
