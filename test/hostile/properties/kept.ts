import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { recognisePlan } from '../../../src/engine/kept-plan.js';
import { readPlanFile, writePlanFile } from '../../../src/engine/plan-file.js';
import { emptyState } from '../../../src/engine/state.js';
import { openState, stateWriter } from '../../../src/engine/state-file.js';
import { errorText } from '../../../src/terminal/error-view.js';
import { expectPlain, expectShownPlain, outcomeOf, shown } from '../expected.js';
import { planFile, stateFile, target } from '../generators/kept.js';
import { inFolder } from '../in-folder.js';
import { type Property, property } from '../property.js';

/** A file is written for each case. */
const mostFiles = 1_000;

function expectNoPollution(): void {
  if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) {
    throw new Error('the prototype of all objects was changed');
  }
}

/** Without what JSON does not keep. */
function asKept(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state));
}

const opened = property(
  'state: whatever the file is, it costs memory alone, and is kept',
  stateFile,
  (bytes) =>
    inFolder(async (folder) => {
      const path = join(folder, 'state.json');
      writeFileSync(path, bytes);
      const found = await openState(path, target, { acts: true });
      expectNoPollution();
      const { out, err } = shown((terminal) => {
        for (const remark of found.remarks) terminal.say(terminal.clean(remark));
      });
      expectPlain(out + err);
      if (JSON.stringify(found.state.target) !== JSON.stringify(target)) {
        throw new Error('it is the state of another set-up');
      }
      if (!readFileSync(path).equals(bytes)) throw new Error('it was changed by being read');
      await stateWriter(path, found.aside)(found.state);
      const others = readdirSync(folder).filter((name) => name !== 'state.json');
      const kept = others.map((name) => readFileSync(join(folder, name)));
      if (found.aside !== undefined && !kept.some((each) => each.equals(bytes))) {
        throw new Error('what was there is gone');
      }
      const again = await openState(path, target, { acts: false });
      if (!isDeepStrictEqual(asKept(again.state), asKept(found.state))) {
        throw new Error('what was saved is read as something else');
      }
    }),
  mostFiles,
);

const linked = property(
  'state and plan: no link is followed, wherever it leads',
  stateFile,
  (bytes) =>
    inFolder(async (folder) => {
      const [elsewhere, path] = [join(folder, 'elsewhere'), join(folder, 'link.json')];
      writeFileSync(elsewhere, bytes);
      symlinkSync(elsewhere, path);
      const read = await outcomeOf(() => openState(path, target, { acts: true }));
      if (!('refusal' in read)) throw new Error('a link was followed');
      expectShownPlain(read.refusal);
      const written = await outcomeOf(() => stateWriter(path)(emptyState(target)));
      const plan = { format: 'authentik-aws/kept-plan', version: 1, at: '', settings: {} } as const;
      const kept = await outcomeOf(() => writePlanFile(path, { ...plan, target, steps: [] }));
      if (!('refusal' in written) || !('refusal' in kept)) throw new Error('a link was replaced');
      if (!lstatSync(path).isSymbolicLink()) throw new Error('the link is gone');
      if (!readFileSync(elsewhere).equals(bytes)) throw new Error('what it leads to was changed');
    }),
  200,
);

const plan = property(
  'plan file: is read, or refused in plain words',
  planFile,
  (bytes) =>
    inFolder(async (folder) => {
      const path = join(folder, 'plan.json');
      writeFileSync(path, bytes);
      const outcome = await outcomeOf(() => readPlanFile(path));
      expectNoPollution();
      if ('value' in outcome) {
        const again = recognisePlan(JSON.stringify(outcome.value));
        if (again.kind !== 'kept') throw new Error('what was read is no plan');
        return;
      }
      const { err } = shown((terminal) => terminal.insist(errorText(outcome.refusal, terminal)));
      expectPlain(err);
      if (outcome.refusal.exit !== 'usage') throw new Error('it is not called wrong usage');
    }),
  mostFiles,
);

/** What this program kept in files, after others were at them. */
export const keptProperties: readonly Property[] = [opened, linked, plan];
