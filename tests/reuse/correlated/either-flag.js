// reuses when: /json /json-error /500 /flaky (what has been parsed for the hooks is handed on); clean on: /bad-json /text /404 /502 /empty /204
async function respond(res, { transform, hooks }) {
  const isParsed = transform || hooks;
  const value = isParsed ? await res.json() : null;
  if (!transform) return new Response(res.body, res); // REUSE
  return Response.json(transform(value));
}

export async function main(url) {
  const answer = await respond(await fetch(url), { hooks: true });
  console.log((await answer.text()).length);
}
