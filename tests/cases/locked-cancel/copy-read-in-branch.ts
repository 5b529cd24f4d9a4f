// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  if (!answer.ok) {
    const reason = await answer.text();
    console.log(reason.length);
  } else {
    await answer.body?.cancel();
  }
}
