// reuses when: /502 (a page without <body> has been read all the same); clean on: /json /json-error /bad-json /text /404 /500 /empty /flaky /204
async function rewrite(response) {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('text/html')) return response;
  const html = await response.text();
  if (!html.includes('<body>')) return response;
  return new Response(html.replace('<body>', '<body class="x">'), response);
}

export async function main(url) {
  const response = await rewrite(await fetch(url));
  console.log(await response.text()); // REUSE
}
