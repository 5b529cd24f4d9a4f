// leaks when: /html (ok but of the wrong type); clean on: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const isJson = res.headers.get('content-type')?.includes('json') ?? false;
  if (res.ok && isJson) {
    console.log(typeof (await res.json()));
  } else if (!res.ok) {
    console.log((await res.text()).length);
  }
}
