// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (text() and json() of the class read one response); clean on: /204
class Reply {
  constructor(response) {
    this.response = response;
  }

  text() {
    return this.response.text();
  }

  json() {
    return this.response.json(); // REUSE #json
  }
}

export async function main(url) {
  const reply = new Reply(await fetch(url));
  console.log(await reply.text());
  console.log(await reply.json()); // REUSE #json
}
