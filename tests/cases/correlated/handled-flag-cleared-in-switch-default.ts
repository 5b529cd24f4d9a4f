// clean: /json /404 /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let handled = true;
  switch (res.status) {
    case 200:
      console.log(typeof (await res.json()));
      break;
    case 404:
      console.log((await res.text()).length);
      break;
    default:
      handled = false;
  }
  if (!handled) await res.arrayBuffer();
}
