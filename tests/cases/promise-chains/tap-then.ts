// clean: /500 /json
export async function main(url: string): Promise<void> {
  const text = await fetch(url)
    .then((res) => {
      console.log(res.status);
      return res;
    })
    .then((res) => res.text());
  console.log(text.length);
}
