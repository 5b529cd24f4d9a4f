// clean: /404 /500 /json
import { request } from 'undici';

async function load(url: string): Promise<unknown> {
	const { statusCode, body } = await request(url);
	switch (statusCode) {
		case 404: await body.dump(); return null;
		case 200: return typeof (await body.json());
		default: throw new Error(`status ${statusCode} ${(await body.text()).length > 0}`);
	}
}

export async function main(url: string): Promise<unknown> {
	return load(url).catch((e: Error) => e.message);
}
