// reuses when: never
async function rewrite(response) {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('text/html')) return response;
  const html = await response.text();
  return new Response(html.replace('<h1>', '<h1 class="x">'), response);
}

export async function main(url) {
  const response = await rewrite(await fetch(url));
  console.log(await response.text());
}
