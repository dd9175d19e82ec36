/**
 * A `fetch` that gives up an answer of which nothing has come for `idleMs` milliseconds, its head included: a stream that
 * stalls would else be waited for until somebody else's timeout. The body then ends with an error.
 */
export function attentive(idleMs: number): typeof fetch {
  return async (input, init) => {
    const idle = new AbortController();
    const giveUp = (): void => idle.abort(new Error(`nothing was heard for ${idleMs / 1_000} s`));
    let timer = setTimeout(giveUp, idleMs);
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, idleMs);
    };
    const signals = [idle.signal, ...(init?.signal == null ? [] : [init.signal])];
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
      heard();
      if (response.body === null) {
        clearTimeout(timer);
        return response;
      }
      const body = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform: (chunk, controller) => {
            heard();
            controller.enqueue(chunk);
          },
          flush: () => clearTimeout(timer),
        }),
      );
      const { status, statusText, headers } = response;
      return new Response(body, { status, statusText, headers });
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  };
}
