// reuses when: never
async function respond(res, { transform, hooks }) {
  const isParsed = transform || hooks;
  const value = isParsed ? await res.json() : null;
  if (transform) return Response.json(transform(value));
  if (!hooks) return new Response(res.body, res);
  return Response.json(value);
}

export async function main(url) {
  for (const options of [{}, { hooks: true }, { transform: Object.keys }]) {
    const answer = await respond(await fetch(url), options);
    console.log((await answer.text()).length);
  }
}
