// leaks when: /500 (inline check in the chain); clean on: /json
export function main(url: string): Promise<void> {
  return fetch(url) // LEAK
    .then((res) => {
      if (!res.ok) throw new Error(res.statusText);
      return res.json();
    })
    .then((data) => console.log(typeof data));
}
