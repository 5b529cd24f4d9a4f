// leaks when: /json /500 (fire and forget in forEach)
export async function main(url: string): Promise<void> {
  const done: Promise<void>[] = [];
  ['a', 'b'].forEach((p) => {
    done.push(
      fetch(`${url}/${p}`).then((res) => { // LEAK
        console.log(res.ok);
      }),
    );
  });
  await Promise.all(done);
}
