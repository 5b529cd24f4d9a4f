// leaks when: /500 (the chain throws on the status, a catch supplies the default); clean on: /json
function loadFlags(url: string): Promise<Record<string, unknown>> {
  return fetch(`${url}/flags`) // LEAK
    .then((res) => {
      if (!res.ok) throw new Error(res.statusText);
      return res.json() as Promise<Record<string, unknown>>;
    })
    .catch((error: Error) => {
      console.warn('flags unavailable:', error.message);
      return {};
    });
}

export async function main(url: string): Promise<void> {
  console.log(Object.keys(await loadFlags(url)).length);
}
