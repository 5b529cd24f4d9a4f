// clean: /ok /500
const HEAD = { method: 'HEAD' } as const;
export async function main(url: string): Promise<void> { const r = await fetch(url, { ...HEAD, headers: {} }); console.log(r.status); }
