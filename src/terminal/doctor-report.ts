import type { About } from './about.js';

/** One check as it is shown; in `--json` just so. */
export interface CheckRow {
  readonly id: string;
  readonly group: string;
  /** The group in words. */
  readonly heading: string;
  readonly title: string;
  readonly level: 'required' | 'advice';
  readonly result: 'ok' | 'problem' | 'not known' | 'not applicable';
  readonly text: string;
  readonly details: readonly string[];
  readonly remedy: readonly string[];
  /** Nothing is wrong yet, but something ends within 30 days. */
  readonly endsSoon: boolean;
  /** The checks because of which it was not made. */
  readonly waitsFor: readonly string[];
}

/** All that was looked at: what both views show, and what `--json` prints. */
export interface DoctorReport {
  readonly format: 'authentik-aws/doctor';
  readonly version: 1;
  readonly about: About;
  readonly redacted: boolean;
  readonly checks: readonly CheckRow[];
  /** Names of the checks that were left out. */
  readonly ignored: readonly string[];
  readonly totals: {
    readonly ok: number;
    readonly problems: number;
    readonly warnings: number;
    readonly notKnown: number;
    readonly notApplicable: number;
  };
}
