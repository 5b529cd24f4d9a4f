// leaks when: /mixed (a missing user leaves both answers unread); clean on: /json
async function profile(api: string): Promise<unknown> {
  const [user, posts] = await Promise.all([
    fetch(`${api}/users/bad`), // LEAK
    fetch(`${api}/posts/bad`), // LEAK
  ]);
  if (!user.ok) {
    throw new Error(`user: ${user.status}`);
  }
  return { user: await user.json(), posts: await posts.json() };
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await profile(url)));
}
