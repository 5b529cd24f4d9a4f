// leaks when: /late (the deadline wins, and the answer arrives to nobody); clean on: /json
async function within(url: string, ms: number): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms);
  });
  try {
    return await Promise.race([fetch(url), deadline]); // LEAK
  } finally {
    clearTimeout(timer);
  }
}

export async function main(url: string): Promise<string> {
  const res = await within(url, 90);
  return (await res.text()).slice(0, 1);
}
