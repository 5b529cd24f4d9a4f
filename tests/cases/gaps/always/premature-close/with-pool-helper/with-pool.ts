import { Pool } from 'undici';

export async function withPool<T>(origin: string, use: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool(origin, { connections: 2 });
  try {
    return await use(pool);
  } finally {
    await pool.close(); // PREMATURE #close
  }
}
