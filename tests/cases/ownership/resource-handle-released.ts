// clean: /json /404
async function open(url: string) {
  const response = await fetch(url);
  return {
    response,
    async release(): Promise<void> {
      if (!response.bodyUsed) await response.body?.cancel();
    },
  };
}

export async function main(url: string): Promise<void> {
  const { response, release } = await open(url);
  try {
    if (!response.ok) {
      console.log('not available', response.status);
      return;
    }
    console.log(typeof (await response.json()));
  } finally {
    await release();
  }
}
