// leaks when: /json /500 (a self-signed controller is talked to with a fresh agent per call)
import { Agent, request } from 'undici';

class ControllerApi {
  constructor(
    private readonly host: string,
    private readonly verifyTls = false,
  ) {}

  async call(path: string, method: 'GET' | 'POST' = 'GET'): Promise<unknown> {
    const { statusCode, body } = await request(`${this.host}${path}`, {
      method,
      dispatcher: new Agent({ connect: { rejectUnauthorized: this.verifyTls } }), // UNCLOSED
    });
    const data = await body.json();
    if (statusCode >= 400) throw new Error(`controller: ${statusCode}`);
    return data;
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new ControllerApi(url).call('/sites')));
}
