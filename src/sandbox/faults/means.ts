import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { EdgeOptions } from './edge.js';
import type { Means } from './fault.js';

/** What a fault can do with the connection that a request came by, and with the half behind. */
export function meansOf(
  { incoming, outgoing }: HttpBindings,
  { half, faults, loseQueue }: EdgeOptions,
): Means {
  const { socket } = incoming;
  return {
    cut() {
      socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
    async reset(answer) {
      const body = Buffer.from(await answer.arrayBuffer());
      const headers = Object.fromEntries(answer.headers);
      // A body without an end: whoever reads it waits for more, and meets the reset.
      outgoing.writeHead(answer.status, { ...headers, 'content-length': body.length + 1 });
      const begun = body.subarray(0, Math.ceil(body.length / 2));
      await new Promise((resolve) => outgoing.write(begun, resolve));
      // What was written has to be on its way before the reset overtakes it.
      await new Promise((resolve) => setTimeout(resolve, 10));
      socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
    linger: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, milliseconds);
        function done() {
          clearTimeout(timer);
          outgoing.off('close', done);
          faults.gone.removeEventListener('abort', done);
          resolve();
        }
        outgoing.once('close', done);
        faults.gone.addEventListener('abort', done);
      }),
    goDown(milliseconds) {
      void faults.goDown(half, milliseconds);
    },
    loseQueue() {
      loseQueue?.();
    },
  };
}
