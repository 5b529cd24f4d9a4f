// leaks when: /500 (Promise.reject in the ternary); clean on: /json
export function main(url: string): Promise<void> {
  return fetch(url) // LEAK
    .then((res) => (res.ok ? res.json() : Promise.reject(new Error(`status ${res.status}`))))
    .then((data) => console.log(typeof data));
}
