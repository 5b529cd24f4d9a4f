// leaks when: /404 (everything on one line); clean on: /small
async function load(url: string): Promise<string> { const res = await fetch(url); if (!res.ok) return 'bad'; const text = await res.text(); return text.slice(0, 4); } // LEAK

export const main = async (url: string): Promise<string> => load(url);
