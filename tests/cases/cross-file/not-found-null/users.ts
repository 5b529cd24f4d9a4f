import { ApiError, HttpClient } from './lib.js';

export interface User {
  id: number;
  name: string;
}

export class UserService {
  constructor(private readonly http: HttpClient) {}

  async find(id: number): Promise<User | null> {
    const response = await this.http.get(`/users/${id}`); // LEAK
    if (response.status === 404) return null;
    if (!response.ok) {
      throw new ApiError(response.status, await response.text());
    }
    return (await response.json()) as User;
  }
}
