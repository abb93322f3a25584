// A clerk who never gives up: every wish has a key, and is asked again with the same key until an
// answer comes, however often the server dies.
import { randomUUID } from 'node:crypto';

/// A server that lives but does not answer for so long is stuck.
const longest_answer = 120_000;

export class Clerk {
  constructor(stage, name) {
    Object.assign(this, { stage, name, token: '' });
  }
  /// One request; asked again when the line breaks, of the next life or of this one. A body that is a
  /// function makes the form that is sent.
  async ask(method, path, body, key = randomUUID()) {
    for (;;) {
      const life = this.stage.life();
      try {
        const reply = await fetch(this.stage.address + '/api/v1' + path, {
          method,
          headers: {
            ...(!(body instanceof Function) && { 'Content-Type': 'application/json' }),
            'Idempotency-Key': key,
            ...(this.token && { Authorization: `Bearer ${this.token}` }),
          },
          body: body instanceof Function ? body() : body && JSON.stringify(body),
          signal: AbortSignal.timeout(longest_answer),
        });
        const text = await reply.text();
        if (reply.status === 503) {
          await this.stage.again(life, `${path}: 503 ${text}`);
          continue;
        }
        if (reply.status < 300) this.stage.acknowledged(key);
        else if (text.startsWith('<')) throw new SyntaxError(`${path}: ${reply.status} ${text.slice(0, 400)}`);
        return { status: reply.status, body: text ? JSON.parse(text) : {} };
      } catch (error) {
        if (error instanceof SyntaxError) throw error;
        await this.stage.again(life, `${path}: ${error} ${error.cause ?? ''}`);
      }
    }
  }
  /// The same, and it has to work.
  async must(method, path, body, key) {
    const reply = await this.ask(method, path, body, key);
    if (reply.status >= 300) {
      throw new Error(`${this.name} ${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    }
    return reply.body;
  }
  async sign_in(password) {
    const session = await this.must('POST', '/sesi', { sign_in: this.name, password });
    this.token = session.token;
    return this;
  }
}
