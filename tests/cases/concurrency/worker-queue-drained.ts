// clean: /json /mixed
async function drain(api: string, jobs: number[]): Promise<number> {
  let done = 0;
  const worker = async () => {
    for (let id = jobs.shift(); id !== undefined; id = jobs.shift()) {
      const res = await fetch(`${api}/${id}`);
      if (res.status === 404) {
        await res.arrayBuffer();
        continue;
      }
      await res.json();
      done += 1;
    }
  };
  await Promise.all([worker(), worker()]);
  return done;
}

export async function main(url: string): Promise<void> {
  console.log(await drain(url, [1, 2, 3]));
}
