export interface Deps {
  fetch: typeof globalThis.fetch;
  log: (message: string) => void;
}
