// leaks when: /500 (the tap rejects the chain); clean on: /json
type Tap<T> = (value: T) => void;

const tap =
  <T>(fn: Tap<T>) =>
  (value: T): T => {
    fn(value);
    return value;
  };

export function main(url: string): Promise<void> {
  return fetch(url) // LEAK
    .then(tap((res) => console.debug(res.status)))
    .then((res) => (res.ok ? res : Promise.reject(new Error(`HTTP ${res.status}`))))
    .then((res) => res.json())
    .then((value) => console.log(typeof value))
    .catch((err: Error) => console.error(err.message));
}
