import { type AxiosInstance, isAxiosError } from 'axios';
import { redact } from '../basics/secret.js';

/** One attempt of a request, repetitions included. */
export interface TraceLine {
  readonly method: string;
  /** Below `/api/v3`, with its query. */
  readonly path: string;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  /** Milliseconds that the attempt took. */
  readonly ms: number;
}

/** Is told of every attempt, when it is over. */
export type Trace = (line: TraceLine) => void;

/** Reports every attempt; has to be installed before the repetition, or it would see the last alone. */
export function traceRequests(instance: AxiosInstance, trace: Trace): void {
  const begun = new WeakMap<object, number>();
  const report = (config: Attempt, status: number | undefined) => {
    const ms = Math.round(performance.now() - (begun.get(config) ?? performance.now()));
    const method = (config.method ?? 'get').toUpperCase();
    trace({ method, path: redact(config.url ?? ''), status, ms });
  };
  instance.interceptors.request.use((config) => {
    begun.set(config, performance.now());
    return config;
  });
  instance.interceptors.response.use(
    (response) => {
      report(response.config, response.status);
      return response;
    },
    (error: unknown) => {
      if (isAxiosError(error) && error.config) report(error.config, error.response?.status);
      return Promise.reject(error);
    },
  );
}

interface Attempt {
  method?: string | undefined;
  url?: string | undefined;
}
