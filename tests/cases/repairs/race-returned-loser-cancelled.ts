// clean: /late /json
async function within(url: string, ms: number): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms);
  });
  const asked = fetch(url);
  try {
    return await Promise.race([asked, deadline]).catch((error) => {
      asked.then((res) => res.body?.cancel()).catch(() => {});
      throw error;
    });
  } finally {
    clearTimeout(timer);
  }
}

export async function main(url: string): Promise<string> {
  const res = await within(url, 90);
  return (await res.text()).slice(0, 1);
}
