// The server: questions, answers that come in a stream, and refusals.

/** So that a newer request of this page takes the place of its older one. */
const CLIENT = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What the server refused, with the problems of the scenarios. */
export class Refused extends Error {
  constructor(status, error, problems, retryAfter) {
    super(error.message);
    this.status = status;
    this.code = error.code;
    this.problems = problems;
    this.retryAfterSeconds = retryAfter;
  }
}

export async function answered(response) {
  if (response.ok) return response;
  const retry = Number(response.headers.get("retry-after")) || null;
  let told;
  try {
    told = await response.json();
  } catch {
    told = {};
  }
  throw new Refused(response.status, told.error ?? { code: "other", message: `HTTP ${response.status}` }, told.problems ?? [], retry);
}

export async function get(route) {
  return (await answered(await fetch(route))).json();
}

export async function post(route, body, signal) {
  const headers = { "content-type": "application/json", "x-relevo-client": CLIENT };
  return answered(await fetch(route, { method: "POST", headers, body: JSON.stringify(body), signal }));
}

/** The events of a stream as [name, data], as they come. */
export async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const of = (field) => lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).trimStart());
      const data = of("data").join("\n");
      if (data) yield [of("event")[0] ?? "message", JSON.parse(data)];
    }
  }
}
