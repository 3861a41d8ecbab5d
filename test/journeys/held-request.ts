/** A request to authentik whose answer waits. */
export interface HeldRequest {
  /** For `newSandbox`. */
  readonly intercept: (request: Request) => Promise<undefined>;
  /** Resolves when the first such request has come. */
  readonly arrived: Promise<void>;
  /** Lets it, and every later one, be answered. */
  release(): void;
}

/** Holds back requests of this method and path until they are released. */
export function holdRequest(method: string, path: string): HeldRequest {
  const arrived = signal();
  const released = signal();
  return {
    async intercept(request) {
      if (request.method !== method || new URL(request.url).pathname !== path) return undefined;
      arrived.give();
      await released.given;
      return undefined;
    },
    arrived: arrived.given,
    release: released.give,
  };
}

/** As `holdRequest`, for requests to AWS of one operation. */
export function holdAws(operation: string) {
  const arrived = signal();
  const released = signal();
  return {
    async intercept(request: { readonly operation: string }) {
      if (request.operation !== operation) return undefined;
      arrived.give();
      await released.given;
      return undefined;
    },
    arrived: arrived.given,
    release: released.give,
  };
}

function signal(): { given: Promise<void>; give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
