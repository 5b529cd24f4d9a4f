// clean: /json /500
import { Agent, fetch, setGlobalDispatcher } from 'undici';

let configured = false;

function configure(): void {
  if (configured) return;
  setGlobalDispatcher(new Agent({ connections: 16, keepAliveTimeout: 5_000 }));
  configured = true;
}

export async function main(url: string): Promise<void> {
  configure();
  const res = await fetch(url);
  console.log(res.status, (await res.text()).length);
}
