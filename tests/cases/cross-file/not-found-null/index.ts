// leaks when: /404 (a missing user is null, its error page is never read); clean on: /json /500
import { HttpClient } from './lib.js';
import { UserService } from './users.js';

export async function main(url: string): Promise<void> {
  const users = new UserService(new HttpClient({ baseUrl: url, token: 't' }));
  console.log((await users.find(7))?.name);
}
