// leaks when: /404 /500 (indented with tabs; clauses without braces); clean on: /json
import { request } from 'undici';

async function load(url: string): Promise<unknown> {
	const { statusCode, body } = await request(url); // LEAK
	switch (statusCode) {
		case 404: return null;
		case 200: return typeof (await body.json());
		default: throw new Error(`status ${statusCode}`);
	}
}

export async function main(url: string): Promise<unknown> {
	return load(url).catch((e: Error) => e.message);
}
