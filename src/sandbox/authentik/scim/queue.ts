type Job = () => Promise<void>;

/** Jobs that run one after the other, each after the server has answered what it is doing. */
export class Queue {
  #jobs: Job[] = [];
  #running: Promise<void> | undefined;
  #frozen = false;
  #stopped = false;
  #failure: unknown;

  add(job: Job): void {
    if (this.#stopped) return;
    this.#jobs.push(job);
    if (!this.#frozen) this.#running ??= this.#run();
  }

  /** Resolves when there is nothing more to do; throws what a job threw. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Nothing more begins, though it may be queued. */
  freeze(): void {
    this.#frozen = true;
  }

  /** Forgets what is queued and runs again what comes. */
  restart(): void {
    this.#jobs = [];
    this.#frozen = false;
  }

  /** Runs nothing more; resolves when the running job has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#jobs = [];
    await this.#running;
  }

  async #run(): Promise<void> {
    await new Promise(setImmediate);
    for (let job = this.#next(); job; job = this.#next()) {
      try {
        await job();
      } catch (error) {
        if (!this.#stopped) this.#failure ??= error;
      }
    }
    this.#running = undefined;
  }

  #next(): Job | undefined {
    return this.#frozen ? undefined : this.#jobs.shift();
  }
}
