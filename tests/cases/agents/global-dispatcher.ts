// clean: /json /500
import { Agent, fetch, setGlobalDispatcher } from 'undici';

export function configureHttp(timeout: number): void {
  setGlobalDispatcher(new Agent({ headersTimeout: timeout, keepAliveTimeout: 1000 }));
}

configureHttp(5000);

export async function main(url: string): Promise<void> {
  const response = await fetch(url);
  console.log(response.status, (await response.text()).length);
}
