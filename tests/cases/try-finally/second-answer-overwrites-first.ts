// leaks when: /401-then-ok (the first answer is overwritten by the second); clean on: /401/refused /json
async function withAuth(api: string): Promise<string> {
  let response: Response | undefined;
  try {
    response = await fetch(api); // LEAK
    if (response.status === 401) {
      response = await fetch(api.replace('401/refused', 'refuse'), { headers: { authorization: 'Bearer x' } });
    }
  } catch {
    console.log('what there is has to do');
  }
  return (await response?.text()) ?? '';
}

export async function main(url: string): Promise<void> {
  console.log((await withAuth(url)).length);
}
