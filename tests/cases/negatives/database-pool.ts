// clean: /ok (a database pool, and an agent that is a person)
interface Row {
  [column: string]: unknown;
}

class Pool {
  constructor(readonly options: { max: number }) {}

  async request(sql: string): Promise<{ statusCode: number; body: Row[] }> {
    return { statusCode: 200, body: [{ sql }] };
  }
}

class Agent {
  constructor(readonly name: string) {}
}

export async function main(url: string): Promise<void> {
  const pool = new Pool({ max: 2 });
  const agent = new Agent('Smith');
  const { statusCode } = await pool.request(`select '${url.length > 0}'`);
  console.log(agent.name, statusCode);
}
