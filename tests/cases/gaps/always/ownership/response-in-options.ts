// leaks when: /500 (a context object carries the response to a step that may stop); clean on: /json
interface Context {
  url: string;
  response?: Response;
  result?: unknown;
}

type Step = (context: Context) => Promise<boolean>;

const send: Step = async (context) => {
  context.response = await fetch(context.url); // LEAK
  return true;
};
const check: Step = async ({ response }) => response!.ok;
const decode: Step = async (context) => {
  context.result = await context.response!.json();
  return true;
};

export async function main(url: string): Promise<void> {
  const context: Context = { url };
  for (const step of [send, check, decode]) {
    if (!(await step(context))) break;
  }
  console.log(typeof context.result);
}
