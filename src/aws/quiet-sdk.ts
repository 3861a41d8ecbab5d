const SWITCH = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/**
 * Makes an SDK client without the SDK's advice on Node versions, which would go to standard error
 * in the middle of a run. The SDK looks at an environment variable in the client's constructor
 * only, so the environment is as before when this returns.
 */
export function withoutNodeAdvice<Client>(construct: () => Client): Client {
  const before = process.env[SWITCH];
  process.env[SWITCH] = 'true';
  try {
    return construct();
  } finally {
    if (before === undefined) delete process.env[SWITCH];
    else process.env[SWITCH] = before;
  }
}

/** Takes what the SDK would otherwise write to the console, such as its credential warnings. */
export const silentLogger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

function nothing(): void {}
